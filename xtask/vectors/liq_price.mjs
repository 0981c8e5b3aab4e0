// Cases of type `liq_price`: liquidation and bankruptcy price of one linear position, exactly.

export function run(washout, { input, expected }, check) {
  const got = washout.liqPrice(input);
  for (const key of ['liquidation_price', 'bankruptcy_price']) {
    if (key in expected) check.exact(key, expected[key], got[`${key}_exact`] ?? got[key]);
  }
}
