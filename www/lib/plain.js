// Makes option bags and scenarios ready for the engine. A number with a fraction becomes the
// decimal that it prints as, so that 0.07 is exactly 0.07 inside; whole numbers are exact as they
// are. What has no exact meaning is an error that names its key.

import { intact } from './buffer.js';
import {
  MOST_ENTRIES,
  entriesOf,
  isTyped,
  isVector,
  typed,
  within,
  withColumns,
} from './column.js';
import { WashoutError } from './error.js';

const DEEPEST = 64;
/** Most positions or accounts as a list of objects: each key of each crosses by itself. */
const MOST_OBJECTS = 200_000;
/** Keys under which there is a list of objects or, but for accounts, an object of columns. */
const ROWS = new Set(['positions', 'collateral', 'accounts']);

/**
 * A copy of `value` with every fraction as a decimal string; typed arrays become columns of floats.
 */
export function plain(value, path = '') {
  const held = [];
  const made = copied(value, path, 0, held);
  // What was read after a column may have taken its memory.
  for (const [array, place] of held) intact(array, place);
  return made;
}

function copied(value, path, depth, held) {
  if (depth > DEEPEST)
    throw WashoutError.inField(path, 'TOO_LARGE', `expected at most ${DEEPEST} levels, found more`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return exact(value, path);
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : container(value, path, depth + 1, held);
    default:
      throw unexpected(path, typeof value);
  }
}

function exact(number, path) {
  if (!Number.isFinite(number))
    throw WashoutError.inField(path, 'MALFORMED', `expected a finite number, found ${number}`);
  // Minus zero is plain zero.
  if (Number.isSafeInteger(number)) return number + 0;
  if (!Number.isInteger(number)) return decimal(number);
  throw WashoutError.inField(
    path,
    'OUT_OF_RANGE',
    `expected a number that JavaScript keeps exactly, found ${number}: give it as a string`,
  );
}

/** The decimal that a fraction prints as, written without an exponent; only tiny ones have one. */
function decimal(number) {
  const [, sign, whole, part = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/.exec(
    String(number),
  );
  if (exponent === undefined) return String(number);
  return `${sign}0.${'0'.repeat(Number(exponent) - whole.length)}${whole}${part}`;
}

function container(value, path, depth, held) {
  if (isTyped(value)) return column(value, path, held);
  if (Array.isArray(value)) return list(value, path, depth, held);
  if (isVector(value)) return container(entriesOf(value, path), path, depth, held);
  if (!isPlain(value)) throw unexpected(path, value.constructor?.name ?? 'an unusual object');
  within(Object.keys(value).length, MOST_ENTRIES, path, 'keys');
  // An absent key and a key of undefined mean the same to a JavaScript reader.
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  const entry = ([key, item]) => {
    const place = path ? `${path}.${key}` : key;
    return [key, copied(ROWS.has(key) ? rows(item, key, place) : item, place, depth, held)];
  };
  return Object.fromEntries(present.map(entry));
}

function list(items, path, depth, held) {
  within(items.length, MOST_ENTRIES, path);
  const entry = (item, index) => copied(item ?? null, `${path}[${index}]`, depth, held);
  return Array.from(items, entry);
}

/** The engine takes columns of floats; other typed arrays hold numbers that are exact as such. */
function column(array, path, held) {
  const made = typed(array, path);
  if (made === array) held.push([array, path]);
  return made;
}

/** Positions: a list of not too many objects, or an object of columns of one length. */
function rows(value, key, path) {
  if (Array.isArray(value)) within(value.length, MOST_OBJECTS, path, OBJECTS);
  if (key === 'accounts' || !isBag(value)) return value;
  return withColumns(value, Object.keys(value), { path: `${path}.` });
}

const OBJECTS = 'entries as a list of objects (more are quick as columns, an object of arrays)';

/** Whether a value is an option bag: an object, and a plain one. */
export const isBag = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);

/** An object literal or parsed JSON, also one made in another frame or realm. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unexpected(path, what) {
  return WashoutError.inField(path, 'MALFORMED', `expected plain data, found ${what}`);
}
