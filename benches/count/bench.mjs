// The table of counting: one row a variant, each call checked against the generator's totals.

import { fileURLToPath } from 'node:url';

import { sample } from '../lib/cache.mjs';
import { interleave, summary } from '../lib/rounds.mjs';
import { node } from '../lib/shell.mjs';
import { short, spread, times } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';
import * as variants from './variants.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const COLUMNS = ['variant', 'first call ms', 'min-max', 'warm ms', 'peak RSS MB', 'exact', 'first / Washout', 'warm / Washout'];
const TITLES = { csv: 'rows of CSV', jsonl: 'lines of Binance forceOrder JSONL' };

/** Measures all variants of a kind (or those named). */
export async function measure(kind, { rows, repetitions, warm, only }) {
  sample(kind, rows);
  const names = only ?? Object.keys(variants[kind.toUpperCase()]);
  const results = await interleave(names, repetitions, (name) => node(CHILD, [kind, name, rows, warm]));
  return new Map([...results].map(([name, runs]) => [name, summary(runs)]));
}

export async function bench(kind, options) {
  const known = variants[kind.toUpperCase()];
  const measured = await measure(kind, options);
  const ours = measured.get('washout');
  const lines = [...measured].map(([name, it]) => line(known[name].title, it, ours));
  const title = `Count: ${options.rows.toLocaleString('en')} ${TITLES[kind]} to totals by (symbol, side, hour)`;
  return table(title, COLUMNS, lines);
}

function line(title, it, ours) {
  if (it.trouble) return [title, it.trouble];
  const { firsts, first, warm, peak, exact } = it;
  return [title, short(first), spread(firsts), short(warm), short(peak), exact ? 'yes' : 'no', times(first / ours?.first), times(warm / ours?.warm)];
}
