// Cases of type `cascade`: where the price ends and what is liquidated on the way.

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
    else check.close(key, value, got[KEYS[key]]);
  }
}
