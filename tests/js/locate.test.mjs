import assert from 'node:assert/strict';
import test from 'node:test';
import { priceText } from '../../www/lib/charts/position.js';
import * as engine from 'washout';
import { assetOf } from '../../www/page/position/asset.js';
import { positionsOf } from '../../www/page/position/list.js';
import {
  aboutOf,
  bagOf,
  complete,
  missingOf,
  OWN,
  QUESTIONS,
  rulesOf,
  tiersOf,
} from '../../www/page/position/position.js';
import { TEXT } from '../../www/page/shell/words.js';
import { POSITION } from '../../www/page/position/keys.js';
import { check, parts, read, write } from '../../www/page/shell/address.js';

const rules = (venue, contract, form, table = null, needs_fee_rate = false) => ({
  venue,
  contract,
  form,
  table,
  needs_fee_rate,
  tier_unit: contract === 'linear' ? 'quote' : 'base',
});
const VENUES = [
  rules('first', 'linear', 'standard', { symbols: ['BTCUSDT', 'ETHUSDT'] }),
  rules('two', 'linear', 'entry'),
  rules('two', 'inverse', 'mark'),
  rules('two', 'inverse', 'classic'),
  rules('generic', 'linear', 'standard'),
];
const SCENARIO = { price: '100000', asset: 'BTC' };
const whole = (state) => complete(state, VENUES, SCENARIO);
const above = (state) => ({ all: whole(state), venues: VENUES, asset: 'BTC' });
/** What really is there: the engine's venues and tables. */
const real = (state) => complete(state, engine.venues(), SCENARIO);
const listed = (text, state = {}) =>
  positionsOf(text, { all: real(state), venues: engine.venues(), asset: 'BTC' });

test(
  'a venue brings its first contract, form and table, and a choice that it does not have is ' +
    'dropped',
  () => {
    assert.deepEqual(rulesOf({}, VENUES).symbols, ['BTCUSDT', 'ETHUSDT', OWN]);
    const two = rulesOf({ venue: 'two', contract: 'inverse', form: 'nonsense' }, VENUES);
    assert.deepEqual(
      [two.rules.form, two.contracts, two.forms, two.symbols],
      ['mark', ['linear', 'inverse'], ['mark', 'classic'], [OWN]],
    );
    assert.equal(rulesOf({ venue: 'nowhere' }, VENUES).rules.venue, 'first');
    assert.equal(whole({ venue: 'two', contract: 'inverse' }).quantity_unit, 'quote');
    assert.equal(whole({ symbol: 'ETHUSDT' }).tick, undefined);
  },
);

test('a margin mode brings the form that is for it, unless another is chosen', () => {
  const ways = [
    ['mark', null],
    ['cross', 'cross'],
  ];
  const two = ways.map(([form, margin_mode]) => ({
    ...rules('two', 'inverse', form),
    margin_mode,
  }));
  const formOf = (state) => rulesOf({ venue: 'two', ...state }, two).rules.form;
  assert.equal(formOf({}), 'mark');
  assert.equal(formOf({ margin_mode: 'isolated' }), 'mark');
  assert.equal(formOf({ margin_mode: 'cross' }), 'cross');
  assert.equal(formOf({ margin_mode: 'cross', form: 'mark' }), 'mark');
});

test('the bag holds what the engine knows, and no question, empty input or foreign choice', () => {
  const bag = bagOf(whole({ margin: '', basis: 'entry', other_maintenance_margin: '5' }));
  for (const key of [
    ...QUESTIONS,
    'margin',
    'basis',
    'other_maintenance_margin',
    'maintenance_tiers',
  ])
    assert.ok(!(key in bag), key);
  assert.equal(bag.fee_rate, '0.0005');
  assert.equal(bagOf(whole({ fee_rate: 'abc' })).fee_rate, 'abc');
  assert.equal(bagOf(whole({ venue: 'generic', basis: 'entry' })).basis, 'entry');
  assert.equal(
    bagOf(whole({ margin_mode: 'cross', other_maintenance_margin: '5' })).other_maintenance_margin,
    '5',
  );
  const own = bagOf(whole({ symbol: OWN, maintenance_tiers: '0, , 1%', asset: 'SOL' }));
  assert.ok(!('symbol' in own) && !('asset' in own) && own.maintenance_tiers.length === 1);
});

