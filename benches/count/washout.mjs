// Washout, through the built package: the file goes in by pieces, out comes a partial aggregate
// with the exact sums of every (venue, symbol, side, hour).

import { load } from '../lib/washout.mjs';

export const csv = () => open({ bucket: '1h' });
export const jsonl = csv;

async function open(options) {
  const { counter, skipped } = await load(['counter']);
  if (skipped) throw new Error(`Error: ${skipped}`);
  return (bytes) => {
    const counting = counter(options);
    counting.push(bytes);
    return cells(counting.save().partial);
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
