// Cases of type `liq_price`: liquidation and bankruptcy price of one linear position, exactly.
// Where the formula gives no price above zero there is none to be reached, and the package says
// null.

import { rational } from './number.mjs';

export function run(washout, { input, expected }, check) {
  const got = washout.liqPrice(input);
  for (const key of ['liquidation_price', 'bankruptcy_price']) {
    if (key in expected) check.exact(key, reached(expected[key]), got[`${key}_exact`] ?? got[key]);
  }
}

const reached = (price) => (price !== null && rational(price).top > 0n ? price : null);
