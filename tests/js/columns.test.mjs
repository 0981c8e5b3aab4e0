// Columns that cannot be taken are errors with their name and index, before anything is copied;
// those that were computed, or stored as other floats, are the decimals they stand for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { contagion, ladder, ledgerMany, locateMany, portfolio, simulate } from 'washout';

const MARKET = { impact: { kind: 'linear', depth_usd: 50e9 } };
const RULES = { venue: 'hyperliquid', symbol: 'BTC' };
const POSITIONS = {
  ...RULES,
  side: [1, -1],
  entry_price: [100000, 99000.5],
  quantity: [0.5, 2],
  leverage: [10, 20],
};
const CLOSED = {
  side: 'long',
  price_usd: 100,
  final_price_usd: 93.5,
  qty: [20, 10],
  entry_usd: [100, 99],
  margin_usd: [100, 50],
  fill_usd: [94.5, 94.25],
};
const HELD = { account: [0, 1], asset: [0, 0], qty: [1, -0.5], entry_usd: [100000, 99000] };
const CONTAGION = {
  assets: [
    {
      asset: 'BTC',
      price_usd: 100000,
      impact: { kind: 'none' },
      maintenance: '0.005',
      shock: '0.05',
    },
  ],
  accounts: { cash_usd: [5000, 100], positions: HELD },
};
const BOOK = { side: [1, -1], qty: [0.5, 2], entry_usd: [100000, 99000.5], leverage: [10, 20] };

const scenario = (book) => ({
  washout: 1,
  market: { price_usd: 100000 },
  book,
  shock: 0.05,
  impact: { kind: 'linear', usd_per_percent: 7e8 },
});
const booked = (positions) => simulate(scenario({ kind: 'positions', positions }), { parts: [] });
const opened = (columns) => {
  const made = ladder({ u: [0.1, 0.2], notional_usd: [1, 1], ...MARKET, ...columns });
  made.free();
  return made.rungs;
};

/** Every function with columns: the path of one of them, and the function with it replaced. */
/** @type {[string, (column: any) => any][]} */
const ENTRIES = [
  ['u', (u) => opened({ u })],
  ['notional_usd', (notional_usd) => opened({ notional_usd })],
  ['shocks', (shocks) => using((made) => made.outcomes(shocks))],
  ['depth_usd', (depth_usd) => using((made) => made.paths({ shocks: [0.1, 0.2], depth_usd }))],
  ['usd', (usd) => using((made) => made.liquidating(usd))],
  ['displacements', (displacements) => using((made) => made.reaching(displacements))],
  ['entry_price', (entry_price) => locateMany({ ...POSITIONS, entry_price })],
  ['leverage', (leverage) => locateMany({ ...POSITIONS, leverage })],
  ['positions.quantity', (quantity) => portfolio({ positions: { ...POSITIONS, quantity } })],
  ['qty', (qty) => ledgerMany({ ...CLOSED, qty })],
  ['fill_usd', (fill_usd) => ledgerMany({ ...CLOSED, fill_usd })],
  ['accounts.cash_usd', (cash_usd) => contagion({ ...CONTAGION, accounts: { cash_usd } })],
  [
    'accounts.positions.entry_usd',
    (entry_usd) =>
      contagion({
        ...CONTAGION,
        accounts: { cash_usd: [1, 1], positions: { ...HELD, entry_usd } },
      }),
  ],
  ['book.u', (u) => simulate(scenario({ kind: 'columns', u, notional_usd: [1, 1] }))],
  ['book.positions.qty', (qty) => booked({ ...BOOK, qty })],
];

/** Those of exact numbers, and those of a ladder, which may be longest. */
const named = (pattern) => ENTRIES.filter(([name]) => pattern.test(name));
const EXACT = named(/price|leverage|qty|fill|cash|quantity|entry/);
const LADDER = named(/^(u|notional_usd|shocks|depth_usd|usd|displacements)$/);

function using(run) {
  const made = ladder({ u: [0.1, 0.2], notional_usd: [1, 1], ...MARKET });
  try {
    return run(made);
  } finally {
    made.free();
  }
}

/** `run` is refused with a WashoutError of this code and field. */
function refused(run, code, field, message = /./) {
  assert.throws(run, (/** @type {any} */ error) => {
    assert.equal(error.name, 'WashoutError', String(error));
    assert.deepEqual([error.code, error.place.field], [code, field], error.message);
    assert.match(error.message, message);
    return true;
  });
}

