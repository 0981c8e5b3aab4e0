// Numbers written digit by digit, as an oracle for the formatter that asks `Intl`: it rounds half
// away from zero on the text, and takes nothing from the locale but its pattern.

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const NUMERIC = new Set(['integer', 'group', 'decimal', 'fraction']);
const NONE = '–';

/** Exact text of a dollar amount. `places` rounds, otherwise every digit stays. */
export const usd = (value, options) =>
  dress(value, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }, options);

/** Exact text of a plain number. */
export const plain = (value, options) => dress(value, {}, options);

/** A fraction as a percentage: `0.95087` is `95.09%`. */
export const percent = (value, options) =>
  dress(value, { style: 'percent' }, { places: 2, shift: 2, ...options });

/** A factor: `19.356` is `19.36×`. */
export const times = (value, options) => mark(plain(value, { places: 2, ...options }), '×');

/** A dollar amount with a word for its magnitude: `$1.40B`. */
export const short = (value, options) =>
  compact(value, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }, options);

/** A count with a word for its magnitude: `12.3K`. */
export const shortCount = (value, options) => compact(value, {}, options);

/** Takes a decimal string apart: sign, digits, where the point stands; null if it is none. */
function split(value) {
  const found = SHAPE.exec(String(value ?? ''));
  if (!found || !(found[2] || found[3])) return null;
  const [, sign, whole, fraction = '', power = '0'] = found;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const lead = all.length - digits.length;
  return {
    negative: sign === '-' && digits !== '',
    digits,
    point: digits ? whole.length - lead + Number(power) : 1,
    places: Math.max(0, fraction.length - Number(power)),
  };
}

/** Keeps the first `count` digits, rounding half away from zero. */
function keep(number, count) {
  const { digits, point } = number;
  if (count >= digits.length) return number;
  if (count < 0) return { ...number, digits: '', point: 1, negative: false };
  const head = digits.slice(0, count);
  if (digits[count] < '5')
    return { ...number, digits: head, negative: number.negative && head !== '' };
  const up = (BigInt(head || '0') + 1n).toString();
  return { ...number, digits: up, point: point + up.length - count };
}

/** Whole part and fraction, with the zeros that a fixed number of places needs. */
function parts({ digits, point }, places) {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  return [digits ? whole : '0', fraction.padEnd(places, '0').slice(0, Math.max(places, 0))];
}

/**
 * @param {any} value
 * @param {any} style
 * @param {import('../../www/lib/format.js').FormatOptions} options
 */
function dress(value, style, { locale = 'en', places, shift = 0, digits } = {}) {
  let number = split(value);
  if (!number) return NONE;
  number.point += number.digits ? shift : 0;
  number.places = Math.max(0, number.places - shift);
  if (digits) {
    number = keep(number, digits);
    places = Math.max(0, digits - number.point);
  } else if (places !== undefined) number = keep(number, number.point + places);
  const [whole, fraction] = parts(number, places ?? number.places);
  return wear(number.negative, whole, fraction, locale, style, 1);
}

function compact(value, style, { locale = 'en', digits = 3, trim = false } = {}) {
  let number = split(value);
  if (!number) return NONE;
  number = keep(number, digits);
  const trimmed = (fraction) => (trim ? fraction.replace(/0+$/, '') : fraction);
  if (number.point < 4) {
    const places = Math.min(number.places, Math.max(0, digits - number.point));
    const [whole, fraction] = parts(number, places);
    return wear(number.negative, whole, trimmed(fraction), locale, style, 1);
  }
  const sample = 10 ** (number.point - 1);
  const shape = { ...style, notation: 'compact', maximumFractionDigits: 0 };
  const width = pattern(locale, shape, sample).width;
  const [whole, fraction] = parts({ ...number, point: width }, Math.max(0, digits - width));
  return wear(number.negative, whole, trimmed(fraction), locale, shape, sample);
}

function wear(negative, whole, fraction, locale, style, sample) {
  const { before, after, point } = pattern(locale, style, sample);
  // Most numbers are too short to be grouped, and asking the locale is slow.
  const grouped =
    whole.length < 4
      ? whole
      : cached(
          groups,
          locale,
          () => new Intl.NumberFormat(locale, { numberingSystem: 'latn' }),
        ).format(BigInt(whole));
  return `${negative ? '−' : ''}${before}${grouped}${fraction && point + fraction}${after}`;
}

/** What the locale writes before and after a number of this magnitude, and where its point is. */
function pattern(locale, style, sample) {
  return cached(patterns, `${locale}|${style.style}|${style.notation}|${sample}`, () => {
    const all = new Intl.NumberFormat(locale, {
      numberingSystem: 'latn',
      minimumFractionDigits: 0,
      maximumFractionDigits: 0,
      ...style,
    }).formatToParts(sample);
    const first = all.findIndex((part) => NUMERIC.has(part.type));
    const last = all.findLastIndex((part) => NUMERIC.has(part.type));
    const text = (list) => list.map((part) => part.value).join('');
    const point = new Intl.NumberFormat(locale, { numberingSystem: 'latn' })
      .formatToParts(0.5)
      .find((part) => part.type === 'decimal').value;
    return {
      before: text(all.slice(0, first)),
      after: text(all.slice(last + 1)),
      width: text(all.filter((part) => part.type === 'integer')).length,
      point,
    };
  });
}

const patterns = new Map();
const groups = new Map();
function cached(store, key, make) {
  if (!store.has(key)) store.set(key, make());
  return store.get(key);
}

function mark(text, after) {
  return text === NONE ? text : text + after;
}
