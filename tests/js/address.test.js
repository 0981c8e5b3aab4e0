import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { count } from 'washout';

import { TEXT } from '../../www/page/shell/words.js';
import { INPUTS } from '../../www/lib/inputs.js';
import { scenarioOf, shown } from '../../www/page/cascade/scenario.js';
import { POSITION } from '../../www/page/position/keys.js';
import { check, fits, KEYS, read, write } from '../../www/page/shell/address.js';

const BASE = {
  washout: 1,
  preset: '2025-11-04',
  market: { asset: 'BTC', price_usd: '106538.30', open_interest_usd: '70000000000' },
  direction: 'down',
  book: {
    kind: 'synthetic',
    mix: 'neutral',
    share: { reported_usd: '391000000', factor: '1', to_price_usd: '98900' },
    spread: '0.08',
  },
  impact: { kind: 'linear', usd_per_percent: '700000000', survival: '1' },
  flow: '1',
  shock: { reach_price_usd: '98900' },
  levels: ['105000', '100000'],
};

const fill = (keys, value) => Object.fromEntries(keys.map((key) => [key, value]));

test('an address brings back the state that wrote it', () => {
  const state = {
    preset: '2025-11-04',
    direction: 'up',
    mix: 'aggressive',
    by: 'share',
    shock: '7.25',
    depth: '700000000',
    survival: '29.4',
    oi: '71000000000',
    factor: '19',
    share: '1.5',
    spread: '5',
    flow: '1.2',
    price: '106538.3',
    levels: '105000,100000',
    impact: 'power',
    coordinate: 'log',
    gamma: '0.5',
    rate: '20',
    max: '30',
    rho: '40',
    permanent: '10',
    recovery: '60',
    vol: '2.5',
    engine: 'bankruptcy_limit',
    arrival: 'gap',
    fee: '0.5',
    feeto: 'exchange',
    residual: 'trader',
    fund: '5000000',
    adl: 'pro_rata',
    book: '106538.3:81000000:',
    bids: '0.001:5000,0.002:7000',
    asks: '0.001:5000',
    rungs: '100000:5000',
    ...fill(POSITION.names, 'isolated'),
    ...fill(POSITION.numbers, '-0.5'),
    ...fill(POSITION.table, '0,50,0.5%;50,,1%'),
    facts: 'at:2025-11-03,key_level.lower_usd:90000',
    split: '20,20,5,5,10,12.5,15,5,7.5',
    rest: 'rlusd',
    freed: '100.01',
    lev: '12',
    alt: '30000000000,',
    four: '5,50,19900000',
    locale: 'de-CH',
    a: 'shock*5~levels*1,2',
  };
  const query = write(state);
  assert.ok(query.startsWith('?v=1&'));
  assert.deepEqual(read(query), { state, problems: [] });
  assert.deepEqual(
    KEYS.filter((key) => !(key in state)),
    [],
  );
});

test('the preset as it is has the shortest address: none', () => {
  assert.equal(write({}), '');
  assert.deepEqual(read(''), { state: {}, problems: [] });
});

test('numbers are brought to one form, so that equal states have equal addresses', () => {
  assert.equal(
    write(read('?shock=07.20&levels=100000.00, 105000 ,100000').state),
    '?v=1&shock=7.2&levels=100000,105000',
  );
  assert.equal(write(read('?levels=').state), '?v=1&levels=');
});

test('an unknown key is ignored with a note, a bad value refused with its reason', () => {
  const { state, problems } = read(
    '?v=1&shock=900&utm_source=x&mix=wild&depth=1e9&oi=-5&survival=NaN&share=5&levels=1,2,x',
  );
  assert.deepEqual(state, { share: '5' });
  assert.deepEqual(
    problems.map(({ key, problem }) => [key, problem]),
    [
      ['shock', 'range'],
      ['utm_source', 'key'],
      ['mix', 'choice'],
      ['depth', 'number'],
      ['oi', 'number'],
      ['survival', 'number'],
      ['levels', 'number'],
    ],
  );
});

test('another version and a giant address are refused whole', () => {
  assert.deepEqual(read('?v=2&shock=5'), {
    state: {},
    problems: [{ key: 'v', text: '2', problem: 'version', known: '1' }],
  });
  assert.equal(read(`?shock=${'5'.repeat(1e6)}`).problems[0].problem, 'long');
  assert.equal(read('?__proto__=x&constructor=y').problems.length, 2);
});

test('bounds are compared by digits, not by doubles', () => {
  assert.ok(check('shock', '99').value);
  assert.equal(check('shock', '99.000000000001').problem, 'range');
  assert.equal(check('survival', '0.099999999999').problem, 'range');
  assert.equal(check('depth', '1000000000000.000000000001').problem, 'range');
  assert.equal(check('levels', Array(9).fill('1').join(',')).problem, 'many');
});

test('every slider ends and stops at legal values', () => {
  for (const [key, { slide, stops }] of Object.entries(INPUTS))
    for (const value of [...(slide ?? []).slice(0, 2), ...(stops ?? [])])
      assert.equal(check(key, value).value, value, key);
});

