// The same functions as the package has, run in a worker: each returns a promise, and the page
// never waits for the engine.

import { feed } from './chunks.js';
import { WashoutError } from './error.js';

const NAMES = [
  'version', 'count', 'simulate', 'scenario', 'cascade', 'avalanches', 'reverseNotional', 'reverseLevel', 'calibrate',
  'uniformDensity', 'exponentialDensity', 'resilienceThreshold', 'depth', 'presets', 'preset', 'locate', 'liqPrice', 'maintenance', 'venues',
];

/** Starts a worker, or takes one that runs `worker.js`. */
export function connect(worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })) {
  const line = new Line(worker);
  const functions = NAMES.map((name) => [name, (...args) => line.ask(name, args)]);
  return {
    ...Object.fromEntries(functions),
    counter: (options) => new RemoteCounter(line, options),
    countStream: (source, options, controls) => countStream(line, source, options, controls),
    /** Ends the worker at once; whatever is under way is rejected with code `CLOSED`. */
    close: () => line.close(),
  };
}

/** Questions and answers over one worker, told apart by number. */
class Line {
  #worker;
  #waiting = new Map();
  #last = 0;

  constructor(worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => this.#receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault?.();
      this.#rejectAll({ code: 'LOAD', message: `the worker failed: ${event.message ?? 'its script could not be loaded'}` });
    });
  }

  ask(name, args, { signal, onProgress } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#worker === null) return Promise.reject(closed());
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#worker?.postMessage({ id, cancel: true });
        this.#waiting.delete(id);
        reject(signal.reason);
      };
      const settle = (done) => (outcome) => {
        signal?.removeEventListener('abort', stop);
        done(outcome);
      };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
      signal?.addEventListener('abort', stop, { once: true });
      this.#worker.postMessage({ id, name, args });
    });
  }

  close() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#rejectAll(closed());
  }

  #receive({ id, progress, value, error }) {
    const request = this.#waiting.get(id);
    // An answer to a cancelled question finds nobody waiting.
    if (!request) return;
    if (progress !== undefined) return request.onProgress?.(progress);
    this.#waiting.delete(id);
    if (error) request.reject(new WashoutError(error));
    else request.resolve(value);
  }

  #rejectAll(error) {
    for (const { reject } of this.#waiting.values()) reject(error instanceof Error ? error : new WashoutError(error));
    this.#waiting.clear();
  }
}

class RemoteCounter {
  static #last = 0;
  #key = (RemoteCounter.#last += 1);
  #line;
  #opened;

  constructor(line, options) {
    this.#line = line;
    this.#opened = line.ask('open', [this.#key, options]);
    // Reported by the first call that waits for it.
    this.#opened.catch(() => {});
  }

  async push(chunk) {
    await this.#opened;
    return this.#line.ask('push', [this.#key, chunk]);
  }

  async finish() {
    await this.#opened;
    return this.#line.ask('finish', [this.#key]).finally(() => this.free());
  }

  free() {
    this.#line.ask('free', [this.#key]).catch(() => {});
  }
}

/** A file is read inside the worker; anything else is read here and sent over in pieces. */
async function countStream(line, source, options, controls) {
  if (source instanceof Blob) return line.ask('countStream', [source, options], controls);
  const counter = new RemoteCounter(line, options);
  try {
    await feed(source, counter, controls);
    return await counter.finish();
  } finally {
    counter.free();
  }
}

const closed = () => new WashoutError({ code: 'CLOSED', message: 'the worker has been closed' });
