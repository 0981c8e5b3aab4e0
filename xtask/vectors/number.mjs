// Exact rational numbers, and how far an answer is from one.

const BITS = 60n;
// As many decimal places as a fill keeps, whatever the tick.
const PLACES = 8n;

/**
 * A fraction `{top, bottom}` of BigInts from `p/q`, a decimal text, a number, or `{exact, dec}`.
 */
export function rational(value) {
  if (typeof value === 'object' && value !== null) return rational(value.exact ?? value.dec);
  const [top, bottom = '1'] = String(value).split('/');
  const [a, b] = [decimal(top), decimal(bottom)];
  return { top: a.top * b.bottom, bottom: a.bottom * b.top };
}

function decimal(text) {
  const found = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (!found || found[2] + found[3] === '') throw new Error(`no number: "${text}"`);
  const [, sign, whole, part, exponent = '0'] = found;
  const places = part.length - Number(exponent);
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`);
  return places >= 0
    ? { top: digits, bottom: 10n ** BigInt(places) }
    : { top: digits * 10n ** BigInt(-places), bottom: 1n };
}

/** Whether a value is written as a number of a case file. */
export function isNumber(value) {
  if (typeof value === 'object' && value !== null) return 'dec' in value || 'exact' in value;
  return (
    Number.isFinite(value) ||
    (typeof value === 'string' && /^[+-]?[\d.]+(e[+-]?\d+)?(\/\d+)?$/i.test(value))
  );
}

/** The distance of `got` from `expected` as a share of `expected`; of 1 where that is zero. */
export function relativeError(got, expected) {
  const a = rational(got);
  const b = rational(expected);
  const difference = magnitude(a.top * b.bottom - b.top * a.bottom);
  if (difference === 0n) return 0;
  const scale = b.top === 0n ? a.bottom * b.bottom : magnitude(b.top * a.bottom);
  // Scaled before the division, so that a tiny error keeps its digits.
  return Number((difference << BITS) / scale) / 2 ** Number(BITS);
}

const magnitude = (x) => (x < 0n ? -x : x);

/** Whether two numbers are one and the same. */
export const same = (a, b) => relativeError(a, b) === 0;

/**
 * The number as the engine takes it: a decimal text, or the nearest float where a fraction has
 * none.
 */
export function input(value) {
  if (typeof value !== 'string' || !value.includes('/')) return value;
  const { top, bottom } = rational(value);
  const scaled = top * 10n ** PLACES;
  if (scaled % bottom !== 0n) return Number(top) / Number(bottom);
  const digits = String(magnitude(scaled / bottom)).padStart(Number(PLACES) + 1, '0');
  const text = `${digits.slice(0, -Number(PLACES))}.${digits.slice(-Number(PLACES))}`.replace(
    /\.?0+$/,
    '',
  );
  return scaled / bottom < 0n ? `-${text}` : text;
}

/** Whether a value is a decimal of few places. */
export function isShort(value) {
  const { top, bottom } = rational(value);
  return (top * 10n ** PLACES) % bottom === 0n;
}

/** As a reader likes it. */
export const shown = (value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? (value.exact ?? value.dec ?? JSON.stringify(value))
    : JSON.stringify(value);
