import assert from 'node:assert/strict';
import test from 'node:test';
import { priceText } from '../../www/lib/charts/position.js';
import { bagOf, complete, OWN, portfolioOf, QUESTIONS, rulesOf, tiersOf } from '../../www/page/position.js';
import { check, parts, POSITION, read, write } from '../../www/page/state.js';

const rules = (venue, contract, form, table = null, needs_fee_rate = false) => ({ venue, contract, form, table, needs_fee_rate, tier_unit: contract === 'linear' ? 'quote' : 'base' });
const VENUES = [rules('first', 'linear', 'standard', { symbols: ['BTCUSDT', 'ETHUSDT'] }), rules('two', 'linear', 'entry'), rules('two', 'inverse', 'mark'), rules('two', 'inverse', 'classic'), rules('generic', 'linear', 'standard')];
const whole = (state) => complete(state, VENUES, '100000');

test('a venue brings its first contract, form and table, and a choice that it does not have is dropped', () => {
  assert.deepEqual(rulesOf({}, VENUES).symbols, ['BTCUSDT', 'ETHUSDT', OWN]);
  const two = rulesOf({ venue: 'two', contract: 'inverse', form: 'nonsense' }, VENUES);
  assert.deepEqual([two.rules.form, two.contracts, two.forms, two.symbols], ['mark', ['linear', 'inverse'], ['mark', 'classic'], [OWN]]);
  assert.equal(rulesOf({ venue: 'nowhere' }, VENUES).rules.venue, 'first');
  assert.equal(whole({ venue: 'two', contract: 'inverse' }).quantity_unit, 'quote');
  assert.equal(whole({ symbol: 'ETHUSDT' }).tick, undefined);
});

test('a margin mode brings the form that is for it, unless another is chosen', () => {
  const ways = [['mark', null], ['cross', 'cross']];
  const two = ways.map(([form, margin_mode]) => ({ ...rules('two', 'inverse', form), margin_mode }));
  const formOf = (state) => rulesOf({ venue: 'two', ...state }, two).rules.form;
  assert.equal(formOf({}), 'mark');
  assert.equal(formOf({ margin_mode: 'isolated' }), 'mark');
  assert.equal(formOf({ margin_mode: 'cross' }), 'cross');
  assert.equal(formOf({ margin_mode: 'cross', form: 'mark' }), 'mark');
});

test('the bag holds what the engine knows, and no question, empty input or foreign choice', () => {
  const bag = bagOf(whole({ margin: '', basis: 'entry', other_maintenance_margin: '5' }));
  for (const key of [...QUESTIONS, 'margin', 'basis', 'other_maintenance_margin', 'maintenance_tiers']) assert.ok(!(key in bag), key);
  assert.equal(bag.fee_rate, '0.0005');
  assert.equal(bagOf(whole({ fee_rate: 'abc' })).fee_rate, 'abc');
  assert.equal(bagOf(whole({ venue: 'generic', basis: 'entry' })).basis, 'entry');
  assert.equal(bagOf(whole({ margin_mode: 'cross', other_maintenance_margin: '5' })).other_maintenance_margin, '5');
  const own = bagOf(whole({ symbol: OWN }));
  assert.ok(!('symbol' in own) && own.maintenance_tiers.length === 1);
});

test('tiers are rows of text: a rate in percent or as a fraction, rest left out from the right', () => {
  assert.deepEqual(tiersOf('0, 50k, 0.4%\n50000; 1e'), [{ lower: '0', upper: '50000', rate: '0.004' }, { lower: '50000' }, { lower: '1e' }]);
  assert.deepEqual(tiersOf('0,,0.005;100,200,1%,50,20,x'), [{ lower: '0', rate: '0.005' }, { lower: '100', upper: '200', rate: '0.01', deduction: '50', max_leverage: '20', more: 'x' }]);
  assert.deepEqual(tiersOf(' \n'), []);
});

test('a portfolio is a header and rows; what a row leaves out is as above, and companions go along', () => {
  const [row, other] = portfolioOf('side;entry_price;quantity;margin;venue\nshort;5;2;1;\n\nlong;6;3;2;two\n', whole({ leverage: '9' })).map(({ line, bag }) => ({ line, ...bag }));
  assert.deepEqual([row.line, row.side, row.entry_price, row.margin, row.leverage, row.venue, row.symbol], [2, 'short', '5', '1', undefined, 'first', 'BTCUSDT']);
  assert.deepEqual([other.line, other.venue, other.contract, other.symbol], [4, 'two', undefined, undefined]);
});

test('what is no portfolio is refused with its line and what was expected', () => {
  const refused = (text) => { try { portfolioOf(text, whole({})); } catch (error) { return error; } return null; };
  assert.equal(refused('side,quantity').reason, 'empty');
  assert.deepEqual(refused('side,<b>\nlong,1').found, '<b>');
  assert.deepEqual([refused('side,quantity\nlong,1\nlong').line, refused('side,quantity\nlong').found], [3, 1]);
  assert.equal(refused(`side\n${'long\n'.repeat(1001)}`).reason, 'many');
});

test('a position survives its address, whatever is typed is only text there', () => {
  const state = { shock: '5', venue: 'bybit', contract: 'inverse', side: 'short', entry_price: '0.000012', margin: '-3', maintenance_tiers: '0, 50, 0.5%;50, , 1%' };
  assert.deepEqual(read(write(state)), { state, problems: [] });
  assert.deepEqual(parts(state).scenario, { shock: '5' });
  assert.equal(Object.keys(parts(state).position).length, 6);
  for (const [key, text] of [['venue', '<img>'], ['entry_price', '1e9'], ['margin', 'NaN'], ['maintenance_tiers', 'alert(1)'], ['symbol', 'x'.repeat(41)]]) assert.ok(check(key, text).problem, key);
  for (const key of [...POSITION.names, ...POSITION.numbers]) assert.ok(check(key, '').problem, key);
});

test('a price has its own digits, cents from a hundred dollars on, and eight digits below', () => {
  const written = (value) => priceText(value);
  assert.deepEqual(['106538.3', '99835.087014725', '0.00001234567891', '0.2312345678901', '112', '99.5'].map(written), ['$106,538.3', '$99,835.09', '$0.000012345679', '$0.23123457', '$112', '$99.5']);
});
