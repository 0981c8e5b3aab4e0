// Cases of type `cascade`: where the price ends and what is liquidated on the way. A model that
// asks for a price below a hundredth of the first or above a hundred times it means no market: the
// engine says `saturated` and stops there with the price, while the displacement goes on.

import { rational } from './number.mjs';
import { scenario } from './scenario.mjs';

const KEYS = {
  k: 'fired',
  liquidated_notional: 'liquidated_usd',
  flow: 'flow_usd',
  u_final: 'displacement',
  p_final: 'final_price_usd',
  rounds: 'rounds',
  first_round_notional: 'first_round_usd',
  amplification_total: 'amplification',
  cascade_ratio: 'cascade_ratio',
};

export function run(washout, { input, expected }, check) {
  const got = washout.cascade(scenario(input));
  for (const [key, value] of Object.entries(expected)) {
    if (!(key in KEYS)) check.differs(key, value, 'no such answer');
    else if (Number.isInteger(value)) check.equal(key, value, got[KEYS[key]]);
    else if (key === 'p_final' && got.saturated)
      check.close(key, bound(input.p0, value), got[KEYS[key]]);
    else check.close(key, value, got[KEYS[key]]);
  }
}

/** The end of the axis that `price` lies beyond. */
export function bound(before, price) {
  const [p, q] = [rational(before), rational(price)];
  if (q.top * p.bottom * 100n <= p.top * q.bottom) return `${p.top}/${p.bottom * 100n}`;
  return q.top * p.bottom >= p.top * q.bottom * 100n ? `${p.top * 100n}/${p.bottom}` : price;
}
