// Numbers and times as text. Exact values are decimal strings and stay strings: the browser's own
// formats read every digit of them, and round half away from zero where digits are dropped. No value
// is ever a `Number`.

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const DOLLARS = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' };
/** As many places as a format of every browser can hold. */
const MOST_PLACES = 20;
/** Narrow space that does not break. */
const THIN = '\u202f';
/** What stands for a value that is not there. */
export const NONE = '–';

/** Exact text of a dollar amount. `places` rounds, otherwise every digit stays. */
export const usd = (value, options) => dress(value, DOLLARS, options);

/** Exact text of a plain number. */
export const plain = (value, options) => dress(value, {}, options);

/** A fraction as a percentage: `0.95087` is `95.09%`. */
export const percent = (value, options) =>
  dress(value, { style: 'percent' }, { places: 2, shift: 2, ...options });

/** A factor: `19.356` is `19.36×`. */
export const times = (value, options) => mark(plain(value, { places: 2, ...options }), '×');

/** A dollar amount with a word for its magnitude and three digits: `$1.40B`; `trim` drops closing zeros. */
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

/** A time in UTC milliseconds. `fields` are those of Intl.DateTimeFormat. */
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

/** A decimal string, perhaps with a power of ten, in its plain form; every digit stays. Null where it is no number. */
export function exact(value) {
  const number = split(value);
  return number && bare(number);
}

/** A decimal string with its point moved: `shift('7.2', -2)` is `0.072`. Null where it is no number. */
export function shift(value, by = 0) {
  const number = split(value);
  if (!number) return null;
  const text = bare(moved(number, by));
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

/** The same with the point moved. */
const moved = (number, by) => ({
  ...number,
  point: number.point + (number.digits ? by : 0),
  places: Math.max(0, number.places - by),
});

/** In plain form, with all its places. */
function bare({ negative, digits, point, places }) {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  const text = fraction.padEnd(places, '0').slice(0, places);
  return `${negative ? '-' : ''}${digits ? whole : '0'}${text && `.${text}`}`;
}

function dress(value, style, { locale = 'en', places, shift: by = 0, digits } = {}) {
  const found = split(value);
  if (!found) return NONE;
  const all = places ?? moved(found, by).places;
  const fixed = Math.min(all, MOST_PLACES);
  const shape = digits
    ? { minimumSignificantDigits: digits, maximumSignificantDigits: digits }
    : { minimumFractionDigits: fixed, maximumFractionDigits: fixed };
  // A format of percentages moves the point by itself.
  const text = bare(moved(found, style.style === 'percent' ? by - 2 : by));
  const beyond = places === undefined ? all - fixed : 0;
  return wear(text, locale, { ...style, ...shape }, beyond);
}

function compact(value, style, { locale = 'en', digits = 3, trim = false } = {}) {
  const number = split(value);
  if (!number) return NONE;
  // Below a thousand no digit is written that the value does not have.
  const least = number.point > 3 ? digits : Math.min(digits, number.point + number.places);
  return wear(bare(number), locale, {
    ...style,
    notation: 'compact',
    minimumSignificantDigits: trim ? 1 : Math.max(1, least),
    maximumSignificantDigits: digits,
  });
}

/**
 * A number as the locale writes it, with a minus that is as wide as a plus. Its last digits, `beyond`
 * what a format can hold, follow as they are.
 */
function wear(text, locale, shape, beyond = 0) {
  const kind = 'minimumFractionDigits' in shape;
  const format = cached(numbers, `${locale}|${kind}|${Object.values(shape)}`, () =>
    Intl.NumberFormat(locale, { numberingSystem: 'latn', signDisplay: 'negative', ...shape }),
  );
  if (!beyond) return format.format(text).replace('-', '−');
  const rest = text.slice(-beyond);
  const parts = format.formatToParts(text.slice(0, -beyond));
  const whole = parts.map(({ type, value }) => (type === 'fraction' ? value + rest : value));
  return whole.join('').replace('-', '−');
}

const numbers = new Map();
const dates = new Map();
function cached(store, key, make) {
  if (!store.has(key)) store.set(key, make());
  return store.get(key);
}

function mark(text, after) {
  return text === NONE ? text : text + after;
}
