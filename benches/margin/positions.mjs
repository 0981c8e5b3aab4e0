// A million isolated positions, the same for every variant: BTC at 60,000 to 130,000 USD, both
// sides, 1x to 100x. Decimals of few places, so that floats and exact arithmetic see the same.

import { random } from '../lib/random.mjs';

const SEED = 20251211;
/** One flat maintenance rate, because the peer knows no tiers. */
export const MAINTENANCE_RATE = '0.005';

export function positions(count) {
  const next = random(SEED);
  const columns = {
    side: new Float64Array(count),
    entry: new Float64Array(count),
    quantity: new Float64Array(count),
    margin: new Float64Array(count),
  };
  for (let at = 0; at < count; at++) {
    const entry = Math.round(600_000 + next() * 700_000) / 10;
    const quantity = Math.max(1, Math.round(Math.min(0.05 / (1 - next()), 50) * 1000)) / 1000;
    const leverage = 1 + Math.floor(next() * 100);
    columns.side[at] = next() < 0.5 ? 1 : -1;
    columns.entry[at] = entry;
    columns.quantity[at] = quantity;
    columns.margin[at] = Math.ceil((entry * quantity * 100) / leverage) / 100;
  }
  return columns;
}
