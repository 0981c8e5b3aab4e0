// The same functions as the package has, run in a worker: each returns a promise, and the page
// never waits for the engine.

import { feed } from './chunks.js';
import { WashoutError } from './error.js';
import { moved } from './moved.js';

export { countWorker } from './count-client.js';

/** The functions that take one message there and one back. */
export const NAMES = [
  'version', 'count', 'events', 'mergePartials', 'reportOf',
  'simulate', 'scenario', 'cascade', 'compare', 'avalanches', 'reverseNotional', 'reverseLevel', 'calibrate', 'uniformDensity',
  'exponentialDensity', 'resilienceThreshold', 'presets', 'preset', 'ledger', 'ledgerMany', 'partialTranches', 'timedCascade', 'sweep', 'contagion', 'depth',
  'locate', 'locateMany', 'portfolio', 'pnl', 'targetPrice', 'maxSize', 'marginToAdd', 'breakEven', 'liqPrice', 'maintenance', 'venues',
  'drawdown', 'summary', 'change', 'annualFunding', 'marginBehind', 'coupled',
  'context', 'audit', 'article', 'flows', 'history',
];

/** Starts a worker, or takes one that runs `worker.js`. */
export function connect(worker = started()) {
  const line = new Line(worker);
  const functions = NAMES.map((name) => [name, (...args) => line.ask(name, args)]);
  return {
    ...Object.fromEntries(functions),
    counter: (options) => new RemoteCounter(line, 'counter', options),
    exporter: (options) => new RemoteReader(line, 'exporter', options),
    countStream: (source, options, controls) => countStream(line, source, options, controls),
    ladder: (from) => ladder(line, from),
    /** Ends the worker at once; whatever is under way is rejected with code `CLOSED`. */
    close: () => line.close(),
  };
}

// Bundlers know a worker by this very form, address and options in place.
function started() {
  return moved('worker.js') ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
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

/** An object that lives in the worker, made there by the function `name`. */
class Remote {
  static #last = 0;
  #key = (Remote.#last += 1);
  #line;
  #opened;

  constructor(line, name, from) {
    this.#line = line;
    this.#opened = line.ask('open', [this.#key, name, from]);
    // Reported by the first call that waits for it.
    this.#opened.catch(() => {});
  }

  opened() {
    return this.#opened;
  }

  async call(method, ...args) {
    await this.#opened;
    return this.#line.ask('use', [this.#key, method, ...args]);
  }

  free() {
    this.#line.ask('free', [this.#key]).catch(() => {});
  }
}

/** What reads an input in pieces. */
class RemoteReader {
  #remote;

  constructor(line, name, options) {
    this.#remote = new Remote(line, name, options);
  }

  push(chunk) {
    return this.#remote.call('push', chunk);
  }

  finish() {
    return this.end('finish');
  }

  end(method) {
    return this.#remote.call(method).finally(() => this.free());
  }

  free() {
    this.#remote.free();
  }
}

class RemoteCounter extends RemoteReader {
  save() {
    return this.end('save');
  }
}

/** A ladder in the worker, once it is built. */
async function ladder(line, from) {
  const remote = new Remote(line, 'ladder', from);
  const { rungs, total_usd } = await remote.opened();
  const ask = (method) => (column) => remote.call(method, column);
  return {
    rungs,
    total_usd,
    market: ask('market'),
    outcomes: ask('outcomes'),
    paths: ask('paths'),
    liquidating: ask('liquidating'),
    reaching: ask('reaching'),
    free: () => remote.free(),
  };
}

/** A file is read inside the worker; anything else is read here and sent over in pieces. */
async function countStream(line, source, options, controls) {
  if (source instanceof Blob) return line.ask('countStream', [source, options], controls);
  const counter = new RemoteCounter(line, 'counter', options);
  try {
    await feed(source, counter, controls);
    return await counter.finish();
  } finally {
    counter.free();
  }
}

const closed = () => new WashoutError({ code: 'CLOSED', message: 'the worker has been closed' });
