// Which rules a published price is about, by the names that it gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { venues } from 'washout';

import { roundingOf, rulesOf } from '../../xtask/vectors/rules.mjs';

const all = venues();
const rules = (formula, exchange, contract) => rulesOf({ formula, exchange, contract }, all);

test('a formula that begins with a venue names its rules, whatever the exchange', () => {
  const entry = [{ venue: 'bybit', form: 'entry' }];
  assert.deepEqual(rules('bybit_linear_entry', 'octobot', 'linear'), entry);
  assert.deepEqual(rules('binance_linear', 'binance_usdm', 'linear'), [{ venue: 'binance-usdm' }]);
  assert.deepEqual(rules('bitmex_satoshi', 'bitmex', 'inverse'), [{ venue: 'bitmex' }]);
  for (const { venue, contract } of all) {
    assert.equal(rules(venue.split('-')[0], '', contract)[0].venue, venue);
  }
});

test('a formula without a venue is about that of the exchange, and else the identity', () => {
  assert.deepEqual(rules('inverse_margin', 'okx', 'inverse'), [{ venue: 'okx' }]);
  const like = rules('margin_minus_maint', 'kucoin-like (a comment)', 'linear');
  assert.deepEqual(like, [{ venue: 'kucoin' }]);
  const classic = [{ venue: 'bybit', form: 'classic' }];
  assert.deepEqual(rules('inverse_classic', 'btcmex', 'inverse'), classic);
  const [{ venue, fee_kept }] = rules('inverse_margin', 'nowhere', 'inverse');
  assert.deepEqual([venue, fee_kept], ['generic', 'liquidation']);
});

test('a name that has stood for several forms gives all of them', () => {
  const forms = rules('bybit_inverse_uta2', 'bybit', 'inverse').map(({ form }) => form);
  assert.deepEqual(forms.sort(), ['entry', 'mark']);
});

test('a rounding is one of the package, or one that a case calls by another name', () => {
  assert.deepEqual(roundingOf({ rounding: 'away_from_entry' }), { rounding: 'away_from_entry' });
  const tick = { rounding: 'one_tick_towards_entry' };
  assert.deepEqual(roundingOf({ rounding: 'okx_one_tick' }), tick);
  assert.deepEqual(roundingOf({ rounding: 'sat_trunc_no_tick' }), {});
});
