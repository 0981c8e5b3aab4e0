// Makes option bags and scenarios ready for the engine. A number with a fraction becomes the decimal
// that it prints as, so that 0.07 is exactly 0.07 inside; whole numbers are exact as they are. What
// has no exact meaning is an error that names its key.

import { intact } from './buffer.js';
import { WashoutError } from './error.js';

const DEEPEST = 64;

/** A copy of `value` with every fraction as a decimal string; typed arrays become columns of floats. */
export function plain(value, path = '', depth = 0) {
  if (depth > DEEPEST) throw WashoutError.inField(path, 'TOO_LARGE', `expected at most ${DEEPEST} levels, found more`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return exact(value, path);
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : container(value, path, depth + 1);
    default:
      throw unexpected(path, typeof value);
  }
}

function exact(number, path) {
  if (!Number.isFinite(number)) throw WashoutError.inField(path, 'MALFORMED', `expected a finite number, found ${number}`);
  // Minus zero is plain zero.
  if (Number.isSafeInteger(number)) return number + 0;
  if (!Number.isInteger(number)) return decimal(number);
  throw WashoutError.inField(path, 'OUT_OF_RANGE', `expected a number that JavaScript keeps exactly, found ${number}: give it as a string`);
}

/** The decimal that a fraction prints as, written without an exponent; only tiny ones have one. */
function decimal(number) {
  const [, sign, whole, part = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(number));
  if (exponent === undefined) return String(number);
  return `${sign}0.${'0'.repeat(Number(exponent) - whole.length)}${whole}${part}`;
}

function container(value, path, depth) {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return column(intact(value, path));
  if (Array.isArray(value)) return Array.from(value, (item, index) => plain(item ?? null, `${path}[${index}]`, depth));
  if (!isPlain(value)) throw unexpected(path, value.constructor?.name ?? 'an unusual object');
  // An absent key and a key of undefined mean the same to a JavaScript reader.
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(present.map(([key, item]) => [key, plain(item, path ? `${path}.${key}` : key, depth)]));
}

/** The engine takes columns of floats; other typed arrays hold numbers that are exact as such. */
function column(array) {
  if (array instanceof Float64Array) return array;
  return typeof array[0] === 'bigint' ? Array.from(array, String) : Float64Array.from(array);
}

/** An object literal or parsed JSON, also one made in another frame or realm. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unexpected(path, what) {
  return WashoutError.inField(path, 'MALFORMED', `expected plain data, found ${what}`);
}
