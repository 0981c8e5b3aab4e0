// Markup as nodes, by DOM calls alone: under Trusted Types a page keeps the browser's own parser
// closed, and nothing here asks it for a policy. It reads what our own functions write: every
// element is closed (but `br` and `input`), `<` and `>` stand for nothing but tags, and escapes are
// those of `escape`.

const SVG = 'http://www.w3.org/2000/svg';
const EMPTY = /^(br|input)$/;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;

/** Each piece of a markup: `[all, slash, name, attributes, slash]` of a tag, `[text]` of a text. */
export const PIECE = /<(\/?)([\w-]+)([^>]*?)(\/?)>|[^<]+/g;

/** Whether a tag opens an element that another tag will close. */
export const isOpen = (name, isClosed) => !isClosed && !EMPTY.test(name);

/** Text without the escapes that `escape` writes. */
export const plain = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));

/**
 * `[name, value]` of all attributes.
 *
 * @param {string} text
 * @returns {[name: string, value: string][]}
 */
export const attributesOf = (text) =>
  [...text.matchAll(ATTRIBUTE)].map(([, name, value = '']) => [name, plain(value)]);

/** The nodes of a markup, of the language of the `place` where they will stand. */
export function nodes(markup, { namespaceURI }) {
  const root = document.createElementNS(namespaceURI, 'a');
  /** @type {Element} */
  let at = root;
  for (const [text, isEnd, name, attributes, isClosed] of markup.matchAll(PIECE)) {
    if (isEnd) at = at.parentElement;
    else if (name) {
      const element = document.createElementNS(name === 'svg' ? SVG : at.namespaceURI, name);
      // An element that stands in its namespace does not name it.
      for (const [key, value] of attributesOf(attributes))
        if (key !== 'xmlns') element.setAttribute(key, value);
      at.append(element);
      if (isOpen(name, isClosed)) at = element;
    } else at.append(plain(text));
  }
  return [...root.childNodes];
}

/** Makes the content of `place` what `markup` says. */
export const build = (place, markup) => place.replaceChildren(...nodes(markup, place));
