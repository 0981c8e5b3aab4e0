// Washout, through the built package: the file goes in by pieces. Out comes a partial aggregate
// with the exact sums of every (venue, symbol, side, hour), or, from a build that cannot save one,
// the report with the sums by (symbol, side) and (hour, side).

import { load } from '../lib/washout.mjs';

export const csv = () => open({ bucket: '1h' });
export const jsonl = csv;

async function open(options) {
  const { counter, skipped } = await load(['counter']);
  if (skipped) return { skipped };
  return (bytes) => {
    const counting = counter(options);
    counting.push(bytes);
    return counting.save ? cells(counting.save().partial) : { margins: margins(counting.finish()) };
  };
}

/** The groups of a partial; see src/aggregate/partial.rs for its columns. */
export function cells(partial) {
  const groups = [];
  for (const line of partial.split('\n')) {
    if (!line.startsWith('cell,')) continue;
    const [, start, , , symbol, side, , , usd] = line.split(',');
    groups.push({ symbol, side, hour: Number(start), usd });
  }
  return groups;
}

function margins({ by_symbol: bySymbol, buckets }) {
  const symbols = bySymbol.flatMap(({ symbol, long, short }) => [[`${symbol},long`, long.usd], [`${symbol},short`, short.usd]]);
  const hours = buckets.start_ms.flatMap((start, at) => [[`long,${start}`, buckets.long_usd[at]], [`short,${start}`, buckets.short_usd[at]]]);
  return [...symbols, ...hours];
}
