import assert from 'node:assert/strict';
import test from 'node:test';
import * as f from '../../www/lib/format.js';
import * as digits from './format-digits.js';

const all = (fn, cases) =>
  cases.forEach(([input, expected, options]) =>
    assert.equal(fn(input, options), expected, `${input}`),
  );

test('an exact amount keeps every digit that it has', () => {
  all(f.usd, [
    ['39179495.40739040', '$39,179,495.40739040'],
    [
      '1234567890123456789012345678901234567890',
      '$1,234,567,890,123,456,789,012,345,678,901,234,567,890',
    ],
    ['-0.5', '−$0.5'],
    ['0', '$0'],
    ['-0', '$0'],
    ['007', '$7'],
    ['1e3', '$1,000'],
    ['.25', '$0.25'],
  ]);
});

test('dropped digits round half away from zero, with carries', () => {
  all(f.usd, [
    ['1094010.66986272', '$1,094,010.67', { places: 2 }],
    ['0.005', '$0.01', { places: 2 }],
    ['0.00499999999999999999', '$0.00', { places: 2 }],
    ['999.995', '$1,000.00', { places: 2 }],
    ['-2.5', '−$3', { places: 0 }],
    ['0.5', '$1', { places: 0 }],
    ['0.4', '$0', { places: 0 }],
    ['0.05', '$0', { places: 0 }],
    ['-0.4', '$0', { places: 0 }],
    ['5', '$5.00', { places: 2 }],
  ]);
});

