// The charts' labels as a browser really draws them: no two touch, none leaves the picture. The
// charts only estimate widths; this holds the estimate against fonts.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { CHARTS, example, random } from '../js/charts-random.js';
import { close, open } from './harness.mjs';

const ROUNDS = 25;
const FONTS = [
  'Helvetica, Arial, "Liberation Sans", sans-serif',
  'DejaVu Sans, sans-serif',
  'serif',
];

after(close);

test('labels as they are drawn never touch nor leave the picture', async (t) => {
  const page = await (await open()).newPage();
  const next = random(3);
  let labels = 0;
  for (const font of FONTS) {
    for (const [name, chart] of Object.entries(CHARTS)) {
      const pictures = Array.from({ length: ROUNDS }, () => {
        const { data, options } = example(name, next);
        // Scripts for which this machine may have no font would be drawn as boxes of any width.
        return chart(
          data,
          /^(en|de|fr|es|pl|ru|id|sv|pt)/.test(options.locale)
            ? options
            : { ...options, locale: 'en', words: {} },
        ).svg;
      });
      await page.setContent(`<body style='font-family:${font}'>${pictures.join('')}`);
      const { found, count } = await page.evaluate(measured);
      labels += count;
      assert.deepEqual(found, [], `${name} in ${font}`);
    }
  }
  t.diagnostic(`${labels} labels`);
  await page.close();
});

/** Runs in the page: what touches or leaves, as texts. */
function measured() {
  const OVERHANG = 2;
  const found = [];
  let count = 0;
  for (const svg of document.querySelectorAll('svg')) {
    const { width, height } = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll('text')]
      .filter((text) => /^[\u0000-\u024f\u0400-\u04ff\u2000-\u22ff]*$/.test(text.textContent))
      .map((text) => /** @type {[DOMRect, string]} */ ([text.getBBox(), text.textContent]));
    count += boxes.length;
    boxes.forEach(([a, text], i) => {
      // Glyphs are lower than the line that holds them.
      const [top, bottom] = [a.y + 2, a.y + a.height - 2];
      // A J hangs out of its place by as much as this; a saved picture has a wider margin.
      if (a.x < -OVERHANG || a.x + a.width > width + OVERHANG || top < -1 || bottom > height + 1)
        found.push(`“${text}” leaves`);
      for (const [b, other] of boxes.slice(i + 1))
        if (
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          top < b.y + b.height - 2 &&
          b.y + 2 < bottom
        )
          found.push(`“${text}” touches “${other}”`);
    });
  }
  return { found: found.slice(0, 5), count };
}
