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
  const expected = item.normalized.filter(({ type }) => type === 'liquidation');
  compare(expected, withoutTakers(events(washout, item), item), KEYS, check);
}

/**
 * A trade of Deribit in which both sides were liquidated closed two positions, and Tardis keeps the
 * maker's only. The taker's is left out where it is that trade's other side and nothing else.
 */
function withoutTakers(events, { raw }) {
  const trades = [raw].flat().flatMap((message) => message?.params?.data ?? []);
  const both = trades
    .filter((trade) => trade.liquidation === 'MT')
    .map((trade) => ({
      time_ms: trade.timestamp,
      symbol: trade.instrument_name,
      side: CLOSED[trade.direction],
      qty: trade.amount,
      price_usd: trade.price,
    }));
  const is = (taker, event) =>
    taker.time_ms === event.time_ms &&
    taker.symbol === event.symbol &&
    taker.side === event.side &&
    same(taker.qty, event.qty) &&
    same(taker.price_usd, event.price_usd);
  const left = [...events];
  for (const taker of both) {
    const at = left.findIndex((event) => is(taker, event));
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
