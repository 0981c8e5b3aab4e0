import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import * as charts from '../../www/lib/charts/index.js';
import { heat } from '../../www/lib/charts/heat.js';
import { pair } from '../../www/lib/charts/pair.js';
import { across, below, markers } from '../../www/lib/charts/axis.js';
import { escape, fit, settle, widthOf } from '../../www/lib/charts/frame.js';
import { linear, ticks } from '../../www/lib/charts/scale.js';
import * as data from './charts-data.js';

/** @type {Record<string, [Function, any]>} */
const EXAMPLES = {
  diverging: [charts.diverging, data.preset],
  'diverging-hostile': [charts.diverging, data.hostile],
  time: [charts.time, data.hours],
  'time-stray': [charts.time, data.stray],
  map: [charts.map, data.liquidationMap],
  path: [charts.path, data.cascade],
  'path-short': [charts.path, { ...data.cascade, side: 'short' }],
  curve: [charts.curve, data.sweep],
  position: [charts.position, data.long],
  'position-short': [charts.position, data.hedged],
  'position-never': [
    charts.position,
    { ...data.long, liquidation_price: null, bankruptcy_price: null },
  ],
  sankey: [charts.sankey, data.split],
  compare: [charts.compare, data.washouts],
  pair: [pair, data.pinned],
};
const each = (run) =>
  Object.entries(EXAMPLES).forEach(([name, [chart, input]]) =>
    [264, 720].forEach((width) =>
      run(chart(input, { width, id: name, title: `A ${name} chart` }), `${name}-${width}`, width),
    ),
  );

// Set UPDATE_SNAPSHOTS=1 to write them anew, then look at every changed picture.
each((chart, name) => {
  test(`the picture of ${name} is the one that was looked at`, () => {
    const file = new URL(`./snapshots/${name}.svg`, import.meta.url);
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(file, `${chart.svg}\n`);
    assert.ok(existsSync(file), `no snapshot of ${name}`);
    assert.equal(`${chart.svg}\n`, readFileSync(file, 'utf8'));
  });
});

test('every picture is one well-formed tree with a name and a description', () =>
  each((chart, name) => {
    assert.equal(treeError(chart.svg), null, name);
    assert.match(chart.svg, /role="img" aria-labelledby="[\w-]+-t [\w-]+-d"/);
    assert.match(
      chart.svg,
      /<title id="[\w-]+-t">A [\w-]+ chart<\/title><desc id="[\w-]+-d">[^<]+<\/desc>/,
    );
    assert.ok(
      !/NaN|undefined|Infinity|null|e[+-]\d/.test(
        chart.svg.replace(/<(title|desc|text)[^>]*>[^<]*/g, ''),
      ),
      name,
    );
    assert.doesNotMatch(`${chart.svg} ${chart.table.head}`, /undefined/, name);
  }));

test('each row of the table has its point in the picture', () =>
  each((chart, name, width) => {
    assert.equal(chart.points.length, chart.table.rows.length, name);
    for (const row of chart.table.rows) assert.equal(row.length, chart.table.head.length);
    for (const [x, y] of chart.points)
      assert.ok(x >= 0 && x <= width && y >= 0 && Number.isFinite(y), name);
  }));

test('every amount has its bar, also where several start at one place', () => {
  const rows = [
    ['1', '4'],
    ['2', '5'],
    ['3', '6'],
  ].map(([long, short]) => ({ label: 'x', long, short, total: long }));
  const [longs, ground, hatch] = [
    ...charts.diverging(rows, { width: 500 }).svg.matchAll(/<path d="([^"]*z)" fill/g),
  ].map(([, path]) => path.split('z').length - 1);
  assert.deepEqual([longs, ground, hatch], [3, 3, 3]);
  // Thousands of buckets on a phone are as many bars as can be told apart, the largest among them.
  const at = Array.from({ length: 9000 }, (_, i) => i * 3_600_000);
  const { svg } = charts.time(
    {
      start_ms: at,
      step_ms: 3_600_000,
      long_usd: at.map((_, i) => (i === 777 ? 9e9 : 1e9)),
      short_usd: at.map(() => 0),
    },
    { width: 300 },
  );
  assert.ok(svg.length < 30_000, `${svg.length}`);
  const heights = [...svg.matchAll(/v([\d.]+)h-/g)]
    .map(([, height]) => Number(height))
    .sort((a, b) => b - a);
  assert.ok(heights[0] > 8.9 * heights[1], String(heights.slice(0, 2)));
});

