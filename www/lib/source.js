// Whatever a caller reads from, as chunks that come one by one, until the reading is stopped.

import { isBytes } from './chunks.js';
import { WashoutError } from './error.js';

/** How much is read at a time of a file that cannot be streamed. */
const SLICE = 1 << 20;

/** The chunks of a text, bytes, a file, a response, a stream, or what yields chunks. */
export class Source {
  #chunks;
  #stopped = null;
  #fail = (/** @type {unknown} */ _reason) => {};

  constructor(source) {
    this.#chunks = opened(source);
  }

  /** The next chunk; fails at once where the reading is stopped, whatever the source waits for. */
  next() {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      if (this.#stopped) reject(this.#stopped.reason);
      else Promise.resolve(this.#chunks.next()).then(resolve, reject);
    });
  }

  /** Stops the reading and tells the source, which may take its time. */
  stop(reason) {
    if (this.#stopped) return;
    this.#stopped = { reason };
    this.#fail(reason);
    // What goes wrong in giving up changes nothing any more.
    new Promise((resolve) => void resolve(this.#chunks.return?.(reason))).catch(() => {});
  }

  /** As an iterator is told that nobody wants more. */
  async return(reason) {
    this.stop(reason);
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

/** Bytes of the source as it is; null where that is not known. */
export function sizeOf(source) {
  if (isFile(source)) return source.size;
  return isBytes(source) ? source.byteLength : null;
}

/** The name, without folders, of a file or of a stream of Node that has a path; else undefined. */
export function nameOf(source) {
  const name = isFile(source) ? source.name : source?.path;
  return typeof name === 'string' && name !== '' ? lastOf(name) : undefined;
}

/** What a path ends with. */
export const lastOf = (path) => /[^/\\]*$/.exec(path)[0];

function opened(source) {
  // A text is iterable by letters and bytes by numbers, so these come first.
  if (typeof source === 'string' || isBytes(source)) return [source].values();
  if (typeof source?.getReader === 'function') return streamed(source);
  if (source?.[Symbol.asyncIterator]) return source[Symbol.asyncIterator]();
  if (source?.[Symbol.iterator]) return source[Symbol.iterator]();
  if (isFile(source)) return source.stream ? streamed(source.stream()) : sliced(source);
  if (source?.bodyUsed) throw refused('a response that is not read yet', 'one that is');
  // An answer without a body has none to read.
  if (source?.body !== undefined) return opened(source.body ?? []);
  const found = source === null ? 'null' : typeof source;
  throw refused('text, bytes, a file, a stream or an iterable of chunks', found);
}

/** A file or blob, also of another realm, and of a simulated document, where it has no tag. */
export function isFile(source) {
  if (typeof Blob === 'function' && source instanceof Blob) return true;
  return /^\[object (Blob|File)\]$/.test(Object.prototype.toString.call(source));
}

function streamed(stream) {
  if (stream.locked) throw refused('a stream that nobody else reads', 'one that is being read');
  const reader = stream.getReader();
  return { next: () => reader.read(), return: (reason) => reader.cancel(reason) };
}

/** Where a blob has no `stream`, as in jsdom. */
async function* sliced(blob) {
  for (let at = 0; at < blob.size; at += SLICE) {
    const reader = new FileReader();
    const read = new Promise((resolve, reject) => {
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
    });
    reader.readAsArrayBuffer(blob.slice(at, at + SLICE));
    yield await read;
  }
}

const refused = (expected, found) =>
  WashoutError.inField('source', 'MALFORMED', `expected ${expected}, found ${found}`);
