import assert from 'node:assert/strict';
import { test } from 'node:test';

import { csv, json, tableOf } from '../../www/page/ui/download.js';
import { localeOf } from '../../www/page/shell/locale.js';
import { pin, unpin } from '../../www/page/shell/address.js';

test('columns stand side by side, edges of bins with one more row', () => {
  const data = {
    span: 0.2,
    price_usd: Float64Array.of(1, 2, 3),
    long_usd: Float64Array.of(10, 0.5),
    short_usd: [0, 7],
  };
  assert.equal(csv(data), 'price_usd,long_usd,short_usd\r\n1,10,0\r\n2,0.5,7\r\n3,,\r\n');
});

test('rows keep exact strings, and what one row lacks is empty', () => {
  assert.equal(
    csv([
      { label: 'Bitcoin', total: '411200000.000000000000000001' },
      { label: 'a,"b"', long: null },
    ]),
    'label,total,long\r\nBitcoin,411200000.000000000000000001,\r\n"a,""b""",,\r\n',
  );
});

test('an object is keys and values, whatever lies in it', () => {
  assert.deepEqual(tableOf({ accounts: { fund_usd: '-1.5' }, sum_usd: '0' }).rows, [
    ['accounts.fund_usd', '-1.5'],
    ['sum_usd', '0'],
  ]);
  assert.deepEqual(tableOf(null).rows, [['value', null]]);
});

test('no cell is a formula to a spreadsheet, and negative numbers stay numbers', () => {
  assert.equal(
    csv([{ a: '=1+1', b: '-7.5', c: '@x', d: '-x' }]),
    "a,b,c,d\r\n'=1+1,-7.5,'@x,'-x\r\n",
  );
});

/** A generator of the same texts in every run (a linear congruence of Numerical Recipes). */
function seeded(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Cells of a line as any reader of CSV finds them. */
const cellsOf = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );

test('no cell begins a formula, unless it is a negative number to its last letter', () => {
  const next = seeded(20251104);
  const pieces = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '＝',
    '－',
    '1',
    '7.5',
    '.',
    'e',
    'E+3',
    'cmd|',
    ' /C calc',
    '!A0',
    '"',
    ',',
    "'",
    'x',
    ' ',
    '',
  ];
  const texts = [
    "-1+cmd|' /C calc'!A0",
    '-1+1',
    '-1-1',
    '-7.',
    '-.5',
    '-1e',
    '-0x1',
    '-1 ',
    '-1\n=2',
    '+5',
    '+cmd',
    '\n=1',
    '-٣',
  ];
  for (let i = 0; i < 20_000; i += 1)
    texts.push(Array.from({ length: 1 + next(5) }, () => pieces[next(pieces.length)]).join(''));
  for (const text of texts) {
    const saved = csv([{ cell: text }]);
    const [found] = cellsOf(saved.slice('cell\r\n'.length, -2));
    const isNumber = /^-\d+(\.\d+)?(e[+-]?\d+)?$/i.test(found);
    assert.ok(isNumber || !/^[=+\-@\t\r\n＝＋－＠]/.test(found), JSON.stringify(saved));
    // Nothing of the text is lost, and nothing else is added.
    assert.ok(found === text || found === `'${text}`, JSON.stringify(saved));
  }
});

test(
  'exact numbers, negative ones too, and numbers of every size stay numbers; names of ' +
    'columns are guarded',
  () => {
    for (const value of [
      '-7.5',
      '-0.000000000000000001',
      '-123456789012345678901234567890',
      -7.5,
      -1e-7,
      1e300,
      '0',
    ])
      assert.equal(csv([{ a: value }]), `a\r\n${value}\r\n`);
    assert.equal(csv([{ a: -Infinity, '=b': 1 }]), "a,'=b\r\n'-Infinity,1\r\n");
  },
);

test('JSON says where it comes from, and columns are lists', () => {
  assert.deepEqual(
    JSON.parse(
      json({ title: 't', sentence: 's', data: { x: Float64Array.of(1) }, about: { digest: 'd' } }),
    ),
    { title: 't', sentence: 's', digest: 'd', data: { x: [1] } },
  );
});

test('the locale is that of the address, else the browser’s, else English', () => {
  assert.equal(localeOf('?locale=de-ch', 'fr'), 'de-CH');
  assert.equal(localeOf('?locale=not_a_locale', 'fr'), 'fr');
  assert.equal(localeOf('', undefined), 'en');
  assert.equal(localeOf('?locale=%3Cimg%3E', 'en-GB'), 'en-GB');
});

test('a pinned scenario comes back from the address, and only a legal one', () => {
  for (const state of [
    {},
    { shock: '5', levels: '1,2', preset: '2025-10-10' },
    { bids: '0.1:5,0.2:6', book: '1:2:' },
  ])
    assert.deepEqual(unpin(pin(state)), state);
  assert.deepEqual(unpin('shock*900~<x>*1'), {});
});
