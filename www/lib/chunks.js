// Cuts what a caller has, text or bytes, into pieces of bytes.

import { intact } from './buffer.js';
import { WashoutError } from './error.js';

// Engines optimise wasm between calls, never inside one: small pieces run about twice as fast as
// one big one, and need no second copy of the file.
const PIECE = 256 * 1024;

/**
 * The pieces of one input that comes in chunks, each of text or of bytes. A letter beyond U+FFFF is
 * two units of text and may come in two chunks: its first half waits for the other. A half without
 * the other becomes U+FFFD, which is what the platform makes of it wherever text becomes bytes.
 */
export class Pieces {
  #encoder = new TextEncoder();
  #half = '';

  /** The pieces of the next chunk. */
  *of(chunk) {
    if (typeof chunk === 'string') return yield* this.#text(chunk);
    yield* this.rest();
    yield* cut(chunk);
  }

  /** What still waits when there is no more text. */
  *rest() {
    const half = this.#half;
    this.#half = '';
    if (half !== '') yield this.#encoder.encode(half);
  }

  *#text(chunk) {
    const text = this.#half + chunk;
    this.#half = '';
    for (let at = 0, end; at < text.length; at = end) {
      end = Math.min(at + PIECE, text.length);
      if (isHighHalf(text.charCodeAt(end - 1))) end -= 1;
      if (end === at) return void (this.#half = text.slice(at));
      yield this.#encoder.encode(text.slice(at, end));
    }
  }
}

/** The pieces of an input that is there as a whole. */
export function* pieces(data) {
  const cutting = new Pieces();
  yield* cutting.of(data);
  yield* cutting.rest();
}

const STAY = 'bytes that stay until they are read';

/** The pieces of bytes; an error where those are taken away before the last. */
export function* cut(data) {
  const bytes = asBytes(data);
  const { length } = bytes;
  for (let at = 0; at < length; at += PIECE) {
    if (bytes.length !== length) throw refused(STAY, 'a buffer that was given away or has shrunk');
    yield bytes.subarray(at, at + PIECE);
  }
}

const isHighHalf = (unit) => unit >= 0xd800 && unit <= 0xdbff;

/** Whether it is bytes, also of another realm. */
export const isBytes = (data) =>
  ArrayBuffer.isView(data) || Object.prototype.toString.call(data) === '[object ArrayBuffer]';

export function asBytes(data) {
  if (!isBytes(data)) throw refused('text or bytes', data === null ? 'null' : typeof data);
  const { buffer = data, byteOffset = 0, byteLength } = intact(data, 'data');
  return data instanceof Uint8Array ? data : new Uint8Array(buffer, byteOffset, byteLength);
}

const refused = (expected, found) =>
  WashoutError.inField('data', 'MALFORMED', `expected ${expected}, found ${found}`);
