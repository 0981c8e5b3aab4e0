// Puts markup into an element by touching only what differs from the markup put there before: under
// a moving slider most of a picture or a table stays as it is. Where the shape differs, all of it is
// made anew. The element's content has to be nobody else's.
const TOKEN = /<[^>]*>|[^<]+/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
/** What a reader has typed or chosen is not in the markup. */
const FIELD = /<(input|select|option|textarea)/;
const kept = new WeakMap();

/** Shows `text`: markup in which `<` and `>` stand for nothing but tags, every element closed. */
export function patch(element, text) {
  const old = kept.get(element);
  if (old?.text === text) return;
  const tokens = text.match(TOKEN) ?? [];
  const now = { text, tokens, nodes: null };
  if (old && !FIELD.test(text) && isAlike(old.tokens, tokens) && (now.nodes = old.nodes ?? nodesOf(element, old.tokens))) renew(now.nodes, old.tokens, tokens);
  else element.innerHTML = text;
  kept.set(element, now);
}

/** Whether only texts and values of attributes differ. */
const isAlike = (old, tokens) => old.length === tokens.length && tokens.every((token, i) => token === old[i] || (shapeOf(token) !== null && shapeOf(token) === shapeOf(old[i])));

/** A text is a text; an opening tag is its name and the names of its attributes; a closing one is itself. */
const shapeOf = (token) => (token[0] !== '<' ? '' : token[1] === '/' ? null : token.replace(ATTRIBUTE, '$1'));

/** The node of each token that makes one, or null where the parser has made others. */
function nodesOf(element, tokens) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const nodes = tokens.map((token) => (token.startsWith('</') ? null : walker.nextNode()));
  return walker.nextNode() || nodes.some((node, i) => !node === !tokens[i].startsWith('</')) ? null : nodes;
}

function renew(nodes, old, tokens) {
  tokens.forEach((token, i) => {
    if (token === old[i]) return;
    if (token[0] !== '<') {
      nodes[i].data = plain(token);
      return;
    }
    const before = [...old[i].matchAll(ATTRIBUTE)];
    [...token.matchAll(ATTRIBUTE)].forEach(([, name, value], k) => value !== before[k][2] && nodes[i].setAttribute(name, plain(value)));
  });
}

/** Text without the escapes that `escape` writes. */
const plain = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
