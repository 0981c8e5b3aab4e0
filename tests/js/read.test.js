// Numbers as people type them: what the page writes is read back exactly, in every language; what a
// language cannot mean is refused.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as write from '../../www/lib/format.js';
import { reader } from '../../www/page/ui/read.js';
import { check } from '../../www/page/shell/address.js';
import { LOCALES, random } from './charts-random.js';

/** Without Bengali, which writes 10^7 and 10^11 with one word. */
const MORE = [
  'tr',
  'ca',
  'sw',
  'mr',
  'pt-PT',
  'es-AR',
  'lv',
  'fr-CH',
  'nb',
  'cs',
  'el',
  'et',
  'vi',
  'uk',
  'fr-CA',
  'de-AT',
  'en-ZA',
  'ur',
  'eu',
  'bg',
  'hu',
  'sk',
  'lt',
  'fi',
  'da',
  'nl',
  'it',
];
const en = reader('en');
const reads = (locale, cases) => {
  const { read } = reader(locale);
  for (const [text, value] of Object.entries(cases))
    assert.equal(read(text), value, `${locale}: ${text}`);
};
/** A decimal of up to so many digits. */
const decimal = (next, digits) => {
  const all = Array.from({ length: 1 + Math.floor(next() * digits) }, () =>
    Math.floor(next() * 10),
  ).join('');
  const at = Math.floor(next() * (all.length + 1));
  const [whole, fraction] = [all.slice(0, at).replace(/^0+(?=\d)/, '') || '0', all.slice(at)];
  return `${next() < 0.2 && /[1-9]/.test(all) ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
};

test('what is written in a language is read back to the last digit', () => {
  const next = random(7);
  for (const locale of [...LOCALES, ...MORE]) {
    const { read, begun } = reader(locale);
    for (let i = 0; i < 300; i += 1) {
      const value = decimal(next, 24);
      const few = decimal(next, 15);
      const texts = {
        plain: [value, write.plain(value, { locale })],
        usd: [value, write.usd(value, { locale })],
        percent: [value, write.percent(value, { locale, shift: 0, places: undefined })],
        times: [value, write.times(value, { locale, places: undefined })],
        short: [few, write.short(few, { locale, digits: 15, trim: true })],
      };
      for (const [as, [exact, text]] of Object.entries(texts)) {
        const found = read(text);
        assert.equal(write.shift(found), write.shift(exact), `${locale} ${as}: ${text}`);
        if (as !== 'short') assert.equal(found, exact, `${locale} ${as}: ${text}`);
      }
      const [, written] = texts.plain;
      // On the way to it nothing is complained of.
      const part = written.slice(0, 1 + Math.floor(next() * written.length));
      assert.ok(read(part) !== null || begun(part), `${locale}: ${part} of ${written}`);
    }
  }
});

test('an estimate in a field is read as the digits that it shows', () => {
  for (const locale of LOCALES) {
    const { read } = reader(locale);
    for (const [value, as, shown] of /** @type {any[][]} */ ([
      [
        6.6149,
        (text, options) => write.percent(text, { ...options, shift: 0, places: undefined }),
        '6.61',
      ],
      [412345678.9, write.short, '412000000'],
      [98912.33, write.plain, '98900'],
    ])) {
      assert.equal(write.shift(read(write.estimate(value, as, { locale }))), shown, locale);
    }
  }
});

test('the same digits in the scripts of the world', () => {
  const next = random(11);
  const systems = [
    'arab',
    'arabext',
    'beng',
    'deva',
    'fullwide',
    'gujr',
    'khmr',
    'knda',
    'laoo',
    'mlym',
    'mymr',
    'orya',
    'tamldec',
    'telu',
    'thai',
    'tibt',
  ];
  for (const system of systems) {
    for (let i = 0; i < 30; i += 1) {
      const value = String(Math.floor(next() * 1e9));
      assert.equal(
        en.read(
          new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false }).format(
            Number(value),
          ),
        ),
        value,
        system,
      );
    }
  }
  reads('ar-EG', {
    '٧٫٢': '7.2',
    '١٬٤٠٠': '1400',
    '٦٫٦١٪؜': '6.61',
    '‏‎-٥ US$': '-5',
    '٧٠ مليار': '70000000000',
  });
  reads('fa', { '۷٫۲': '7.2', '۱٬۴۰۰': '1400', '‎−‎$ ۱٫۵۰': '-1.50', '۷۰ میلیارد': '70000000000' });
  reads('ja', { '７０億': '7000000000', '７．２％': '7.2', '1.5兆': '1500000000000' });
  reads('hi', { '७.२': '7.2', '1.2 लाख': '120000', '12,34,567': '1234567' });
});

test('a point or a comma is what the language says, and nothing is guessed', () => {
  reads('en', {
    '1,234': '1234',
    1.234: '1.234',
    '6,5': null,
    '1,23': null,
    '1,2345': null,
    '1.234,5': null,
    '1.2.3': null,
    ',5': null,
    '.5': '0.5',
    '5.': '5',
  });
  reads('de', {
    1.234: '1234',
    '1,234': '1.234',
    '1.234,5': '1234.5',
    '6,5': '6.5',
    1.5: null,
    6.61: null,
    1.2345: null,
    '1,234.5': null,
    '.5': null,
    '5.': null,
    '1,2,3': null,
    '1 234,5': '1234.5',
  });
  reads('fr', {
    '1 234,5': '1234.5',
    '1\u202f234': '1234',
    '1\u00a0234': '1234',
    1.5: null,
    '1,5': '1.5',
    '1 23': null,
    '12 34': null,
  });
  reads('de-CH', { '1’234.5': '1234.5', "1'234": '1234', '1,5': null, 1.5: '1.5' });
  reads('es', { '1234,5': '1234.5', 1.234: '1234', '12.345,6': '12345.6' });
  // Marks that are mixed, or stand in the wrong place.
  reads('en', { "1,234'567": null, '12,34': null, '1,,234': null, ',123': null, '1,234,': null });
});

test('words for thousands and millions are the language’s own, then the English ones', () => {
  reads('en', {
    '70bn': '70000000000',
    '1.4 B': '1400000000',
    '391m': '391000000',
    '2 tn': '2000000000000',
    '70B$': '70000000000',
  });
  reads('de', {
    '70 Mrd. $': '70000000000',
    '70 mrd': '70000000000',
    '1,5 Mio': '1500000',
    '70bn': '70000000000',
  });
  reads('ja', { '70億': '7000000000', '7000万': '70000000' });
  reads('es', { '10 mil M': '10000000000', '70 M': '70000000' });
  reads('id', { '70 M': '70000000000', '5 jt': '5000000' });
  reads('tr', { '%7,2': '7.2', '5 B': '5000', '5 Mr': '5000000000' });
  reads('en-IN', { '5L': '500000', '5 Cr': '50000000' });
  reads('sw', { 'elfu 5': '5000' });
});

test('powers of ten and words in full are read, a word with two meanings is not', () => {
  reads('en', {
    '1e9': '1000000000',
    '7.1E10': '71000000000',
    '1e-2': '0.01',
    '1e−2': '0.01',
    $1e6: '1000000',
    '38 billion': '38000000000',
    '1.4 Billion': '1400000000',
    '38 billion USD': '38000000000',
    '5 thousand': '5000',
    '2 trillion': '2000000000000',
  });
  reads('de', {
    '7,1e10': '71000000000',
    '38 Milliarden': '38000000000',
    '5 Millionen': '5000000',
    '5 million': '5000000',
    '38 billion': null,
    '38 Billion': null,
    '2 Billionen': '2000000000000',
  });
  reads('fr', { '38 milliards': '38000000000', '38 billion': null });
  reads('ja', { '38 billion': '38000000000' });
});

test('signs around a number are dropped, one of a kind', () => {
  reads('en', {
    '$1,400': '1400',
    '5%': '5',
    '1.5×': '1.5',
    '10x': '10',
    '≈\u202f7.17%': '7.17',
    '-2.5': '-2.5',
    '−$5': '-5',
    '$-5': '-5',
    'USD 5': '5',
    '106538.30': '106538.30',
    '$5%': null,
    $$5: null,
    '--1': null,
    '-+1': null,
    '5-': null,
  });
});

test('what is no number is none, however it looks', () => {
  reads('en', {
    '': null,
    ' ': null,
    abc: null,
    '.': null,
    '-': null,
    '%': null,
    '1e': null,
    e5: null,
    '1e5e5': null,
    '1e500': null,
    '1e5 million': null,
    '0x10': null,
    NaN: null,
    Infinity: null,
    constructor: null,
    '5 constructor': null,
    '5 toString': null,
    '<b>1</b>': null,
    '1\n2': null,
    '²': null,
    '½': null,
    [`${'9'.repeat(61)}`]: null,
    '5 miles': null,
    x: null,
  });
  for (const text of [null, undefined, {}, [1, 2]]) assert.equal(en.read(text), null);
});

test('a number is begun as long as more letters can make it one', () => {
  const { begun } = reader('de');
  for (const text of [
    '',
    '1.',
    '1.5',
    '1.50',
    '-',
    '$',
    '70 Mi',
    '70 Mr',
    '≈',
    '1e',
    '1e-',
    '5 millio',
  ])
    assert.ok(begun(text), text);
  for (const text of ['1.5 %', 'abc', '1,5,', '1.5.', '--', '70 q', '1.5,5'])
    assert.ok(!begun(text), text);
});

test('several numbers are parted by what cannot be part of one', () => {
  for (const text of [
    '105000,100000',
    '105,000; 100,000',
    '105000, 100000',
    '105,000 100,000',
    '$105,000, $100k',
    '105k;100k',
    '105,000\n100,000',
    '105000; 100000;',
  ])
    assert.equal(en.list(text), '105000,100000', text);
  assert.equal(en.list('105,000'), '105000');
  assert.equal(en.list(''), '');
  assert.equal(en.list('105k; abc'), '105000,x');
  assert.equal(check('levels', en.list('105k; abc')).problem, 'number');
  assert.equal(reader('de').list('105.000; 98.900,5'), '105000,98900.5');
  assert.equal(reader('de').list('105000, 98900'), '105000,98900');
  assert.equal(reader('de').list('105000,98900'), '105000.98900');
  assert.equal(reader('fr').list('105 000, 98 900'), '105000,98900');
  assert.equal(reader('fr').list('105 000; 98 900,5'), '105000,98900.5');
  assert.equal(reader('de-CH').list('105’000,98’900.5'), '105000,98900.5');
  assert.equal(reader('ar-EG').list('١٠٥٬٠٠٠، ٩٨٬٩٠٠'), '105000,98900');
  const next = random(3);
  for (const locale of LOCALES) {
    const { list } = reader(locale);
    for (let i = 0; i < 50; i += 1) {
      const all = Array.from({ length: 1 + Math.floor(next() * 8) }, () => decimal(next, 12));
      assert.equal(
        list(all.map((value) => write.plain(value, { locale })).join('; ')),
        all.join(','),
        locale,
      );
    }
  }
});