function detached() {
  const array = Float64Array.of(1, 2);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

function shrunk() {
  const buffer = new ArrayBuffer(16, { maxByteLength: 16 });
  const array = new Float64Array(buffer, 0, 2);
  buffer.resize(8);
  return array;
}

test('a column without its memory is named, and every other handle lives on', () => {
  const other = ladder({ u: [0.1], notional_usd: [1], ...MARKET });
  for (const [field, run] of ENTRIES) {
    for (const gone of [detached(), shrunk()]) {
      refused(() => run(gone), 'MALFORMED', field, /given away or has shrunk/);
    }
  }
  assert.equal(other.outcomes([0.1]).liquidated_usd[0], 1);
  other.free();
});

test('memory that a getter takes while the rest is read is noticed', () => {
  const [qty, entry_usd] = [Float64Array.of(20, 10), Float64Array.of(100, 99)];
  const taken = { ...CLOSED, qty, entry_usd };
  Object.defineProperty(taken, 'engine', {
    enumerable: true,
    get() {
      if (qty.length > 0) structuredClone(qty, { transfer: [qty.buffer] });
      return {};
    },
  });
  refused(() => ledgerMany(taken), 'MALFORMED', 'qty', /given away or has shrunk/);
});

test('what a shared or resizable buffer holds is taken as it is at the call', () => {
  const shared = new Float64Array(new SharedArrayBuffer(16));
  const resizable = new Float64Array(new ArrayBuffer(16, { maxByteLength: 64 }));
  for (const qty of [shared, resizable]) {
    qty.set([20, 10]);
    assert.equal(ledgerMany({ ...CLOSED, qty }).liquidated_qty, '30');
  }
});

test('an array that lies about its length, or comes from elsewhere, is read by what it is', () => {
  class Longer extends Float64Array {
    get length() {
      return 1e9;
    }
  }
  const lying = Object.defineProperty(Float64Array.of(20, 10), 'length', { value: 5 });
  const foreign = vm.runInNewContext('Float64Array.of(20, 10)');
  for (const qty of [new Longer([20, 10]), lying, foreign]) {
    assert.equal(ledgerMany({ ...CLOSED, qty }).liquidated_qty, '30');
  }
});

test('a column or list that is too long is refused by its length, before it is copied', () => {
  const long = (count) => new Float64Array(count);
  const two = /expected at most 2,000,000 rows, found 2,000,001$/;
  for (const [field, run] of EXACT) {
    refused(() => run(long(2_000_001)), 'TOO_LARGE', field, two);
    refused(() => run(new Array(2_000_001)), 'TOO_LARGE', field, two);
  }
  const five = /expected at most 5,000,000 rows, found 5,000,001$/;
  for (const [field, run] of LADDER) {
    refused(() => run(long(5_000_001)), 'TOO_LARGE', field, five);
    refused(() => run(new Array(5_000_001)), 'TOO_LARGE', field, five);
  }
  const book = { kind: 'columns', u: long(5_000_001), notional_usd: long(1) };
  refused(() => simulate(scenario(book)), 'TOO_LARGE', 'book.u', five);
  const rungs = { kind: 'rungs', rungs: new Array(2_000_001) };
  refused(() => simulate(scenario(rungs)), 'TOO_LARGE', 'book.rungs', /2,000,000 entries/);
});

test('positions as a list of objects have a cap of their own, which says what to do', () => {
  const many = new Array(200_001);
  const says = /at most 200,000 entries as a list of objects \(more .* columns.*found 200,001$/;
  refused(() => booked(many), 'TOO_LARGE', 'book.positions', says);
  refused(() => portfolio({ positions: many }), 'TOO_LARGE', 'positions', says);
  refused(() => contagion({ ...CONTAGION, accounts: many }), 'TOO_LARGE', 'accounts', says);
});

test('columns of different lengths are named with both lengths', () => {
  const says = /expected 2 rows as in .*, found 1$/;
  const grouped =
    /^(notional_usd|depth_usd|entry_price|leverage|fill_usd|.*qty|positions.quantity)$/;
  for (const [field, run] of named(grouped)) {
    const [last] = field.split('.').slice(-1);
    // The first of a group is the measure of the others.
    if (last === 'qty') assert.throws(() => run([1]), { code: 'CONFLICT' }, field);
    else refused(() => run([1]), 'CONFLICT', field, says);
  }
});

test('nothing is never zero: null, undefined, a hole and a word are named with their index', () => {
  /** @type {any[][]} */
  const bad = [
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, 'Object'],
    [true, 'boolean'],
  ];
  for (const [field, run] of ENTRIES.filter(([name]) => name !== 'book.u')) {
    for (const [entry, word] of bad) {
      refused(() => run([1, entry]), 'MALFORMED', `${field}[1]`, new RegExp(`found ${word}$`));
    }
    // eslint-disable-next-line no-sparse-arrays -- a hole is what is refused
    refused(() => run([1, , 1]), 'MALFORMED', `${field}[1]`, /found undefined$/);
    refused(() => run('12'), 'MALFORMED', field);
    refused(() => run(new Map()), 'MALFORMED', field, /expected a column/);
  }
  const book = { kind: 'columns', u: [0.1, null], notional_usd: [1, 1] };
  refused(() => simulate(scenario(book)), 'MALFORMED', 'book.u[1]');
});

test('NaN, infinities and minus zero in exact columns are named with their index', () => {
  /** @type {[number, string][]} */
  const bads = [
    [NaN, 'NaN'],
    [Infinity, 'infinity'],
    [-Infinity, '-infinity'],
    [-0, 'minus zero'],
  ];
  for (const [field, run] of EXACT) {
    for (const [bad, word] of bads) {
      const says = new RegExp(`"${word}"$`);
      refused(() => run(Float64Array.of(1, bad)), 'MALFORMED', `${field}[1]`, says);
      refused(() => run([1, bad]), 'MALFORMED', `${field}[1]`, says);
    }
    refused(() => run(Float64Array.of(1, 1e15)), 'OUT_OF_RANGE', `${field}[1]`, /below 10\^15/);
  }
});

test('a computed float is its nearest decimal of fifteen digits, in a list as in an array', () => {
  const numbers = [0.05 + 0.01, 0.1 + 0.2];
  const texts = numbers.map((x) => String(Number(x.toPrecision(15))));
  assert.deepEqual(texts, ['0.06', '0.3']);
  const answers = (quantity) => locateMany({ ...POSITIONS, quantity });
  for (const same of [Float64Array.from(numbers), numbers, [numbers[0], texts[1]]]) {
    assert.deepEqual(answers(same), answers(texts));
    assert.equal(ledgerMany({ ...CLOSED, qty: same }).liquidated_qty, '0.36');
    assert.deepEqual(booked({ ...BOOK, qty: same }).digest, booked({ ...BOOK, qty: texts }).digest);
  }
});

test('any float of ordinary size is what it prints as to fifteen digits', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const prices = Float64Array.from({ length: 2000 }, () => 10 ** (random() * 9 - 3) * random());
  const texts = Array.from(prices, (x) => decimal(x));
  const ask = (entry_price) =>
    locateMany({
      ...RULES,
      entry_price,
      side: 'long',
      quantity: prices.map(() => 1),
      leverage: prices.map(() => 10),
    });
  assert.deepEqual(ask(prices), ask(texts));
});