test('a heat map has a shade for every cell, a table of the same values and a cursor', () => {
  const input = {
    shock: [0, 0.1, 0.2],
    rows: [
      { text: 'low', move: [0, 0.4, 0.3], liquidated_usd: [0, 4e8, 5e8] },
      { text: 'high', move: [0, 0.1, 0.25], liquidated_usd: [0, 0, 1e8] },
    ],
    at: { shock: 0.1, row: 0.5 },
  };
  const made = heat(input, { width: 400 });
  assert.deepEqual(made.table.rows, [
    ['high', '0.00%', '≈\u202f10.0%', '≈\u202f25.0%'],
    ['low', '0.00%', '≈\u202f40.0%', '≈\u202f30.0%'],
  ]);
  // Nothing beyond the push is left blank, twice the push and more is full; the lower row first.
  const [, cells] = /shape-rendering="crispEdges">(.*?)<\/g>/.exec(made.svg);
  assert.deepEqual(
    [...cells.matchAll(/ d="([^"]+)" fill-opacity="([^"]+)"/g)].map(([, path, shade]) => [
      path.split('M').length - 1,
      shade,
    ]),
    [
      [1, '1'],
      [1, '0.72'],
      [1, '0.5'],
    ],
  );
  assert.equal(made.columns, 3);
  assert.equal(made.points.length, 6);
  assert.equal(
    made.read(5),
    'First push 20.0%, input low: ends at ≈\u202f30.0% · liquidated ≈\u202f$500M',
  );
  assert.match(heat({ shock: [], rows: [] }, {}).svg, />Nothing to draw</);
});