test('tiers are rows of text: a rate in percent or as a fraction, the rest optional', () => {
  assert.deepEqual(tiersOf('0, 50k, 0.4%\n50000; 1e'), [
    { lower: '0', upper: '50000', rate: '0.004' },
    { lower: '50000' },
    { lower: '1e' },
  ]);
  assert.deepEqual(tiersOf('0,,0.005;100,200,1%,50,20,x'), [
    { lower: '0', rate: '0.005' },
    { lower: '100', upper: '200', rate: '0.01', deduction: '50', max_leverage: '20', more: 'x' },
  ]);
  assert.deepEqual(tiersOf(' \n'), []);
  assert.deepEqual(tiersOf(' 1.5% '), [{ lower: '0', rate: '0.015' }]);
});

test('the asset of a market is told from its name, and only where it is priced in dollars', () => {
  const same = {
    BTC: [
      'BTCUSDT',
      'BTC-USDT-SWAP',
      'BTCPERP',
      'XBTUSD',
      'XBTUSDTM',
      'BTCUSD_PERP',
      'BTC-PERPETUAL',
      'PF_XBTUSD',
      'btc',
      'Bitcoin',
      'BTC/USDT:USDT',
      'BTC-28MAR25',
    ],
    SOL: ['SOL', 'SOLUSDT', 'SOL_USDT', 'Solana'],
    PERP: ['PERPUSDT'],
  };
  for (const [asset, markets] of Object.entries(same))
    for (const market of markets) assert.equal(assetOf(market), asset, market);
  // Another price than that of one coin in dollars is that of another thing.
  for (const market of ['ETHBTC', 'ETH-BTC', 'BTCEUR', '1000PEPEUSDT', 'BTCDOMUSDT', 'xyz:BTC'])
    assert.ok(!['BTC', 'ETH', 'PEPE'].includes(assetOf(market)), market);
});

test('no tiers are made up: where the table lacks the market, they must be stated', () => {
  for (const { venue, contract, form, table } of engine.venues()) {
    const all = real({ venue, contract, form, symbol: OWN });
    assert.equal(all.maintenance_tiers, '', `${venue} ${contract} ${form}`);
    assert.equal(missingOf(all, 'BTC'), 'tiers', `${venue} ${contract} ${form}`);
    assert.throws(() => engine.locate(bagOf(all)), { code: 'MISSING' });
    // A market that the table does not have, from an address or typed.
    for (const state of [{ symbol: 'NOSUCHUSDT' }, { asset: 'NOSUCH' }]) {
      const other = real({ venue, contract, form, ...state });
      assert.deepEqual(
        [other.symbol, aboutOf(other), missingOf(other, 'BTC')],
        [OWN, 'NOSUCH', 'tiers'],
      );
    }
    if (table) assert.equal(missingOf(real({ venue, contract, form }), 'BTC'), null, venue);
  }
});

test('a position of another asset has no price of the scenario’s, nor its price step', () => {
  const ether = real({ symbol: 'ETHUSDT' });
  assert.deepEqual(
    [ether.entry_price, ether.exit_price, ether.tick, missingOf(ether, 'BTC')],
    ['', '', undefined, 'entry'],
  );
  assert.equal(missingOf(real({ symbol: 'ETHUSDT', entry_price: '3500' }), 'BTC'), null);
  assert.equal(real({ asset: 'ETH' }).symbol, 'ETHUSDT');
  // A scenario of another asset starts with the table of that one.
  const start = complete({}, engine.venues(), { price: '3500', asset: 'ETH' });
  assert.deepEqual([start.symbol, start.entry_price], ['ETHUSDT', '3500']);
  // An address of before names no asset: it is the scenario's, and nobody says so for it.
  assert.equal(aboutOf(real({ venue: 'gate', maintenance_tiers: '1%' })), null);
});

test('a list is a header and lines; what a line leaves out is as above', () => {
  const text = 'side;entry_price;quantity;margin;venue\nshort;5;2;1;\n\nlong;6;3;2;two\n';
  const [row, other] = positionsOf(text, above({ leverage: '9' })).map(({ line, bag, lacks }) => ({
    line,
    lacks,
    ...bag,
  }));
  assert.deepEqual(
    [row.line, row.side, row.entry_price, row.margin, row.leverage, row.venue, row.symbol],
    [2, 'short', '5', '1', undefined, 'first', 'BTCUSDT'],
  );
  assert.deepEqual(
    [other.line, other.venue, other.contract, other.symbol, other.lacks],
    [4, 'two', undefined, undefined, 'tiers'],
  );
});

