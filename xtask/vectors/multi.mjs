// Cases of type `multi`: cross-margin accounts on several assets that push each other.

import { bound } from './cascade.mjs';
import { input as number } from './number.mjs';

const KEYS = {
  u: 'displacement',
  flow: 'flow_usd',
  gross: 'liquidated_usd',
  price: 'final_price_usd',
};

export function run(washout, { input, expected }, check) {
  const got = washout.contagion(asked(input));
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'rounds') check.equal(key, value, got.rounds);
    else if (key === 'liquidated')
      check.equal(
        key,
        value,
        got.closed_accounts.id.map((id, index) => [got.closed_accounts.round[index], id]),
      );
    else if (key in KEYS)
      got.assets.forEach((end) =>
        check.close(`${key}.${end.asset}`, at(key, value, end, input), end[KEYS[key]]),
      );
    else check.differs(key, value, 'no such answer');
  }
}

/** What is expected of an asset; a price beyond the bounds of the axis stands at them. */
function at(key, value, end, input) {
  const expected = value[end.asset];
  return key === 'price' && end.saturated ? bound(input.assets[end.asset].p0, expected) : expected;
}

function asked({ order, assets, shock, cross, accounts }) {
  return {
    assets: order.map((asset) => ({
      asset,
      price_usd: number(assets[asset].p0),
      impact: { kind: 'linear', depth_usd: number(assets[asset].depth) },
      maintenance: number(assets[asset].mmr),
      shock: number(shock[asset] ?? '0'),
    })),
    cross: cross.map((row) => row.map(number)),
    accounts: accounts.map(account),
  };
}

function account({ id, usd = '0', coins = {}, haircut = {}, pos = {} }) {
  return {
    id: String(id),
    cash_usd: number(usd),
    collateral: Object.entries(coins).map(([asset, qty]) => ({
      asset,
      qty: number(qty),
      haircut: number(haircut[asset] ?? '0'),
    })),
    positions: Object.entries(pos)
      .filter(([, { qty }]) => Number(number(qty)) !== 0)
      .map(([asset, { qty, entry }]) => ({ asset, qty: number(qty), entry_usd: number(entry) })),
  };
}