/** A number to fifteen digits and eighteen places, written out. */
function decimal(x) {
  const [digits, exponent] = x.toExponential(14).split('e');
  const places = 14 - Number(exponent);
  const all = BigInt(digits.replace('.', ''));
  const cut = BigInt(10) ** BigInt(Math.max(places - 18, 0));
  const kept = places > 18 ? (all + cut / 2n) / cut : all;
  const text = String(kept).padStart(Math.min(places, 18) + 1, '0');
  const point = text.length - Math.min(places, 18);
  return `${text.slice(0, point)}.${text.slice(point) || '0'}`;
}

test('a Float32 is the shortest decimal that gives it back', () => {
  const texts = [
    '104580.25',
    '0.06',
    '0.1234567',
    '16777216',
    '3.4028234',
    '0.0000001',
    '1234567.5',
  ];
  const numbers = Float32Array.from(texts, Number);
  const side = texts.map(() => 1);
  const leverage = side.map(() => 10);
  const ask = (entry_price) =>
    locateMany({ ...RULES, side, entry_price, quantity: side, leverage });
  assert.deepEqual(ask(numbers), ask(texts));
  assert.equal(ledgerMany({ ...CLOSED, qty: Float32Array.of(0.1, 0.2) }).liquidated_qty, '0.3');
  using((made) => assert.equal(made.outcomes(Float32Array.of(0.05)).displacement[0], 0.05));
});

test('whole numbers of any width are exact, and a Float16 is refused', () => {
  const kinds = [Int8Array.of(20, 10), Uint32Array.of(20, 10), BigInt64Array.of(20n, 10n)];
  for (const qty of [...kinds, [20n, 10], ['20', 10n]]) {
    assert.equal(ledgerMany({ ...CLOSED, qty }).liquidated_qty, '30');
  }
  refused(() => opened({ u: BigInt64Array.of(1n) }), 'MALFORMED', 'u[0]', /found bigint$/);
  const half = globalThis.Float16Array;
  if (!half) return;
  const qty = half.of(20, 10);
  refused(() => ledgerMany({ ...CLOSED, qty }), 'MALFORMED', 'qty', /Float16Array/);
});

