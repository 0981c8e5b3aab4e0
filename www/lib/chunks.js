// Cuts whatever a caller has (text, bytes, a file, a stream) into pieces for a counter.

import { WashoutError } from './error.js';
import { isZip, unzipped } from './zip.js';

// Engines optimise wasm between calls, never inside one: small pieces run about twice as fast as
// one big one, and need no second copy of the file.
const PIECE = 256 * 1024;
// The longest stretch without letting the page or worker breathe, and the pause between reports.
const STRETCH_MS = 12;
const REPORT_MS = 50;

/** Pieces of a string or of bytes, in order. */
export function* pieces(data) {
  if (typeof data === 'string') return yield* textPieces(data);
  const bytes = asBytes(data);
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Feeds all of `source` to `counter`: a Blob, a Response, a ReadableStream or an (async) iterable. */
export async function feed(source, counter, { signal, onProgress } = {}) {
  signal?.throwIfAborted();
  const total = source instanceof Blob ? source.size : null;
  const meter = new Meter(total, onProgress);
  const reader = readable(source).pipeThrough(meter.stream()).getReader();
  const stop = (reason) => void reader.cancel(reason).catch(() => {});
  const aborted = () => stop(signal.reason);
  signal?.addEventListener('abort', aborted, { once: true });
  try {
    await pump(unpacked(reader), counter, meter, signal);
  } catch (error) {
    stop(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', aborted);
  }
}

async function pump(chunks, counter, meter, signal) {
  let breath = performance.now();
  let progress = {};
  for await (const chunk of chunks) {
    for (const piece of pieces(chunk)) {
      progress = await counter.push(piece);
      if (performance.now() - breath < STRETCH_MS) continue;
      meter.report(progress);
      await breathe();
      signal?.throwIfAborted();
      breath = performance.now();
    }
  }
  signal?.throwIfAborted();
  meter.report(progress, true);
}

/** Counts the bytes as they are in the file, before any unpacking, and reports now and then. */
class Meter {
  #bytes = 0;
  #reported = -Infinity;

  constructor(total, onProgress) {
    this.total = total;
    this.onProgress = onProgress;
  }

  stream() {
    return new TransformStream({
      transform: (chunk, controller) => {
        const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : asBytes(chunk);
        this.#bytes += bytes.length;
        controller.enqueue(bytes);
      },
    });
  }

  report(progress, always = false) {
    const now = performance.now();
    if (!this.onProgress || (!always && now - this.#reported < REPORT_MS)) return;
    this.#reported = now;
    this.onProgress({ ...progress, read_bytes: this.#bytes, total_bytes: this.total });
  }
}

/** The chunks of a reader, unpacked where they begin as gzip or zip does. */
async function* unpacked(reader) {
  const { head, rest } = await peek(reader, 4);
  const bytes = join(head, rest);
  if (isZip(head)) return yield* unzipped(bytes, (packed) => inflated(packed, 'deflate-raw'));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* bytes;
  try {
    yield* inflated(bytes, 'gzip');
  } catch (cause) {
    if (cause?.name === 'AbortError') throw cause;
    throw new WashoutError({ code: 'MALFORMED', message: 'expected a whole gzip file, found one that is cut off or damaged', cause });
  }
}

function inflated(chunks, format) {
  return iterate(stream(chunks).pipeThrough(new DecompressionStream(format)).getReader());
}

async function peek(reader, size) {
  let head = new Uint8Array();
  const rest = iterate(reader);
  while (head.length < size) {
    const { done, value } = await rest.next();
    if (done) break;
    head = concat(head, value);
  }
  return { head, rest };
}

async function* join(head, rest) {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* iterate(reader) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Any source as a stream. */
export function readable(source) {
  if (source instanceof ReadableStream) return source;
  if (source instanceof Blob) return source.stream?.() ?? stream(whole(source));
  if (source?.body instanceof ReadableStream) return source.body;
  if (source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]) return stream(source);
  throw WashoutError.inField('source', 'MALFORMED', `expected a file, a stream or an iterable of chunks, found ${typeof source}`);
}

/** A file where it has no stream: in jsdom. */
async function* whole(file) {
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsArrayBuffer(file);
  yield await read;
}

/** A stream of an iterable; `ReadableStream.from` is not everywhere yet. */
function stream(iterable) {
  const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  }, { highWaterMark: 0 });
}

function* textPieces(text) {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + PIECE, text.length);
    // Never between the two halves of a character.
    if (end < text.length && isHighHalf(text.charCodeAt(end - 1))) end += 1;
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

const isHighHalf = (unit) => unit >= 0xd800 && unit <= 0xdbff;

function asBytes(data) {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]') return new Uint8Array(data);
  throw WashoutError.inField('data', 'MALFORMED', `expected text or bytes, found ${data === null ? 'null' : typeof data}`);
}

function concat(a, b) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Lets events and messages through; a timer would be held back to 4 ms. */
function breathe() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => void setImmediate(resolve));
  if (globalThis.scheduler?.yield) return globalThis.scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