test('the rounding of any number of places equals that of whole numbers', () => {
  let seed = 7n;
  for (let i = 0; i < 500; i += 1) {
    seed = (seed * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
    const digits = seed.toString();
    const cut = Number(seed % 15n) + 1;
    const whole = digits.slice(0, -cut) || '0';
    const half = (BigInt(digits) * 2n + 10n ** BigInt(cut)) / (2n * 10n ** BigInt(cut));
    assert.equal(
      f
        .plain(`${whole}.${digits.slice(-cut).padStart(cut, '0')}`, { places: 0 })
        .replaceAll(',', ''),
      half.toString(),
    );
  }
});

/** The same decimals in every run: of all lengths, with many nines, some with a power of ten. */
function decimals(count) {
  let state = 20251104;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const some = (most) => Array.from({ length: below(most) }, () => below(10)).join('');
  return Array.from({ length: count }, () => {
    const sign = below(4) ? '' : '-';
    const nearly = below(8) ? '' : `${'9'.repeat(1 + below(5))}.${'9'.repeat(below(6))}`;
    const power = below(12) ? '' : `e${below(12) - 6}`;
    return sign + (nearly || `${below(10)}${some(14)}.${some(12)}`) + power;
  });
}

test('what Intl writes of a decimal is what its digits say, in the languages on offer', () => {
  const ways = /** @type {[way: string, options: object][]} */ ([
    ...[{}, { places: 2 }, { places: 0 }, { digits: 4 }].map((options) => ['usd', options]),
    ...[{}, { places: 4 }, { digits: 6 }].map((options) => ['plain', options]),
    ...[{}, { places: undefined }, { shift: 0 }, { digits: 3 }].map((o) => ['percent', o]),
    ...[{}, { places: undefined }].map((options) => ['times', options]),
    ...[{}, { digits: 2 }, { digits: 15, trim: true }].map((options) => ['short', options]),
    ['shortCount', {}],
  ]);
  const locales = ['en', 'en-GB', 'de', 'de-CH', 'fr', 'es', 'pt', 'ja', 'ko', 'zh', 'hi', 'ar'];
  for (const value of decimals(600))
    for (const locale of locales)
      for (const [way, options] of ways) {
        // Arabic has forms of its words for 3 to 10, which a pattern of one sample does not know.
        const alike = (text) => (locale === 'ar' ? text.replace(/\p{L}+/gu, '…') : text);
        assert.equal(
          alike(f[way](value, { locale, ...options })),
          alike(digits[way](value, { locale, ...options })),
          `${way} of ${value} in ${locale}, ${JSON.stringify(options)}`,
        );
      }
});

test('more places than every Intl can write stay, to the last', () => {
  const tail = '0123456789012345678901234567';
  assert.equal(f.usd(`-12345.${tail}`), `−$12,345.${tail}`);
  assert.equal(f.percent(`0.07${tail}`, { locale: 'de', places: undefined }), `7,${tail}\u00a0%`);
  assert.equal(f.times(`1234.${tail}`, { places: undefined }), `1,234.${tail}×`);
  assert.equal(f.plain('0.0000000000000000000000001'), '0.0000000000000000000000001');
});

test('short amounts have three digits and a word for the magnitude', () => {
  all(f.short, [
    ['1400000000', '$1.40B'],
    ['391000000', '$391M'],
    ['20200000', '$20.2M'],
    ['39179495.40739040', '$39.2M'],
    ['999999', '$1.00M'],
    ['999.6', '$1.00K'],
    ['1234', '$1.23K'],
    ['950.37', '$950'],
    ['19.96', '$20.0'],
    ['20', '$20'],
    ['0.0012345', '$0.00123'],
    ['0', '$0'],
    ['-20200000', '−$20.2M'],
    ['70000000000', '$70.0B'],
    ['70000000000', '$70B', { trim: true }],
    ['20.00', '$20', { trim: true }],
    ['1234567', '$1.234567M', { digits: 15, trim: true }],
  ]);
  all(f.shortCount, [
    ['7', '7'],
    ['893', '893'],
    ['10001', '10.0K'],
  ]);
});

test('shares and factors move the point and never divide', () => {
  all(f.percent, [
    ['0.950875486381322957', '95.09%'],
    ['0.2937142857', '29.37%'],
    ['1', '100.00%'],
    ['0.07', '7%', { places: 0 }],
    ['-0.0733', '−7.3%', { places: 1 }],
  ]);
  all(f.times, [
    ['19.356435643564356', '19.36×'],
    [null, f.NONE],
  ]);
});

test('what is no decimal is shown as nothing, not as a number', () => {
  /** @type {any[]} */
  const noDecimals = [
    null,
    undefined,
    '',
    '.',
    'NaN',
    'Infinity',
    '1,5',
    '0x10',
    '<b>1</b>',
    {},
    [1, 2],
  ];
  for (const bad of noDecimals) assert.equal(f.usd(bad), f.NONE);
});

test('an estimate says so and shows three digits', () => {
  assert.equal(f.estimate(412345678.9), '≈\u202f$412M');
  assert.equal(f.estimate(0.07183, f.percent), '≈\u202f7.18%');
  assert.equal(f.estimate(1.0437, f.times), '≈\u202f1.04×');
  assert.equal(f.estimate(98912.33, f.usd, { digits: 4 }), '≈\u202f$98,910');
  assert.equal(f.estimate(0), '$0');
  assert.equal(f.estimate(Number.NaN), f.NONE);
  assert.equal(f.estimate(null), f.NONE);
  assert.equal(f.dollars('391000000'), '$391M');
  assert.equal(f.dollars(391000000), '≈\u202f$391M');
});

test('other locales keep the digits and change the dress', () => {
  const spaces = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
  assert.equal(spaces(f.usd('39179495.4073904', { locale: 'de' })), '39.179.495,4073904 $');
  assert.equal(spaces(f.short('1400000000', { locale: 'de' })), '1,40 Mrd. $');
  assert.equal(spaces(f.percent('0.9509', { locale: 'fr' })), '95,09 %');
  assert.equal(f.usd('12345678', { locale: 'en-IN' }), '$1,23,45,678');
  assert.equal(f.short('1400000000', { locale: 'ja' }), '$14.0億');
});

test('a decimal string in its plain form keeps every digit', () => {
  all(f.exact, [
    ['106538.30', '106538.30'],
    ['007.50', '7.50'],
    ['1.5e3', '1500'],
    ['1.25e-3', '0.00125'],
    ['-0', '0'],
    ['+.5', '0.5'],
    ['5.', '5'],
    ['', null],
    ['1,5', null],
    [null, null],
  ]);
});

test('times are written in UTC whatever the machine says', () => {
  assert.equal(f.utc(1762214400000), 'Nov 4, 2025, 00:00');
  assert.equal(f.utc(undefined), f.NONE);
  assert.equal(f.utc(9e15), f.NONE);
});

test('a point is moved without arithmetic', () => {
  for (const [value, by, expected] of /** @type {any[][]} */ ([
    ['7.2', -2, '0.072'],
    ['0.072', 2, '7.2'],
    ['100', -2, '1'],
    ['1.2e8', 0, '120000000'],
    ['0', -2, '0'],
    ['-5', -2, '-0.05'],
    ['0.30', 2, '30'],
    ['x', 2, null],
  ]))
    assert.equal(f.shift(value, by), expected);
});
