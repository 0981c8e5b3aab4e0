// Our reader of our own markup against the browser's: the same nodes, whether they are built anew
// or come to be by patching what was there; and what a reader did to them survives.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at } from '../../xtask/paths.mjs';
import { close, withPage } from './harness.mjs';

after(close);

const PLACES = 1200;

/**
 * A page of our own sources, whose policy does not hold back the browser's parser. The console
 * complains of pictures with random numbers.
 */
const sources = (use) =>
  withPage('www/method.html', { folder: at(), noPolicy: true, allowErrors: true }, use);

/** In the page: the first random markup that the two readers do not make the same of, or null. */
async function compare([seed, places]) {
  const { build } = await import('/www/lib/nodes.js');
  const { fill, html, safe } = await import('/www/page/ui/dom.js');
  const { Markups } = await import('/tests/browser/markups.js');
  await import('/www/page/ui/patch.js');
  const markups = new Markups(seed, (text) => html`${text}`.text);

  const parsed = (source) => {
    const place = document.createElement('div');
    place.innerHTML = source;
    for (const element of place.querySelectorAll('svg')) element.removeAttribute('xmlns');
    return place;
  };
  const isSame = (place, source) => {
    const copy = place.cloneNode(true);
    copy.normalize();
    return copy.isEqualNode(parsed(source));
  };

  let count = 0;
  for (let i = 0; i < places; i += 1) {
    const [first, second] = [markups.next(), markups.next()];
    const built = document.createElement('div');
    build(built, first);
    if (!isSame(built, first)) return { built: first, found: built.innerHTML };
    const patched = document.createElement('div');
    const [near, nearer] = [markups.changed(first), markups.changed(first)];
    for (const source of [first, near, nearer, second, '', second]) {
      fill(patched, safe(source));
      if (!isSame(patched, source)) return { patched: source, first, found: patched.innerHTML };
    }
    count += new Set([first, near, nearer, second]).size;
  }
  return count;
}

for (const seed of [1, 20251104, 4294967295]) {
  test(`built or patched, markup is what the browser’s parser makes of it: seed ${seed}`, () =>
    sources(async (page) => {
      const count = await page.evaluate(compare, [seed, PLACES]);
      assert.equal(typeof count, 'number', JSON.stringify(count));
      // Ten thousand for the three seeds together.
      assert.ok(count > 10_000 / 3, `${count} markups`);
    }));
}

/**
 * In the page: what a reader opened, focused and selected, and is so no more after other values.
 */
async function handle([seed, places]) {
  const { fill, html, safe } = await import('/www/page/ui/dom.js');
  const { Markups } = await import('/tests/browser/markups.js');
  await import('/www/page/ui/patch.js');
  const markups = new Markups(seed, (text) => html`${text}`.text, { hasFields: false });
  const place = document.body.appendChild(document.createElement('div'));
  const selection = getSelection();
  const seen = { open: 0, focus: 0, selected: 0 };

  for (let i = 0; i < places; i += 1) {
    const first = markups.next();
    fill(place, safe(first));
    const open = [...place.querySelectorAll('details')];
    for (const details of open) details.open = true;
    const focused = [...place.querySelectorAll('button')].find((button) => {
      button.focus();
      return document.activeElement === button;
    });
    const text = document.createTreeWalker(place, NodeFilter.SHOW_TEXT).nextNode();
    if (text) selection.setBaseAndExtent(text, 0, text, 1);
    const source = markups.changed(first);
    fill(place, safe(source));
    const lost = { first, source };
    if (!open.every((details) => details.open && place.contains(details))) return lost;
    if (focused && document.activeElement !== focused) return lost;
    if (text && selection.anchorNode !== text) return lost;
    seen.open += open.length;
    seen.focus += focused ? 1 : 0;
    seen.selected += text ? 1 : 0;
  }
  return seen;
}

test('what a reader opened, focused or selected survives other values', () =>
  sources(async (page) => {
    const seen = await page.evaluate(handle, [7, PLACES]);
    assert.ok(seen.open > 100 && seen.focus > 100 && seen.selected > 100, JSON.stringify(seen));
  }));

test('in a patched picture only what differs is touched', () =>
  sources(async (page) => {
    const { isKept, records } = await page.evaluate(async () => {
      const { fill, safe } = await import('/www/page/ui/dom.js');
      await import('/www/page/ui/patch.js');
      const place = document.createElement('div');
      const made = (d, words) =>
        safe(`<svg width="9"><path d="${d}"/><text x="1">${words}</text></svg>`);
      fill(place, made('M0 0', 'one'));
      const [svg] = place.children;
      const [path] = svg.children;
      const observer = new MutationObserver(() => {});
      observer.observe(place, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      fill(place, made('M0 1', 'two'));
      const seen = observer
        .takeRecords()
        .map(({ type }) => type)
        .sort();
      return { isKept: place.firstChild === svg && svg.firstChild === path, records: seen };
    });
    assert.ok(isKept);
    assert.deepEqual(records, ['attributes', 'characterData']);
  }));
