// Columns: checked before anything is copied, so that a bad one is an error with its name and its
// index, and never a throw inside the engine.

import { intact } from './buffer.js';
import { WashoutError } from './error.js';

/** Most entries of a list or an object, and most rows of a column; a ladder takes the longest. */
export const MOST_ENTRIES = 2_000_000;
export const MOST_ROWS = 5_000_000;

const TYPED = Object.getPrototypeOf(Float64Array.prototype);
const getter = (key) => Object.getOwnPropertyDescriptor(TYPED, key).get;
const [nameOf, lengthOf, bufferOf] = [Symbol.toStringTag, 'length', 'buffer'].map(getter);

/** Powers of ten that a float holds exactly. */
const UNITS = Array.from({ length: 22 }, (_, place) => Number(`1e${place + 1}`));

/** What of Arrow holds numbers, or texts that may be decimals. */
const ARROW = /^(Float(32|64)|U?[Ii]nt(8|16|32|64)|(Large)?Utf8|Dictionary<.*Utf8>)$/;

/** Whether a value is a typed array, of whatever page or context. */
export const isTyped = (value) => ArrayBuffer.isView(value) && nameOf.call(value) !== undefined;

/** Whether a value is a vector of Arrow or a like column: it gives its entries as an array. */
export function isVector(value) {
  const isOther = Array.isArray(value) || isTyped(value);
  return !isOther && typeof value?.toArray === 'function' && typeof value.length === 'number';
}

const refused = (path, code, reason) => WashoutError.inField(path, code, reason);
const malformed = (path, expected, found) =>
  refused(path, 'MALFORMED', `expected ${expected}, found ${found}`);
const notNumber = (path, found) => malformed(path, 'a number', wordOf(found));

/** What a value is, in a message. */
function wordOf(value) {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}

/** Refuses what is longer than `most`. */
export function within(length, most, path, what = 'entries') {
  if (length <= most) return;
  const reason = `expected at most ${grouped(most)} ${what}, found ${grouped(length)}`;
  throw refused(path, 'TOO_LARGE', reason);
}

const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A typed array as the engine takes it: floats, or decimal texts of what is wider. */
export function typed(array, path, most = MOST_ROWS) {
  intact(array, path);
  const name = nameOf.call(array);
  const isWide = name.startsWith('Big');
  within(lengthOf.call(array), isWide ? Math.min(most, MOST_ENTRIES) : most, path, 'rows');
  if (name === 'Float16Array') throw malformed(path, 'floats of 32 or 64 bits', 'a Float16Array');
  if (isWide) return Array.from(array, String);
  if (name === 'Float32Array') return new Float64Array(array).map(widened);
  return name === 'Float64Array' && isOwn(array) ? array : new Float64Array(array);
}

/**
 * Whether the engine may copy it as it is: an ordinary one, in memory of this thread alone. What
 * another thread may lengthen or change meanwhile is copied once, here.
 */
function isOwn(array) {
  const isPlain = Object.getPrototypeOf(array) === Float64Array.prototype;
  const isOrdinary = isPlain && !Object.hasOwn(array, 'length');
  return isOrdinary && bufferOf.call(array) instanceof ArrayBuffer;
}

/**
 * The float of the decimal with the fewest places that is the same Float32: what it was before it
 * was stored with seven digits. A whole number is itself.
 */
function widened(x) {
  if (Number.isInteger(x) || !Number.isFinite(x)) return x;
  for (const unit of UNITS) {
    const decimal = Math.round(x * unit) / unit;
    if (Math.fround(decimal) === x) return decimal;
  }
  return x;
}

/** The entries of a vector as an array. A null is an error and never a zero. */
export function entriesOf(vector, path, most = MOST_ROWS) {
  within(vector.length, most, path, 'rows');
  const type = vector.type === undefined ? '' : String(vector.type);
  if (type && !ARROW.test(type)) throw malformed(path, 'floats, whole numbers or text', type);
  if (vector.nullCount > 0) throw notNumber(`${path}[${firstNull(vector)}]`, null);
  const array = vector.toArray();
  if (isTyped(array) || Array.isArray(array)) return array;
  throw malformed(path, 'an array of its entries', wordOf(array));
}

function firstNull(vector) {
  const isNull =
    typeof vector.isValid === 'function'
      ? (at) => !vector.isValid(at)
      : (at) => (vector.get(at) ?? null) === null;
  let at = 0;
  while (at < vector.length && !isNull(at)) at += 1;
  return at;
}

/** A column of exact numbers: floats, or a list of decimal texts and numbers. */
export function column(value, path, most = MOST_ROWS) {
  const entries = isVector(value) ? entriesOf(value, path, most) : value;
  if (isTyped(entries)) return typed(entries, path, most);
  if (!Array.isArray(entries)) throw malformed(path, 'a column of numbers', wordOf(entries));
  within(entries.length, most, path, 'rows');
  const kinds = kindsOf(entries, path);
  if (!kinds.has('string') && !kinds.has('bigint')) return Float64Array.from(entries);
  within(entries.length, MOST_ENTRIES, path, 'rows');
  return entries.map(kinds.has('number') ? short : String);
}

/** A column of estimates: floats, and no texts. */
export function floats(value, path, most = MOST_ROWS) {
  const made = column(value, path, most);
  if (isTyped(made)) return made;
  const entries = Array.from(value);
  const at = entries.findIndex((entry) => typeof entry !== 'number');
  throw notNumber(`${path}[${at}]`, entries[at]);
}

/** The kinds of entries of a list. One that is nothing, or no number or text, is an error. */
function kindsOf(entries, path) {
  const kinds = new Set();
  for (let at = 0; at < entries.length; at += 1) {
    const kind = typeof entries[at];
    const isExact = kind === 'number' || kind === 'string' || kind === 'bigint';
    if (!isExact) throw notNumber(`${path}[${at}]`, entries[at]);
    kinds.add(kind);
  }
  return kinds;
}

/** An entry of a list with texts; a number as a float of a column is read, to fifteen digits. */
const short = (entry) =>
  typeof entry === 'number' ? Number(entry.toPrecision(15)) : String(entry);

/** Refuses columns of different lengths. */
export function even(columns, path = '') {
  if (columns.length === 0) return;
  const [[first, { length }], ...others] = columns;
  const odd = others.find(([, { length: other }]) => other !== length);
  if (!odd) return;
  const reason = `expected ${length} rows as in ${first}, found ${odd[1].length}`;
  throw refused(path + odd[0], 'CONFLICT', reason);
}

/** An object with its columns checked, all of one length; what is one value for all rows stays. */
export function withColumns(bag, names, { path = '', most = MOST_ENTRIES } = {}) {
  const made = { ...bag };
  const given = names.filter((name) => typeof made[name] === 'object' && made[name] !== null);
  for (const name of given) made[name] = column(made[name], path + name, most);
  even(
    given.map((name) => [name, made[name]]),
    path,
  );
  return made;
}
