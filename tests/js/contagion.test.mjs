// Contagion through the package: as a list of accounts and in columns, and with a bad one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contagion, coupled } from 'washout';

const linear = (depth_usd) => ({ kind: 'linear', depth_usd });
const MARKETS = {
  shock: 0.05,
  assets: [
    { asset: 'BTC', price_usd: 100, impact: linear(10000), maintenance: 0.01, beta: 1 },
    { asset: 'ALT', price_usd: 10, impact: linear(1000), maintenance: 0.05, beta: 1.2 },
  ],
  cross: [
    [1, 0.1],
    [0.5, 1],
  ],
};
const ACCOUNTS = [
  { id: 'x', cash_usd: 10, positions: [{ asset: 'BTC', qty: 2, entry_usd: 100 }] },
  {
    id: 'y',
    cash_usd: 42,
    positions: [
      { asset: 'BTC', qty: 1, entry_usd: 100 },
      { asset: 'ALT', qty: 30, entry_usd: 10 },
    ],
  },
  { id: 'z', cash_usd: 60, positions: [{ asset: 'ALT', qty: 20, entry_usd: 10 }] },
];

test('bitcoin closes the altcoin through the account that holds both', () => {
  const found = contagion({ ...MARKETS, accounts: ACCOUNTS });
  const { id, led_by } = found.closed_accounts;
  assert.deepEqual(
    id.map((name, index) => [name, led_by[index]]),
    [
      ['x', 'BTC'],
      ['y', 'ALT'],
      ['z', 'ALT'],
    ],
  );
  assert.deepEqual([...found.closed_accounts.round], [1, 2, 3]);
  assert.deepEqual(
    [found.closed_by_shock, found.closed_by_contagion, found.rounds, found.order_free],
    [1, 2, 3, true],
  );
  const [btc, alt] = found.assets;
  assert.ok(
    Math.abs(btc.final_price_usd - 87) < 1e-9 && Math.abs(alt.final_price_usd - 4.25) < 1e-9,
  );
  assert.deepEqual([alt.first_round_usd, alt.follow_on_usd], [0, 500]);
  assert.deepEqual([found.ledger.sum_usd, btc.ledger.sum_usd, alt.ledger.sum_usd], ['0', '0', '0']);
});

test('columns are the same accounts', () => {
  const columns = {
    cash_usd: Float64Array.of(10, 42, 60),
    positions: {
      account: [0, 1, 1, 2],
      asset: Int32Array.of(0, 0, 1, 1),
      qty: Float64Array.of(2, 1, 30, 20),
      entry_usd: ['100', 100, 10, 10],
    },
  };
  assert.equal(
    contagion({ ...MARKETS, accounts: columns }).digest,
    contagion({ ...MARKETS, accounts: ACCOUNTS }).digest,
  );
});

test('its gains are what the linear form takes', () => {
  const { assets } = contagion({ ...MARKETS, shock: 0, accounts: ACCOUNTS });
  const { displacements } = coupled({
    gains: assets.map(({ gains }) => [...gains]),
    shocks: [0.01, 0.01],
  });
  assert.deepEqual([...displacements], [0.01, 0.01]);
});

test('a bad account is named by its path', () => {
  const bad = ACCOUNTS.map((account, index) =>
    index === 1 ? { ...account, cash_usd: 'much' } : account,
  );
  assert.throws(() => contagion({ ...MARKETS, accounts: bad }), {
    code: 'MALFORMED',
    place: { record: null, line: null, field: 'accounts[1].cash_usd' },
  });
  assert.throws(() => contagion({ ...MARKETS, cross: [[1]] }), { code: 'CONFLICT' });
  assert.throws(() => contagion(), { name: 'WashoutError' });
});
