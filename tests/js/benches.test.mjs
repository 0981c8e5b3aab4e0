// The tables of the benchmarks: what does not run is a row that says why, and ends nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bench as margin } from '../../benches/margin/bench.mjs';
import { interleave, summary } from '../../benches/lib/rounds.mjs';
import { table } from '../../benches/lib/table.mjs';

const COLUMNS = ['variant', 'first call ms', 'warm ms', 'same'];

test('a row without figures is a row, as wide as the others', () => {
  const rows = [
    ['Washout', '12.0', '8.00', 'yes'],
    ['a rival', 'failed: no such module'],
    [],
    [undefined, null, 0],
  ];
  const lines = table('Title', COLUMNS, rows)
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  assert.equal(lines.length, 2 + rows.length);
  assert.deepEqual(
    lines.map((line) => line.split(' | ').length),
    lines.map(() => COLUMNS.length),
  );
  assert.equal(new Set(lines.map((line) => line.length)).size, 1);
  assert.match(lines[3], /^\| a rival +\| failed: no such module \|/);
  assert.match(lines[5], /\| +\| +\| +0 \| +\|$/);
});

test('a table without rows has its head', () => {
  assert.match(table('Title', COLUMNS, []), /## Title\n\n?\| variant \|/);
});

test('what throws has failed once, and the others go on', async () => {
  const run = {
    ours: () => ({ first: 2, warm: [1], peak: 3, processor: 2 }),
    theirs: () => {
      throw new Error('gone\nstack');
    },
  };
  const results = await interleave(['ours', 'theirs'], 2, async (name) => run[name]());
  assert.deepEqual([results.get('ours').length, results.get('theirs')], [2, [{ failed: 'gone' }]]);
  assert.equal(summary(results.get('ours')).first, 2);
  assert.equal(summary(results.get('theirs')).trouble, 'failed: gone');
  assert.equal(summary([]).trouble, 'not run');
});

test('the margin table stands where its rival does not run', async () => {
  const text = await margin({ repetitions: 1, warm: 1, only: ['orderly'] });
  assert.match(text, /^\| @orderly\.network\/perp, one rate \| +(~|failed: )/m);
});
