// Our reader of our own markup against the browser's: the same nodes, whether they are built anew or
// come to be by patching what was there.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at } from '../../xtask/paths.mjs';
import { close, withPage } from './harness.mjs';

after(close);

/**
 * A page of our own sources, whose policy does not hold back the browser's parser. The console
 * complains of pictures with random numbers.
 */
const sources = (use) =>
  withPage('method.html', { folder: at('www'), noPolicy: true, allowErrors: true }, use);

/** In the page: the first random markup that the two readers do not make the same of, or null. */
async function compare([seed, rounds]) {
  const { build } = await import('/lib/nodes.js');
  const { fill, html, safe } = await import('/page/ui/dom.js');
  await import('/page/ui/patch.js');
  let state = seed;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const any = (list) => list[next(list.length)];
  const list = (most, make) => Array.from({ length: next(most + 1) }, make);
  const some = (most, make) => list(most, make).join('');

  const WORDS = [
    'Push',
    ' ',
    '≈\u202f',
    '<b>',
    '&',
    '"',
    "'",
    '&#60;',
    '>',
    '😀',
    '0.5%',
    'a=b',
    '/>',
    '\n',
    '</p>',
  ];
  const HTML = ['class', 'data-key', 'aria-label', 'hidden', 'title', 'id'];
  const SVG = ['class', 'd', 'viewBox', 'stroke-width', 'text-anchor', 'patternUnits'];
  const text = () => html`${any(WORDS)}${some(2, () => any(WORDS))}`.text;
  const attribute = (name) => ` ${name}${any([`="${text()}"`, '=""', ''])}`;
  const dress = (names) => [...new Set(list(3, () => any(names)))].map(attribute).join('');
  const tag = (name, inner, names = HTML) => `<${name}${dress(names)}>${inner}</${name}>`;

  const option = () => `<option value="${text()}"${any(['', ' selected'])}>${text()}</option>`;
  const drawn = (depth) =>
    depth < 1
      ? `<path${dress(SVG)}/>`
      : any([
          () =>
            tag(
              any(['g', 'defs', 'linearGradient']),
              some(3, () => drawn(depth - 1)),
              SVG,
            ),
          () => tag(any(['text', 'title', 'desc']), text(), SVG),
          () => `<rect${dress(SVG)}/>`,
        ])();
  const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"';
  const picture = (depth) => `<svg ${NAMESPACE}${dress(SVG)}>${some(4, () => drawn(depth))}</svg>`;
  const phrase = (depth) =>
    depth < 1 || next(3) === 0
      ? text()
      : any([
          () =>
            tag(
              any(['span', 'strong', 'output', 'em']),
              some(3, () => phrase(depth - 1)),
            ),
          () => tag('button', text()),
          () => '<br>',
          () => `<input type="${any(['text', 'range', 'checkbox'])}"${dress(HTML)}>`,
          () => tag('select', some(3, option)),
          () => `<textarea${dress(HTML)}></textarea>`,
          () => picture(depth - 1),
        ])();
  const row = () => `<tr>${some(4, () => tag(any(['td', 'th']), phrase(1)))}</tr>`;
  const table = () =>
    `<table>${tag('caption', text())}<thead>${row()}</thead><tbody>${some(4, row)}</tbody></table>`;
  const block = (depth) =>
    depth < 1
      ? tag('p', phrase(2))
      : any([
          () =>
            tag(
              any(['div', 'section', 'figure', 'aside', 'fieldset']),
              some(4, () => block(depth - 1)),
            ),
          () =>
            tag(
              'p',
              some(3, () => phrase(2)),
            ),
          () => tag('h3', phrase(1)),
          () => tag('details', tag('summary', text()) + some(2, () => block(depth - 1))),
          () =>
            tag(
              'ul',
              some(3, () => tag('li', phrase(2))),
            ),
          () => picture(depth),
          text,
          table,
        ])();
  const markup = () => some(4, () => block(3));

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
  /** The same markup with other texts and values: what a slider does to a picture. */
  const VALUE = /(?<=>)[^<>]+(?=<)|(?<!xmlns)(?<==")[^"<>]*(?=")/g;
  const changed = (source) =>
    source.replace(VALUE, (old) => (next(4) || old.includes('w3.org') ? old : text()));

  for (let i = 0; i < rounds; i += 1) {
    const [first, second] = [markup(), markup()];
    const place = document.createElement('div');
    build(place, first);
    if (!isSame(place, first)) return { built: first, found: place.innerHTML };
    const patched = document.createElement('div');
    for (const source of [first, changed(first), changed(first), second, '', second]) {
      fill(patched, safe(source));
      if (!isSame(patched, source)) return { patched: source, first, found: patched.innerHTML };
    }
  }
  return null;
}

for (const seed of [1, 20251104, 4294967295]) {
  test(`built or patched, markup is what the browser’s parser makes of it: seed ${seed}`, () =>
    sources(async (page) => {
      assert.deepEqual(await page.evaluate(compare, [seed, 1500]), null);
    }));
}

test('in a patched picture only what differs is touched', () =>
  sources(async (page) => {
    const { isKept, records } = await page.evaluate(async () => {
      const { fill, safe } = await import('/page/ui/dom.js');
      await import('/page/ui/patch.js');
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
