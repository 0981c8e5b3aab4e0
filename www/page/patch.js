// How markup takes the place of other markup by touching only what differs: under a moving slider most
// of a picture or a table stays as it is. Comes with the parts that are shown on demand; until then
// whatever differs is made anew.
import { patching } from './dom.js';

const NAME = /^[\w-]+/;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
/** What a reader has typed or chosen is not in the markup; a break has no end. */
const FIELD = /<(input|select|option|textarea|br)/;
const SVG = 'http://www.w3.org/2000/svg';
const trees = new WeakMap();

patching((element, old, text) => {
  if (FIELD.test(text)) return false;
  const tree = treeOf(text);
  const before = trees.get(element);
  const isDone = renew(element, before?.text === old ? before.tree : treeOf(old), tree);
  trees.set(element, { text, tree });
  return isDone;
});

/** Markup as a tree: a text is `{text}`, an element `{tag, inner}`, with its attributes as they are written. */
function treeOf(markup) {
  const tree = [];
  const open = [tree];
  for (const piece of markup.split('<')) {
    const end = piece.indexOf('>');
    const isClosed = piece[end - 1] === '/';
    if (piece[0] === '/') open.pop();
    else if (end > 0) {
      const inner = [];
      open.at(-1).push({ tag: piece.slice(0, isClosed ? end - 1 : end), inner });
      if (!isClosed) open.push(inner);
    }
    if (end + 1 < piece.length) open.at(-1).push({ text: piece.slice(end + 1) });
  }
  return tree;
}

/** Makes the content of `parent` what `now` says; false where it is not what `old` says. */
function renew(parent, old, now) {
  const nodes = [...parent.childNodes];
  if (nodes.length !== old.length) return false;
  for (const [i, item] of now.entries()) {
    const before = old[i];
    if (!before) parent.append(made(item, parent));
    else if (!isAlike(before, item)) nodes[i].replaceWith(made(item, parent));
    else if (item.inner) {
      if (item.tag !== before.tag) dress(nodes[i], before.tag, item.tag);
      if (!renew(nodes[i], before.inner, item.inner)) return false;
    } else if (item.text !== before.text) nodes[i].data = plain(item.text);
  }
  for (const node of nodes.slice(now.length)) node.remove();
  return true;
}

const nameOf = (tag) => NAME.exec(tag)[0];

const isAlike = (a, b) => (a.tag && b.tag ? nameOf(a.tag) === nameOf(b.tag) : a.tag === b.tag);

/** A new node, of the language of its place. */
function made({ tag, inner, text }, parent) {
  if (!tag) return document.createTextNode(plain(text));
  const name = nameOf(tag);
  const element = document.createElementNS(name === 'svg' ? SVG : parent.namespaceURI, name);
  dress(element, '', tag);
  element.append(...inner.map((item) => made(item, element)));
  return element;
}

function dress(element, old, now) {
  const before = attributesOf(old);
  for (const [name, value] of attributesOf(now)) {
    if (before.get(name) !== value) element.setAttribute(name, value);
    before.delete(name);
  }
  for (const name of before.keys()) element.removeAttribute(name);
}

const attributesOf = (tag) => new Map([...tag.replace(NAME, '').matchAll(ATTRIBUTE)].map(([, name, value = '']) => [name, plain(value)]));

/** Text without the escapes that `escape` writes. */
const plain = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
