// Washout's own table in its three forms: as an export begins, as the README writes it, and with
// the columns the other way round. Ratios within one run.

import { fileURLToPath } from 'node:url';

import { sample } from '../lib/cache.mjs';
import { interleave, summary } from '../lib/rounds.mjs';
import { node } from '../lib/shell.mjs';
import { short, spread, times } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const COLUMNS = [
  'columns',
  'first call ms',
  'min-max',
  'its CPU ms',
  'warm ms',
  'exact',
  'first / milliseconds',
  'warm / milliseconds',
];
const SHAPES = {
  csv: 'time (milliseconds),venue,symbol,side,qty,price',
  readme: 'time (text),symbol,side,qty,price',
  turned: 'price,qty,side,symbol,time (text)',
};

export async function bench({ rows, repetitions, warm }) {
  const names = Object.keys(SHAPES);
  names.forEach((name) => sample(name, rows));
  const run = (name) => node(CHILD, [name, 'washout', rows, warm]);
  const results = await interleave(names, repetitions, run);
  const measured = new Map([...results].map(([name, runs]) => [name, summary(runs)]));
  const plain = measured.get('csv');
  const lines = [...measured].map(([name, it]) => line(SHAPES[name], it, plain));
  return table(
    `Count: ${rows.toLocaleString('en')} rows of own tables, in three forms`,
    COLUMNS,
    lines,
  );
}

function line(title, it, plain) {
  if (it.trouble) return [title, it.trouble];
  const { firsts, first, processor, warm, exact } = it;
  const ratios = [first / plain.first, warm / plain.warm].map(times);
  return [
    title,
    short(first),
    spread(firsts),
    short(processor),
    short(warm),
    exact ? 'yes' : 'no',
    ...ratios,
  ];
}
