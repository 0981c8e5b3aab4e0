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
  const now = treeOf(text);
  const before = trees.get(element);
  const isDone = renew(element, before?.whole === old ? before : treeOf(old), now);
  trees.set(element, now);
  return isDone;
});

/** Markup as a tree. Each node is `{whole}`, as it is written; an element has a `tag` with its attributes, and what is `inner`. */
function treeOf(markup) {
  const root = { whole: markup, inner: [] };
  const open = [root];
  let at = -1;
  for (const piece of markup.split('<')) {
    const end = piece.indexOf('>');
    const isClosed = piece[end - 1] === '/';
    if (end > 0 && piece[0] !== '/') {
      const tag = piece.slice(0, isClosed ? end - 1 : end);
      const element = { name: NAME.exec(tag)[0], tag, at, inner: [], whole: tag };
      open.at(-1).inner.push(element);
      if (!isClosed) open.push(element);
    } else if (end > 0) {
      const element = open.pop();
      element.whole = markup.slice(element.at, at);
    }
    if (end + 1 < piece.length) open.at(-1).inner.push({ whole: piece.slice(end + 1) });
    at += piece.length + 1;
  }
  return root;
}

/** Makes the content of `parent` what `now` says; false where it is not what `old` says. */
function renew(parent, { inner: old }, { inner: now }) {
  let node = parent.firstChild;
  for (const [i, before] of old.entries()) {
    if (!node) return false;
    const item = now[i];
    const { nextSibling } = node;
    if (!item) node.remove();
    else if (item.name !== before.name) node.replaceWith(made(item, parent));
    else if (item.whole !== before.whole) {
      if (!item.tag) node.data = plain(item.whole);
      else {
        if (item.tag !== before.tag) dress(node, before.tag, item.tag);
        if (!renew(node, before, item)) return false;
      }
    }
    node = nextSibling;
  }
  if (node) return false;
  parent.append(...now.slice(old.length).map((item) => made(item, parent)));
  return true;
}

/** A new node, of the language of its place. */
function made({ name, tag, inner, whole }, parent) {
  if (!tag) return document.createTextNode(plain(whole));
  const element = document.createElementNS(name === 'svg' ? SVG : parent.namespaceURI, name);
  dress(element, '', tag);
  element.append(...inner.map((item) => made(item, element)));
  return element;
}

function dress(element, old, now) {
  const [was, is] = [old, now].map((tag) => tag.split('"'));
  // Nearly always the names are the same: every second piece is a value.
  if (was.length === is.length && was.every((piece, i) => i % 2 || piece === is[i])) {
    for (let i = 1; i < is.length; i += 2) if (is[i] !== was[i]) element.setAttribute(/[\w:-]+(?==$)/.exec(is[i - 1])[0], plain(is[i]));
    return;
  }
  const before = attributesOf(old);
  for (const [name, value] of attributesOf(now)) {
    if (before.get(name) !== value) element.setAttribute(name, value);
    before.delete(name);
  }
  for (const name of before.keys()) element.removeAttribute(name);
}

const attributesOf = (tag) => new Map([...tag.replace(NAME, '').matchAll(ATTRIBUTE)].map(([, name, value = '']) => [name, plain(value)]));

/** Text without the escapes that `escape` writes. */
const plain = (text) => (text.includes('&') ? text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)) : text);