test('a hostile name is shown as text, in the picture and in the table', () => {
  const chart = charts.diverging(data.hostile, {
    title: '</title><script>x</script>',
    description: '"><svg onload=x>',
    id: 'a" onload="x',
  });
  const markup = chart.svg + charts.tableMarkup(chart.table);
  assert.ok(!/<(script|img)|onload="x|[\0\u202e]/.test(markup));
  assert.match(markup, /&#60;img/);
  assert.equal(treeError(chart.svg), null);
  assert.equal(escape('<>&"\'\ud800'), '&#60;&#62;&#38;&#34;&#39;\ufffd');
});

test('nothing to draw is said in words, and a chart never fails on what it is given', () => {
  const none = {
    price_usd: [],
    long_usd: [],
    short_usd: [],
    long_cumulative_usd: [],
    short_cumulative_usd: [],
    start_ms: [],
    liquidated_usd: [],
    new_usd: [],
    shock: [],
    move: [],
  };
  for (const name of ['time', 'map', 'path', 'curve'])
    assert.match(charts[name](none, {}).svg, />Nothing to draw</);
  assert.match(charts.diverging([], {}).svg, />Nothing to draw</);
  for (const odd of ['0', 'x', null, Number.NaN, Infinity, -5, '1e400', '9'.repeat(40)]) {
    const column = [odd, odd];
    for (const [chart, input] of /** @type {any[][]} */ ([
      [charts.diverging, [{ label: odd, long: odd, short: odd, total: odd }]],
      [charts.time, { start_ms: [0, 1], long_usd: column, short_usd: column }],
      [
        charts.map,
        {
          ...none,
          price_usd: [1, 2, 3],
          long_usd: column,
          short_usd: ['1', '1'],
          long_cumulative_usd: column,
          short_cumulative_usd: column,
          now_usd: odd,
          final_usd: odd,
          levels: column,
        },
      ],
      [
        charts.position,
        {
          side: 'long',
          entry_price: odd,
          mark_price: odd,
          liquidation_price: odd,
          bankruptcy_price: odd,
          levels: column,
          final_usd: odd,
        },
      ],
      [charts.path, { price_usd: column, liquidated_usd: column, new_usd: column, start_usd: odd }],
      [
        charts.curve,
        { shock: column, move: column, liquidated_usd: column, at: odd, critical_shock: odd },
      ],
    ])) {
      const { svg } = chart(input, { width: 280 });
      assert.equal(treeError(svg), null);
      assert.ok(!/="[^"]*NaN/.test(svg), `${odd}`);
    }
  }
});

test('exact amounts are written exactly, estimates say that they are', () => {
  const exact = charts.diverging(
    [{ label: 'BTC', long: '39179495.40739040', short: '0', total: '39179495.40739040' }],
    {},
  );
  assert.deepEqual(exact.table.rows[0], ['BTC', '$39.2M', '$0', '$39.2M']);
  const cascade = /** @type {any} */ (data.cascade);
  assert.deepEqual(charts.path(cascade, {}).table.rows[0], [
    '0',
    '≈\u202f$100,900',
    '≈\u202f$210M',
    '≈\u202f$210M',
  ]);
});

test('ticks are round, within the range and never more than asked for', () => {
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-3, 12, 3), [0, 5, 10]);
  assert.deepEqual(ticks(80_000, 130_000, 5), [80_000, 90_000, 100_000, 110_000, 120_000, 130_000]);
  for (const [from, to] of [
    [1, 1],
    [2, 1],
    [0, Infinity],
    [Number.NaN, 1],
  ])
    assert.deepEqual(ticks(from, to, 5), []);
  for (let k = -12; k < 15; k += 1)
    for (const count of [1, 2, 3, 5, 8]) {
      const all = ticks(0.37 * 10 ** k, 9.1 * 10 ** k, count);
      assert.ok(
        all.length <= count + 1 &&
          all.every((value) => value >= 0.37 * 10 ** k && value <= 9.1 * 10 ** k),
      );
    }
});

test('an axis keeps its round values, fewer of them where there is less room', () => {
  const labels = (width) => across(0, 1e6, linear(0, 1e6, 0, width), (value) => `$${value}`, width);
  let before = 0;
  for (let width = 200; width < 1200; width += 7) {
    const steps = labels(width).map(([, text]) => Number(text.slice(1)));
    assert.ok(steps.length >= Math.max(2, before - 1), `${width}`);
    before = steps.length;
    steps.slice(2).forEach((value, i) => assert.equal(value - steps[i + 1], steps[1] - steps[0]));
  }
  const o = settle({ width: 200 }, 100);
  assert.equal(below(o, [[10, '']], 0), '');
  assert.deepEqual([markers(o, [], 10).height, markers(o, [], 10).draw(20)], [0, '']);
});

test('a long text is cut with an ellipsis, a short one left alone', () => {
  assert.equal(fit('BTC', 100), 'BTC');
  assert.ok(widthOf(fit('W'.repeat(50), 100)) <= 100);
  assert.equal(fit('BTC', 3), '');
  assert.match(fit('W'.repeat(50), 100), /…$/);
});

/**
 * The first thing wrong with a tree of markup, or null: unclosed tags, bare `<` or `&`, doubled
 * attributes.
 */
function treeError(markup) {
  const open = [];
  const rest = markup.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi,
    (_, closing, name, attributes, empty) => {
      const names = [...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, key]) => key);
      if (new Set(names).size !== names.length) open.push(`doubled attribute in ${name}`);
      if (closing) {
        if (open.pop() !== name) open.push(`wrong close of ${name}`);
      } else if (!empty) open.push(name);
      return '';
    },
  );
  return open[0] ?? /[<>]|&(?!#\d+;)/.exec(rest)?.[0] ?? null;
}
