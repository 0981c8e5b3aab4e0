// Washout, through the built package: the file goes in by pieces. Out comes a partial aggregate
// with the exact sums of every (venue, symbol, side, hour), or, from a build that cannot save one,
// the report with the sums by (symbol, side) and (hour, side).

import { load } from '../lib/washout.mjs';

// No other variant sums by minute beside the hours.
export const csv = () => open({ bucket: '1h', minutes: false });
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

/**
 * The groups of a partial, which stand first in it; see src/aggregate/partial.rs for its columns.
 */
export function cells(partial) {
  const groups = [];
  let at = partial.indexOf('\n') + 1;
  while (partial.startsWith('cell,', at)) {
    const end = partial.indexOf('\n', at);
    const [, start, , , symbol, side, , , usd] = partial.slice(at, end).split(',');
    groups.push({ symbol, side, hour: Number(start), usd });
    at = end + 1;
  }
  return groups;
}

function margins({ by_symbol: bySymbol, buckets }) {
  const symbols = bySymbol.flatMap(({ symbol, long, short }) => [
    [`${symbol},long`, long.usd],
    [`${symbol},short`, short.usd],
  ]);
  const hours = buckets.start_ms.flatMap((start, at) => [
    [`long,${start}`, buckets.long_usd[at]],
    [`short,${start}`, buckets.short_usd[at]],
  ]);
  return [...symbols, ...hours];
}
