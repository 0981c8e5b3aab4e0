// The table of counting: one row a variant, each call checked against the generator's totals.

import { fileURLToPath } from 'node:url';

import { sample } from '../lib/cache.mjs';
import { interleave, summary } from '../lib/rounds.mjs';
import { node } from '../lib/shell.mjs';
import { short, spread, times } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';
import * as variants from './variants.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const COLUMNS = [
  'variant',
  'first call ms',
  'min-max',
  'its CPU ms',
  'warm ms',
  'peak RSS MB',
  'exact',
  'first / Washout',
  'CPU / Washout',
  'warm / Washout',
];
const TITLES = { csv: 'rows of CSV', jsonl: 'lines of Binance forceOrder JSONL' };

/** Measures all variants of a kind (or those named). */
export async function measure(kind, { rows, repetitions, warm, only }) {
  sample(kind, rows);
  const known = Object.keys(variants[kind.toUpperCase()]);
  const names = known.filter((name) => !only || only.includes(name));
  const results = await interleave(names, repetitions, (name) =>
    node(CHILD, [kind, name, rows, warm]),
  );
  return new Map([...results].map(([name, runs]) => [name, summary(runs)]));
}

export async function bench(kind, options) {
  const known = variants[kind.toUpperCase()];
  const measured = await measure(kind, options);
  const ours = measured.get('washout');
  const lines = [...measured].map(([name, it]) => line(known[name].title, it, ours));
  const title =
    `Count: ${options.rows.toLocaleString('en')} ${TITLES[kind]} to totals by (symbol, side, ` +
    'hour)';
  return table(title, COLUMNS, lines);
}

function line(title, it, ours) {
  if (it.trouble) return [title, it.trouble];
  const { firsts, first, processor, warm, peak, exact } = it;
  const ratios = [first / ours?.first, processor / ours?.processor, warm / ours?.warm].map(times);
  return [
    title,
    short(first),
    spread(firsts),
    short(processor),
    short(warm),
    short(peak),
    exact ? 'yes' : 'no',
    ...ratios,
  ];
}