/** A vector as Arrow has them. */
function vector(array, { nulls = [], type = 'Float64' } = {}) {
  return {
    length: array.length,
    nullCount: nulls.length,
    type: { toString: () => type },
    isValid: (at) => !nulls.includes(at),
    toArray: () => array,
  };
}

test('a vector of Arrow is a column, and a null in it is an error with its index', () => {
  const whole = vector(Float64Array.of(20, 10));
  assert.equal(ledgerMany({ ...CLOSED, qty: whole }).liquidated_qty, '30');
  const texts = vector(['20', '10.5'], { type: 'Utf8' });
  assert.equal(ledgerMany({ ...CLOSED, qty: texts }).liquidated_qty, '30.5');
  for (const [field, run] of ENTRIES) {
    assert.ok(run(vector(Float64Array.of(1, 1))) !== undefined, field);
    // Arrow stores 0 where there is nothing.
    const nulls = vector(Float64Array.of(1, 0), { nulls: [1] });
    refused(() => run(nulls), 'MALFORMED', `${field}[1]`, /found null$/);
    // Of these it gives the bits, not the numbers.
    const halves = vector(Uint16Array.of(1, 2), { type: 'Float16' });
    refused(() => run(halves), 'MALFORMED', field, /found Float16$/);
    const decimals = vector(Uint32Array.of(1, 0, 0, 0), { type: 'Decimal[10e+2]' });
    refused(() => run(decimals), 'MALFORMED', field, /Decimal/);
  }
  // Without a count of nulls they show in the entries.
  const uncounted = { length: 2, toArray: () => [20, null] };
  refused(() => ledgerMany({ ...CLOSED, qty: uncounted }), 'MALFORMED', 'qty[1]', /found null$/);
});

test('positions of a scenario in columns are those of the list, digest and all', () => {
  const columns = {
    side: Int8Array.of(1, -1, 1),
    qty: Float64Array.of(0.5, 2, 0.05 + 0.01),
    entry_usd: [100000, '99000.5', 101000.25],
    leverage: 20,
    basis: 'mark',
  };
  const list = [
    ['long', 0.5, 100000],
    ['short', 2, '99000.5'],
    ['long', '0.06', 101000.25],
  ];
  const objects = list.map(([side, qty, entry_usd]) => ({ side, qty, entry_usd, leverage: 20 }));
  const of = (positions) => simulate(scenario({ kind: 'positions', positions }));
  const [one, other] = [of(objects), of(columns)];
  const { scenario: given, ...told } = one;
  const { scenario: canonical, ...same } = other;
  assert.deepEqual(same, told);
  assert.ok(Array.isArray(given.book.positions));
  assert.ok(canonical.book.positions.qty instanceof Float64Array);
  assert.deepEqual(simulate(canonical), other);
  assert.deepEqual(simulate(structuredClone(canonical)).digest, one.digest);
});

test('a portfolio in columns is one answer in columns', () => {
  const { liquidation_price, notional_usd, side, state } = portfolio({ positions: POSITIONS });
  const one = portfolio({
    positions: [0, 1].map((at) => ({
      ...RULES,
      side: ['long', 'short'][at],
      entry_price: POSITIONS.entry_price[at],
      quantity: POSITIONS.quantity[at],
      leverage: POSITIONS.leverage[at],
    })),
  });
  assert.deepEqual(
    [...notional_usd],
    one.map((row) => Number(row.notional_usd)),
  );
  assert.deepEqual([...side], [1, -1]);
  assert.deepEqual([...state], [1, 1]);
  for (const at of [0, 1]) {
    assert.ok(Math.abs(liquidation_price[at] - Number(one[at].liquidation_price)) < 1e-8);
  }
});

test('a million positions of a scenario cross as columns', () => {
  const count = 1_000_000;
  const of = (make) => Float64Array.from({ length: count }, (_, at) => make(at));
  const positions = {
    side: Int8Array.from({ length: count }, (_, at) => (at % 2 ? 1 : -1)),
    leverage: of((at) => 5 + (at % 40)),
    qty: of((at) => ((at % 1000) + 1) / 1000),
    entry_usd: of((at) => 90000 + (at % 20000)),
    maintenance: '0.005',
  };
  const { rungs, fired, liquidated_usd } = booked(positions);
  assert.equal(rungs, count / 2);
  assert.ok(fired > 0 && liquidated_usd > 0);
});
