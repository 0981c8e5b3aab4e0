// How one markup takes the place of another by touching only what differs: under a moving slider
// most of a picture or a table stays as it is. Comes with the parts that are shown on demand; until
// then whatever differs is made anew.
//
// Two markups are compared, never a markup with the document: what a reader has opened, focused or
// selected is in no markup, and so survives. morphdom compares with the document and would need a
// rule for each of these; it is three times as large, still needs our reader of markup (under
// Trusted Types the browser's is closed), and took three to eight times as long for a step of the
// slider. lit-html makes the templates itself, but our pictures are strings from pure functions,
// which the build and a server need as well. `tests/browser/nodes.test.mjs` holds reader and patch
// against the browser's own parser.
import { attributesOf, isOpen, nodes, PIECE, plain } from '../../lib/nodes.js';
import { patching } from './dom.js';

/** What a reader has typed or chosen is not in the markup. */
const FIELD = /<(input|select|option|textarea)/;
const trees = new WeakMap();

patching((element, old, text) => {
  if (FIELD.test(text)) return false;
  const now = treeOf(text);
  const before = trees.get(element);
  const isDone = renewContent(element, before?.whole === old ? before : treeOf(old), now);
  trees.set(element, now);
  return isDone;
});

/**
 * Markup as a tree. Each node is `{whole}`, as it is written; an element has a `name`, its
 * attributes as a `tag`, and what is `inner`.
 */
function treeOf(markup) {
  const root = { whole: markup, inner: [] };
  const open = [root];
  for (const { index, 0: whole, 1: isEnd, 2: name, 3: tag, 4: isClosed } of markup.matchAll(
    PIECE,
  )) {
    if (isEnd) {
      const element = open.pop();
      element.whole = markup.slice(element.index, index + whole.length);
    } else {
      const item = { whole, name, tag, index, inner: [] };
      open.at(-1).inner.push(item);
      if (name && isOpen(name, isClosed)) open.push(item);
    }
  }
  return root;
}

/** Makes the content of `parent` what `now` says; false where it is not what `old` says. */
function renewContent(parent, { inner: old }, { inner: now }) {
  let node = parent.firstChild;
  for (const [i, before] of old.entries()) {
    if (!node) return false;
    const { nextSibling } = node;
    if (!renewNode(node, before, now[i])) return false;
    node = nextSibling;
  }
  if (node) return false;
  parent.append(...now.slice(old.length).flatMap((item) => nodes(item.whole, parent)));
  return true;
}

/** Makes a node what `now` says, or removes it where that is nothing; false as above. */
function renewNode(node, before, now) {
  if (!now) node.remove();
  else if (now.name !== before.name) node.replaceWith(...nodes(now.whole, node.parentNode));
  else if (now.whole === before.whole) return true;
  else if (now.name) {
    if (now.tag !== before.tag) setAttributes(node, before.tag, now.tag);
    return renewContent(node, before, now);
  } else node.data = plain(now.whole);
  return true;
}

function setAttributes(element, old, now) {
  const [was, is] = [old, now].map((tag) => tag.split('"'));
  // Nearly always the names are the same: every second piece is a value.
  if (was.length === is.length && was.every((piece, i) => i % 2 || piece === is[i])) {
    for (let i = 1; i < is.length; i += 2)
      if (is[i] !== was[i]) element.setAttribute(/[\w:-]+(?==$)/.exec(is[i - 1])[0], plain(is[i]));
    return;
  }
  const before = new Map(attributesOf(old));
  for (const [name, value] of attributesOf(now)) {
    if (before.get(name) !== value) element.setAttribute(name, value);
    before.delete(name);
  }
  for (const name of before.keys()) element.removeAttribute(name);
}
