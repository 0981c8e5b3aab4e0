// Raw messages of venues and the events that Tardis reads from them. Their side is that of the
// forced order, their price the venue's own field, their amount in the venue's unit.

import { compare, events } from './events.mjs';
import { same } from './number.mjs';

const CLOSED = { sell: 'long', buy: 'short' };

const KEYS = [
  ['symbol', (theirs, ours) => theirs.symbol === ours.symbol],
  ['side', (theirs, ours) => CLOSED[theirs.side] === ours.side],
  ['price', (theirs, ours) => same(theirs.price, ours.price_usd)],
  ['amount', (theirs, ours) => same(theirs.amount, ours.qty)],
  ['time', (theirs, ours) => Date.parse(theirs.timestamp) === ours.time_ms],
];

export function run(washout, item, check) {
  compare(item.normalized.filter(({ type }) => type === 'liquidation'), events(washout, item), KEYS, check);
}