test('the scenario is the preset with what was changed, fractions by moving the point', () => {
  assert.deepEqual(scenarioOf({}, BASE), BASE);
  const changed = scenarioOf(
    {
      shock: '7.25',
      survival: '29.4',
      depth: '500000000',
      factor: '5',
      levels: '90000',
      mix: 'aggressive',
      spread: '5',
    },
    BASE,
  );
  assert.equal(changed.shock, '0.0725');
  assert.deepEqual(changed.impact, {
    kind: 'linear',
    usd_per_percent: '500000000',
    survival: '0.294',
  });
  assert.deepEqual(changed.book, {
    kind: 'synthetic',
    mix: 'aggressive',
    share: { reported_usd: '391000000', factor: '5', to_price_usd: '98900' },
    spread: '0.05',
  });
  assert.deepEqual(changed.levels, ['90000']);
  assert.deepEqual(scenarioOf({ by: 'share', share: '1.5' }, BASE).book, {
    kind: 'synthetic',
    mix: 'neutral',
    share: '0.015',
    spread: '0.08',
  });
  assert.equal(scenarioOf({ direction: 'up' }, BASE).shock, '0.05');
  assert.equal(BASE.book.share.factor, '1');
});

test('against the direction of its preset a push is a plain one, whichever way that is', () => {
  const squeeze = { ...BASE, direction: 'up', shock: { reach_price_usd: '118000' } };
  assert.deepEqual(scenarioOf({}, squeeze).shock, squeeze.shock);
  assert.deepEqual(scenarioOf({ direction: 'up' }, squeeze).shock, squeeze.shock);
  assert.equal(scenarioOf({ direction: 'down' }, squeeze).shock, '0.05');
  assert.equal(shown({ direction: 'down' }, squeeze).shock, '5');
  assert.equal(shown({}, squeeze, { shock: 0.0448 }).shock, '4.48');
  assert.equal(scenarioOf({ direction: 'down', shock: '3' }, squeeze).shock, '0.03');
});

test('a book of levels and own thresholds take the place of what the preset assumes', () => {
  const book = { book: '100:1:2', bids: '0.001:50,0.002:70', asks: '0.003:90', impact: 'levels' };
  const levels = (state) => scenarioOf(state, BASE).impact;
  assert.deepEqual(levels(book), {
    kind: 'levels',
    usd_per_percent: '700000000',
    survival: '1',
    levels: [
      ['0.001', '50'],
      ['0.002', '70'],
    ],
  });
  assert.deepEqual(levels({ ...book, direction: 'up' }).levels, [['0.003', '90']]);
  // Without a book the choice means nothing yet.
  assert.deepEqual(levels({ impact: 'levels' }), BASE.impact);
  assert.deepEqual(levels({ impact: 'bounded' }), {
    kind: 'bounded',
    usd_per_percent: '700000000',
    survival: '1',
    max: '0.3',
  });
  assert.deepEqual(levels({ impact: 'none' }), { kind: 'none' });
  const { book: own } = scenarioOf({ rungs: '106538.3:5,106538.31:6' }, BASE);
  assert.deepEqual(own, {
    kind: 'rungs',
    rungs: [
      { liq_price_usd: '106538.3', notional_usd: '5', side: 'long' },
      { liq_price_usd: '106538.31', notional_usd: '6', side: 'short' },
    ],
  });
  assert.deepEqual(
    scenarioOf({ fee: '0.5' }, { ...BASE, engine: { kind: 'market', arrival: 'gradual' } }).engine,
    { kind: 'market', arrival: 'gradual', fee_rate: '0.005' },
  );
});

test('a link leaves out own thresholds that no address holds, and says whether it does', () => {
  const many = { shock: '5', rungs: Array(900).fill('100000.25:12345678').join(',') };
  assert.equal(write(many), '?v=1&shock=5');
  assert.equal(fits(many), false);
  assert.equal(fits({ shock: '5', rungs: '1:2' }), true);
  for (const bad of ['1', '1:2:3', 'a:b', '1:-2'])
    assert.equal(check('rungs', bad).problem, 'pairs', bad);
});

test('controls show the preset until something is changed', () => {
  assert.equal(shown({}, BASE, { shock: 0.0717321, share: 0.0093 }).shock, '7.17');
  assert.equal(shown({}, BASE, { shock: 0.0717321, share: 0.0093 }).share, '0.93');
  assert.equal(shown({}, BASE).shock, '');
  assert.equal(shown({}, BASE).survival, '100');
  assert.equal(shown({ shock: '3' }, BASE).shock, '3');
  assert.equal(shown({ share: '3' }, BASE).by, 'share');
});

/** The formats that the engine names where it knows none of a name. */
function formats() {
  try {
    count('', { format: '-' });
  } catch ({ message }) {
    return /expected one of (.*), found/.exec(message)[1].split(', ');
  }
  throw new Error('a format of no name was taken');
}

test('every format that the engine reads can be chosen, and no other', () => {
  const names = formats();
  assert.ok(names.length > 2);
  assert.deepEqual(Object.keys(TEXT.count.formats).sort(), names.sort());
});

test('every coverage that a feed can have is said in words', () => {
  const source = readFileSync(new URL('../../src/event.rs', import.meta.url), 'utf8');
  const named = /pub enum Coverage \{(.*?)\n {4}\}/s.exec(source)[1];
  const codes = [...named.matchAll(/ = "([a-z-]+)"/g)].map(([, code]) => code);
  assert.deepEqual(Object.keys(TEXT.count.coverage).sort(), codes.sort());
});
