// Reads a source to its end, unpacks it and feeds what comes of it to a counter, without keeping
// the page or worker from anything else.

import { Bytes } from './bytes.js';
import { Pieces, cut } from './chunks.js';
import { gunzipped, isGzip } from './gzip.js';
import { Source, sizeOf } from './source.js';
import { entries, isZip } from './zip.js';

// The longest stretch without letting the page or worker breathe, and the pause between reports.
const STRETCH_MS = 12;
const REPORT_MS = 50;
/** Bytes that tell a container. */
const TELLING = 4;

/**
 * Feeds all of `source`, piece by piece, to `sink.push`, which answers how far it is. Of a zip
 * container each file that is not empty begins with `sink.begin(name)`.
 *
 * @param {any} source
 * @param {any} sink
 * @param {{signal?: AbortSignal, onProgress?: (at: object) => void}} options
 */
export async function feed(source, sink, { signal, onProgress } = {}) {
  signal?.throwIfAborted();
  const reading = new Source(source);
  const stop = () => reading.stop(signal.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await new Pump(reading, sink, new Meter(sizeOf(source), onProgress), signal).run();
  } catch (error) {
    reading.stop(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

class Pump {
  #reading;
  #sink;
  #meter;
  #signal;
  #progress = {};
  #breath = performance.now();

  constructor(reading, sink, meter, signal) {
    [this.#reading, this.#sink, this.#meter, this.#signal] = [reading, sink, meter, signal];
  }

  async run() {
    const found = files(new Bytes(this.#read()));
    for await (const { name, chunks } of found) await this.#file(name, chunks);
    this.#signal?.throwIfAborted();
    this.#meter.report(this.#progress, true);
  }

  /** The source as bytes. */
  async *#read() {
    const cutting = new Pieces();
    for await (const chunk of this.#reading) yield* this.#meter.counted(cutting.of(chunk));
    yield* this.#meter.counted(cutting.rest());
  }

  async #file(name, chunks) {
    let isBegun = name === null;
    for await (const chunk of chunks) {
      if (!isBegun && chunk.length > 0) await this.#sink.begin(name);
      isBegun ||= chunk.length > 0;
      for (const piece of cut(chunk)) await this.#piece(piece);
    }
  }

  async #piece(piece) {
    this.#progress = await this.#sink.push(piece);
    if (performance.now() - this.#breath < STRETCH_MS) return;
    this.#meter.report(this.#progress);
    await breathe();
    this.#signal?.throwIfAborted();
    this.#breath = performance.now();
  }
}

/** What is in the bytes: the files of a zip container with their names, else one without. */
async function* files(bytes) {
  await bytes.fill(TELLING);
  if (isZip(bytes.held)) yield* entries(bytes);
  else yield { name: null, chunks: isGzip(bytes.held) ? gunzipped(bytes) : bytes.rest() };
}

/** Counts the bytes as they are in the file, before any unpacking, and reports now and then. */
class Meter {
  #bytes = 0;
  #reported = -Infinity;
  #total;
  #onProgress;

  constructor(total, onProgress) {
    [this.#total, this.#onProgress] = [total, onProgress];
  }

  *counted(pieces) {
    for (const piece of pieces) {
      this.#bytes += piece.length;
      yield piece;
    }
  }

  report(progress, always = false) {
    const now = performance.now();
    if (!this.#onProgress || (!always && now - this.#reported < REPORT_MS)) return;
    this.#reported = now;
    this.#onProgress({ ...progress, read_bytes: this.#bytes, total_bytes: this.#total });
  }
}

/** Lets events and messages through; a timer would be held back to 4 ms. */
function breathe() {
  if (typeof setImmediate === 'function') {
    return new Promise((resolve) => void setImmediate(resolve));
  }
  if (globalThis.scheduler?.yield) return globalThis.scheduler.yield();
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    })
  );
}
