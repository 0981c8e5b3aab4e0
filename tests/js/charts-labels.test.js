// Any data, any width from 240 to 1200, any language: no two labels touch, and none leaves the
// picture. Widths are the charts' own estimate; tests/browser/labels.test.mjs holds that against a
// browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import { widthOf } from '../../www/lib/charts/frame.js';
import { CHARTS, example, random } from './charts-random.js';

const ROUNDS = 400;
const UP = 10;
const DOWN = 3;

/** The boxes of the labels in a picture: [left, top, right, bottom, text]. */
function boxes(svg) {
  return [
    ...svg.matchAll(/<text x="([^"]+)" y="([^"]+)"(?: text-anchor="(\w+)")?[^>]*>([^<]*)</g),
  ].map(([, x, y, anchor, escaped]) => {
    const text = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
    const wide = widthOf(text);
    const left = Number(x) - (anchor === 'end' ? wide : anchor === 'middle' ? wide / 2 : 0);
    return [left, Number(y) - UP, left + wide, Number(y) + DOWN, text];
  });
}

const touch = (a, b) => a[0] < b[2] - 0.2 && b[0] < a[2] - 0.2 && a[1] < b[3] && b[1] < a[3];

for (const name of Object.keys(CHARTS)) {
  test(`labels of ${name} never touch nor leave the picture, whatever is drawn`, () => {
    const next = random(7);
    let labels = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { data, options } = example(name, next);
      const { svg } = CHARTS[name](data, options);
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg).map(Number);
      assert.equal(width, options.width);
      const all = boxes(svg);
      labels += all.length;
      for (const [i, a] of all.entries()) {
        const where = `${name} round ${round} (${width}, ${options.locale}): “${a[4]}”`;
        assert.ok(
          a[0] >= -0.2 && a[2] <= width + 0.2 && a[1] >= -1 && a[3] <= height + 0.2,
          `${where} at ${a.slice(0, 4)} of ${width} × ${height}`,
        );
        for (const b of all.slice(i + 1)) assert.ok(!touch(a, b), `${where} and “${b[4]}”`);
      }
      assert.doesNotMatch(svg.replace(/>[^<]*</g, '><'), /NaN|undefined|Infinity|="null|e[+-]\d/);
    }
    assert.ok(labels > ROUNDS * 2, `${labels} labels`);
  });
}

test('an axis has two labels or more wherever two have room', () => {
  for (let width = 240; width <= 1200; width += 16) {
    const { svg } = CHARTS.curve(
      {
        shock: [0, 0.1, 0.2, 0.3],
        move: [0, 0.12, 0.25, 0.4],
        liquidated_usd: [0, 1e8, 2e8, 3e8],
        at: 0.1,
        critical_shock: null,
      },
      { width, title: 'x' },
    );
    const low = Math.max(
      ...boxes(svg)
        .filter(([, , , , text]) => /%$/.test(text))
        .map(([, top]) => top),
    );
    assert.ok(boxes(svg).filter(([, top]) => top === low).length >= 2, `${width}`);
  }
});

test('rows of assets and marks of a position keep every label', () => {
  const next = random(11);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = example('diverging', next);
    const named = (row) => (row.label ? 1 : 0) + (row.long === undefined ? 1 : 2);
    const drawn = boxes(CHARTS.diverging(rows.data, rows.options).svg).length;
    assert.equal(
      drawn,
      2 + rows.data.reduce((sum, row) => sum + named(row), 0),
      `${rows.options.width} ${rows.options.locale}`,
    );
    const marks = example('position', next);
    const { svg, table } = CHARTS.position(marks.data, marks.options);
    assert.equal(
      boxes(svg).length,
      Math.max(1, 2 * table.rows.length),
      `${marks.options.width} ${marks.options.locale}`,
    );
    const washouts = example('compare', next);
    assert.equal(
      boxes(CHARTS.compare(washouts.data, washouts.options).svg).length,
      4 + 6 * washouts.data.length,
      `${washouts.options.width} ${washouts.options.locale}`,
    );
    const split = example('sankey', next);
    const ends = boxes(CHARTS.sankey(split.data, split.options).svg).length;
    assert.ok(
      ends >= 1 + split.data.rows.length || Number(split.data.nodes[0].usd) === 0,
      `${split.options.width} ${split.options.locale}: ${ends} of ${split.data.rows.length}`,
    );
  }
});