test('each line of a list knows its asset and tiers, and says what it lacks', () => {
  const text = `symbol,venue,entry_price,maintenance_rate
ETHUSDT,,3500,
SOLUSDT,bybit,162.4,
SOLUSDT,bybit,162.4,1%
,bybit,104000,
,,104000,
DOGEUSDT,,,
,gate,104000,0.5%`;
  const seen = listed(text).map(({ asset, assumed, lacks, bag }) => [
    asset,
    assumed,
    lacks,
    bag.symbol,
    bag.maintenance_tiers?.[0].rate,
  ]);
  assert.deepEqual(seen, [
    ['ETH', false, null, 'ETHUSDT', undefined],
    ['SOL', false, 'tiers', undefined, undefined],
    ['SOL', false, null, undefined, '0.01'],
    ['BTC', true, null, 'BTCPERP', undefined],
    ['BTC', true, null, 'BTCUSDT', undefined],
    ['DOGE', false, 'entry', 'DOGEUSDT', undefined],
    ['BTC', true, null, undefined, '0.005'],
  ]);
  // By its asset alone a line finds the market; `market` is another word for `symbol`.
  assert.deepEqual(
    listed('asset,entry_price\nXRP,2').map(({ bag }) => bag.symbol),
    ['XRPUSDT'],
  );
  assert.deepEqual(
    listed('market,entry_price\nXRPUSDT,2').map(({ asset }) => asset),
    ['XRP'],
  );
  // The form above may state tiers: they hold for its own asset and venue only.
  const own = { venue: 'gate', asset: 'SOL', maintenance_tiers: '1%', entry_price: '160' };
  const tiers = listed('asset,venue\n,\nSOL,\nXRP,\nSOL,bitget', own).map(({ lacks }) => lacks);
  assert.deepEqual(tiers, [null, null, 'tiers', 'tiers']);
  // Whatever comes, the engine takes each line that lacks nothing.
  for (const { bag, lacks } of listed(text))
    if (!lacks) assert.ok(engine.portfolio({ positions: [bag] }));
});

test('what is no list is refused in a sentence, with its line and what was expected', () => {
  const refused = (text) => {
    try {
      positionsOf(text, above({}));
    } catch (error) {
      return error;
    }
    return null;
  };
  const wrong = {
    empty: ['', '\n\n', 'side,quantity', 'side'],
    many: [`side\n${'long\n'.repeat(1001)}`],
    column: ['side,<b>\nlong,1', 'exit_price\n1'],
    twice: ['side,side\nlong,long', 'symbol,market\nA,B'],
    cells: ['side,quantity\nlong,1\nlong', 'side,quantity\nlong'],
  };
  for (const [problem, texts] of Object.entries(wrong)) {
    for (const text of texts) {
      const error = refused(text);
      assert.equal(error.problem, problem, text);
      assert.match(
        TEXT.locate.portfolio.problems[problem](error),
        /^(Expected|There is|The column|Line) .*\.$/s,
      );
    }
  }
  assert.equal(refused('side,<b>\nlong,1').found, '<b>');
  assert.deepEqual(
    [refused('side,quantity\nlong,1\nlong').line, refused('side,quantity\nlong').found],
    [3, 1],
  );
});

test('every problem that a panel can have is a sentence made of facts', () => {
  for (const [name, say] of Object.entries(TEXT.locate.portfolio.problems))
    assert.equal(typeof say, 'function', name);
  for (const [name, say] of Object.entries(TEXT.notes))
    if (!['title', 'close'].includes(name)) assert.equal(typeof say, 'function', name);
});

test('a position survives its address, whatever is typed is only text there', () => {
  const state = {
    shock: '5',
    venue: 'bybit',
    contract: 'inverse',
    side: 'short',
    entry_price: '0.000012',
    margin: '-3',
    maintenance_tiers: '0, 50, 0.5%;50, , 1%',
  };
  assert.deepEqual(read(write(state)), { state, problems: [] });
  assert.deepEqual(parts(state).scenario, { shock: '5' });
  assert.equal(Object.keys(parts(state).position).length, 6);
  for (const [key, text] of [
    ['venue', '<img>'],
    ['entry_price', '1e9'],
    ['margin', 'NaN'],
    ['maintenance_tiers', 'alert(1)'],
    ['symbol', 'x'.repeat(41)],
  ])
    assert.ok(check(key, text).problem, key);
  for (const key of [...POSITION.names, ...POSITION.numbers])
    assert.ok(check(key, '').problem, key);
});

test('a price has its own digits, cents from a hundred dollars on, and eight digits below', () => {
  const written = (value) => priceText(value);
  assert.deepEqual(
    ['106538.3', '99835.087014725', '0.00001234567891', '0.2312345678901', '112', '99.5'].map(
      written,
    ),
    ['$106,538.3', '$99,835.09', '$0.000012345679', '$0.23123457', '$112', '$99.5'],
  );
});
