// Cases of type `timed`: the cascade step by step, in a book that refills.

import { input as number } from './number.mjs';
import { scenario } from './scenario.mjs';

const KEYS = {
  N: 'liquidated_usd',
  u_last: 'last',
  u_peak: 'peak',
  u_settled: 'settled',
  steps: 'steps',
};

export function run(washout, { input, expected }, check) {
  const time = { rho: number(input.rho), permanent: number(input.perm ?? '0') };
  const got = washout.timedCascade({ ...scenario(input), time });
  for (const [key, value] of Object.entries(expected)) {
    if (!(key in KEYS)) check.differs(key, value, 'no such answer');
    else if (key === 'steps') check.equal(key, value, got.steps);
    else check.close(key, value, got[KEYS[key]]);
  }
}
