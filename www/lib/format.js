// Numbers and times as text. Exact values are decimal strings and stay strings: `Intl` reads them
// to the last digit, and where digits are dropped it rounds half away from zero.

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Narrow space that does not break. */
const THIN = '\u202f';
/** Decimal places that every `Intl` can write. */
const MOST_PLACES = 20;
/** @type {Intl.NumberFormatOptions} */
const DOLLARS = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' };
/** What stands for a value that is not there. */
export const NONE = '–';

/** Exact text of a dollar amount. `places` rounds, otherwise every digit stays. */
export const usd = (value, options) => written(value, DOLLARS, options);

/** Exact text of a plain number. */
export const plain = (value, options) => written(value, {}, options);

/** A fraction as a percentage: `0.95087` is `95.09%`; with `shift: 0` it is one already. */
export const percent = (value, options) =>
  written(value, { style: 'percent' }, { places: 2, shift: 2, ...options });

/** A factor: `19.356` is `19.36×`. */
export const times = (value, options) => mark(plain(value, { places: 2, ...options }), '×');

/** Dollars in three digits and a word for the magnitude: `$1.40B`; `trim` drops closing zeros. */
export const short = (value, options) => compact(value, DOLLARS, options);

/** A count with a word for its magnitude: `12.3K`. */
export const shortCount = (value, options) => compact(value, {}, options);

/** An estimate: three significant digits behind `≈`. `as` is one of the formatters above. */
export function estimate(value, as = short, { digits = 3, ...options } = {}) {
  if (!Number.isFinite(value)) return NONE;
  return value === 0
    ? as('0', options)
    : `≈${THIN}${as(value.toPrecision(digits), { digits, ...options })}`;
}

/** Dollars either way: an exact decimal string as it is, a number as the estimate it is. */
export const dollars = (value, options) =>
  typeof value === 'number' ? estimate(value, short, options) : short(value, options);

/**
 * A time in UTC milliseconds. `fields` are those of Intl.DateTimeFormat.
 *
 * @param {number} ms
 * @param {{locale?: string, fields?: Intl.DateTimeFormatOptions}} options
 */
export function utc(
  ms,
  { locale = 'en', fields = { dateStyle: 'medium', timeStyle: 'short' } } = {},
) {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return NONE;
  return cached(
    dates,
    `${locale}|${JSON.stringify(fields)}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hourCycle: 'h23', ...fields }),
  ).format(ms);
}

/** A decimal string, perhaps with a power of ten, in its plain form, every digit; else null. */
export function exact(value) {
  const number = split(value);
  return number && bare(number);
}

/** A decimal string with its point moved: `shift('7.2', -2)` is `0.072`; null for no number. */
export function shift(value, by = 0) {
  const number = split(value);
  if (!number) return null;
  const text = bare(move(number, by));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** -1, 0 or 1: whether one plain decimal is below, as much as or above another, by their digits. */
export function compare(a, b) {
  const [x, y] = [a, b].map((text) => text.split('.'));
  const places = Math.max(x[1]?.length ?? 0, y[1]?.length ?? 0);
  const [m, n] = [x, y].map(([whole, fraction = '']) =>
    BigInt(whole + fraction.padEnd(places, '0')),
  );
  return m < n ? -1 : m > n ? 1 : 0;
}

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

/** The number with its point moved. */
const move = (number, by) => ({
  ...number,
  point: number.digits ? number.point + by : number.point,
  places: Math.max(0, number.places - by),
});

/** Whole part and fraction, with the zeros that a fixed number of places needs. */
function parts({ digits, point }, places) {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  return [digits ? whole : '0', fraction.padEnd(places, '0').slice(0, Math.max(places, 0))];
}

function bare(number) {
  const [whole, fraction] = parts(number, number.places);
  return `${number.negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/**
 * How a number is written.
 *
 * @typedef {import('./format.js').FormatOptions} Writing
 */

/**
 * With `digits` significant ones, else `places` after the point, else all that the value has.
 *
 * @param {string | number} value
 * @param {Intl.NumberFormatOptions} style
 * @param {Writing} options
 */
function written(value, style, { locale, places, digits, shift: by = 0 } = {}) {
  const number = split(value);
  if (!number) return NONE;
  // Intl moves the point of a percentage by itself.
  const moved = style.style === 'percent' ? move(number, by - 2) : number;
  if (digits || places !== undefined)
    return dressed(moved, locale, style, digits ? significant(digits, digits) : fixed(places));
  return whole(moved, locale, style, Math.max(0, number.places - by));
}

/** With all its places; those beyond what every Intl writes follow as they are. */
function whole(number, locale, style, places) {
  const beyond = Math.max(0, places - MOST_PLACES);
  const short = { ...number, places: number.places - beyond };
  const text = dressed(short, locale, style, fixed(places - beyond));
  if (!beyond) return text;
  const [, fraction] = parts(number, number.places);
  return text.replace(/\d(?=\D*$)/, (last) => last + fraction.slice(-beyond));
}

/**
 * A number below a thousand gets no more digits than it has.
 *
 * @param {string | number} value
 * @param {Intl.NumberFormatOptions} style
 * @param {Writing} options
 */
function compact(value, style, { locale, digits = 3, trim } = {}) {
  const number = split(value);
  if (!number) return NONE;
  const least = trim ? 1 : Math.min(Math.max(1, number.point + number.places), digits);
  return dressed(number, locale, style, { notation: 'compact', ...significant(least, digits) });
}

const significant = (minimumSignificantDigits, maximumSignificantDigits) => ({
  minimumSignificantDigits,
  maximumSignificantDigits,
});

const fixed = (places) => ({ minimumFractionDigits: places, maximumFractionDigits: places });

/** As the locale writes it, but in Latin digits everywhere, and with a true minus sign. */
function dressed(number, locale = 'en', ...styles) {
  const key = styles.reduce((all, style) => all + Object.entries(style), locale);
  const style = () => Object.assign({ numberingSystem: 'latn' }, ...styles);
  const pen = cached(pens, key, () => penOf(locale, style()));
  const text = pen.format(bare({ ...number, negative: false }));
  return number.negative && /[1-9]/.test(text) ? `−${text}` : text;
}

const penOf = (locale, style) =>
  new Intl.NumberFormat(locale, { ...style, ...(style.notation && grouping(locale)) });

/** A short amount has groups where a long one has, as in `$7,110万`; Intl alone begins later. */
const grouping = (locale) => (plain('1000', { locale }).length > 4 ? { useGrouping: true } : {});

const pens = new Map();
const dates = new Map();
function cached(store, key, make) {
  if (!store.has(key)) store.set(key, make());
  return store.get(key);
}

function mark(text, after) {
  return text === NONE ? text : text + after;
}
