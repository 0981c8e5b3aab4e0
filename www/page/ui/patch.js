// How markup takes the place of other markup by touching only what differs: under a moving slider most
// of a picture or a table stays as it is. Comes with the parts that are shown on demand; until then
// whatever differs is made anew.
import { attributesOf, isOpen, nodes, PIECE, plain } from '../../lib/nodes.js';
import { patching } from './dom.js';

/** What a reader has typed or chosen is not in the markup. */
const FIELD = /<(input|select|option|textarea)/;
const trees = new WeakMap();

patching((element, old, text) => {
  if (FIELD.test(text)) return false;
  const now = treeOf(text);
  const before = trees.get(element);
  const isDone = renew(element, before?.whole === old ? before : treeOf(old), now);
  trees.set(element, now);
  return isDone;
});

/** Markup as a tree. Each node is `{whole}`, as it is written; an element has a `name`, its attributes as a `tag`, and what is `inner`. */
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
function renew(parent, { inner: old }, { inner: now }) {
  let node = parent.firstChild;
  for (const [i, before] of old.entries()) {
    if (!node) return false;
    const item = now[i];
    const { nextSibling } = node;
    if (!item) node.remove();
    else if (item.name !== before.name) node.replaceWith(...nodes(item.whole, parent));
    else if (item.whole !== before.whole) {
      if (!item.name) node.data = plain(item.whole);
      else {
        if (item.tag !== before.tag) dress(node, before.tag, item.tag);
        if (!renew(node, before, item)) return false;
      }
    }
    node = nextSibling;
  }
  if (node) return false;
  parent.append(...now.slice(old.length).flatMap((item) => nodes(item.whole, parent)));
  return true;
}

function dress(element, old, now) {
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
