// Cases of type `partial`: a position that is closed in parts.

import { renamed } from './scenario.mjs';

const KEYS = {
  side: 'side',
  liq_price: 'liq_price_usd',
  qty: 'qty',
  mmr: 'maintenance',
  target: 'target',
  fee: 'fee',
  n: 'count',
};

export function run(washout, { input, expected }, check) {
  const got = washout.partialTranches(renamed(input, KEYS));
  check.equal('tranches', expected.tranches.length, got.price_usd.length);
  for (const [index, [price, qty]] of expected.tranches.entries()) {
    check.close(`tranches[${index}] price`, price, got.price_usd[index]);
    check.close(`tranches[${index}] qty`, qty, got.qty[index]);
  }
}
