// Colours stand in one file, and text can be read on every ground that it stands on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import test from 'node:test';

import { COLOURS } from '../../www/lib/colours.js';
import { paint, painted } from '../../xtask/paint.mjs';
import { at, root } from '../../xtask/paths.mjs';
import { files } from '../../xtask/stamp.mjs';

const HEX = /#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b(?![^\s;,)'"}])/gi;
const GROUNDS = ['paper', 'sheet', 'ground'];
const READ = ['ink', 'quiet', 'long', 'short', 'accent', 'alarm'];
/** What WCAG 2.2 asks for text of usual size. */
const LEAST = 4.5;

test('no other file has a colour of its own', () => {
  const sources = files(at('www')).filter((file) => /\.(css|js|html)$/.test(file));
  const own = sources
    .filter((file) => !file.endsWith('lib/colours.js'))
    .flatMap((file) =>
      colours(readFileSync(file, 'utf8')).map((hex) => `${relative(root, file)}: ${hex}`),
    );
  assert.deepEqual(own, []);
});

/** What looks like a colour, but for the pair that only asks what the browser knows. */
const colours = (text) =>
  (text.replace('light-dark(#000, #fff)', '').match(HEX) ?? []).filter((hex) => /[a-f]/i.test(hex));

test('text can be read on every ground, light and dark', () => {
  for (const [index, look] of ['light', 'dark'].entries())
    for (const ground of GROUNDS)
      for (const text of READ) {
        const found = contrast(COLOURS[text][index], COLOURS[ground][index]);
        assert.ok(found >= LEAST, `${text} on ${ground}, ${look}: ${found.toFixed(2)}`);
      }
});

const contrast = (...both) => {
  const [dark, light] = both.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** Relative luminance as WCAG defines it. */
function luminance(hex) {
  const digits = hex.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((one) => one + one) : digits.match(/../g);
  const [red, green, blue] = pairs.map((pair) => linear(parseInt(pair, 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);

test('a style gets the values of what it names, and a name that is no colour is refused', () => {
  const style = painted(at('www', 'lib', 'element', 'figure.css'));
  assert.ok(style.includes(`light-dark(${COLOURS.long.join(', ')})`));
  assert.ok(!style.includes('--paint-'));
  assert.equal(paint('var(--paint-sheet-light)'), COLOURS.sheet[0]);
  assert.throws(() => paint('var(--paint-mauve)'), /no colour "mauve"/);
});
