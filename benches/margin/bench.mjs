// The table of margin: a million liquidation prices.

import { fileURLToPath } from 'node:url';

import { interleave, summary } from '../lib/rounds.mjs';
import { node } from '../lib/shell.mjs';
import { short, spread, times } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';
import { VARIANTS } from './variants.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const POSITIONS = 1e6;
const COLUMNS = [
  'variant',
  'first call ms',
  'min-max',
  'warm ms',
  'peak RSS MB',
  'exact',
  'first / Washout',
  'same prices',
];
/** Washout's prices are rounded to 8 places, and prices are above 100. */
const CLOSE = 1e-9;

export async function bench({ repetitions, warm, only }) {
  const names = Object.keys(VARIANTS).filter((name) => !only || only.includes(name));
  const results = await interleave(names, repetitions, (name) =>
    node(CHILD, [name, POSITIONS, warm]),
  );
  const ours = summary(results.get('washout') ?? []);
  const reference = (results.get('formula') ?? [])[0]?.kept;
  const lines = names.map((name) => line(name, results.get(name), ours, reference));
  return table(
    `Margin: ${POSITIONS.toLocaleString('en')} liquidation prices (~ a hundredth of them, scaled)`,
    COLUMNS,
    lines,
  );
}

function line(name, runs, ours, reference) {
  const { title, exact, part } = VARIANTS[name];
  const about = part ? '~' : '';
  const it = summary(runs);
  if (it.trouble) return [title, it.trouble];
  // Tiers ask another question.
  const same = name === 'washout-tiers' || !reference ? '' : compare(runs[0].kept, reference);
  return [
    title,
    about + short(it.first),
    part ? '' : spread(it.firsts),
    about + short(it.warm),
    short(it.peak),
    exact,
    times(it.first / ours.first),
    same,
  ];
}

function compare(prices, reference) {
  const same = prices.every(
    (price, at) =>
      price === reference[at] ||
      (price === null && reference[at] === null) ||
      Math.abs(price / reference[at] - 1) < CLOSE,
  );
  return same ? 'yes' : 'NO';
}
