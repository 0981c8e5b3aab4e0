// The same functions as the package has, run in a worker: each returns a promise, and the page
// never waits for the engine.

import { intact } from './buffer.js';
import { asBytes, isBytes } from './chunks.js';
import { WashoutError } from './error.js';
import { counted, named } from './files.js';
import { moved } from './moved.js';

export { countWorker } from './count-client.js';

/** The functions that take one message there and one back. */
export const NAMES = [
  'version',
  'count',
  'events',
  'mergePartials',
  'reportOf',
  'simulate',
  'scenario',
  'cascade',
  'compare',
  'avalanches',
  'reverseNotional',
  'reverseLevel',
  'calibrate',
  'uniformDensity',
  'exponentialDensity',
  'resilienceThreshold',
  'presets',
  'preset',
  'ledger',
  'ledgerMany',
  'partialTranches',
  'timedCascade',
  'sweep',
  'contagion',
  'depth',
  'locate',
  'locateMany',
  'portfolio',
  'pnl',
  'targetPrice',
  'maxSize',
  'marginToAdd',
  'breakEven',
  'liqPrice',
  'maintenance',
  'venues',
  'drawdown',
  'summary',
  'change',
  'annualFunding',
  'marginBehind',
  'coupled',
  'context',
  'audit',
  'article',
  'flows',
  'history',
];

/**
 * Talks to a worker that runs `worker.js`: one that is given, or one that `make` starts, now and
 * again where it has died.
 */
export function connect(make = wholeWorker) {
  const line = new Line(make);
  const asked = Object.fromEntries(NAMES.map((name) => [name, (...args) => line.ask(name, args)]));
  const counter = (options) => new RemoteCounter(line, 'counter', options);
  const counting = { ...asked, counter };
  return {
    ...counting,
    exporter: (options) => new RemoteReader(line, 'exporter', options),
    countStream: (...args) => countStream(line, counting, ...args),
    ladder: (from) => ladder(line, from),
    /** Ends the worker at once; whatever is under way is rejected with code `CLOSED`. */
    close: () => line.close(),
  };
}

// Bundlers know a worker by this very form, address and options in place.
function wholeWorker() {
  return (
    moved('worker.js') ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
  );
}

/** Questions and answers over a worker, told apart by number. */
class Line {
  #make;
  #worker;
  #isClosed = false;
  #waiting = new Map();
  #last = 0;
  /** How many workers have died. What lived in one is lost with it. */
  deaths = 0;

  constructor(given) {
    const canStart = typeof given === 'function';
    this.#make = canStart ? given : another;
    this.#worker = canStart ? this.#started() : this.#heard(given);
  }

  /**
   * @param {string} name
   * @param {unknown[]} args
   * @param {{signal?: AbortSignal, onProgress?: Function, transfer?: Transferable[]}} options
   */
  ask(name, args, { signal, onProgress, transfer = [] } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#isClosed) return Promise.reject(closed());
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
      // What is thrown here is the promise's.
      this.#send({ id, name, args }, transfer);
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  close() {
    this.#isClosed = true;
    this.#drop(closed());
  }

  #started() {
    try {
      return this.#heard(this.#make());
    } catch (cause) {
      throw cause instanceof WashoutError ? cause : gone(cause.message, cause);
    }
  }

  #heard(worker) {
    worker.addEventListener('message', ({ data }) => this.#receive(data));
    const unread = 'its answer could not be read';
    worker.addEventListener('messageerror', () => this.#die(worker, unread));
    worker.addEventListener('error', (event) => {
      event.preventDefault?.();
      this.#die(worker, event.message ?? 'its script could not be loaded');
    });
    return worker;
  }

  /**
   * Whether it still runs nobody knows, so it is not asked again: the next question gets another.
   */
  #die(worker, how) {
    if (worker !== this.#worker) return;
    this.deaths += 1;
    this.#drop(gone(how));
  }

  #send(message, transfer) {
    for (const arg of message.args) if (isBytes(arg)) intact(arg, 'data');
    this.#worker ??= this.#started();
    try {
      this.#worker.postMessage(message, transfer);
    } catch (cause) {
      const expected = 'expected plain data, found what no worker can be sent';
      throw new WashoutError({
        code: 'MALFORMED',
        message: `${expected}: ${cause.message}`,
        cause,
      });
    }
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

  #drop(error) {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

const LOST = 'this was lost when the worker failed: start again';

/** An object that lives in the worker, made there by the function `name`. */
class Remote {
  static #last = 0;
  #key = (Remote.#last += 1);
  #line;
  #deaths;
  #opened;

  constructor(line, name, from) {
    this.#line = line;
    this.#opened = line.ask('open', [this.#key, name, from]);
    // The worker that it is in may be a new one.
    this.#deaths = line.deaths;
    // Reported by the first call that waits for it.
    this.#opened.catch(() => {});
  }

  opened() {
    return this.#opened;
  }

  call(method, ...args) {
    return this.send([], method, ...args);
  }

  /** A call that gives the buffers in `transfer` away. */
  async send(transfer, method, ...args) {
    await this.#opened;
    if (this.#deaths !== this.#line.deaths) throw new WashoutError({ code: 'LOST', message: LOST });
    return this.#line.ask('use', [this.#key, method, ...args], { transfer });
  }

  free() {
    if (this.#deaths === this.#line.deaths) this.#line.ask('free', [this.#key]).catch(() => {});
  }
}

/** What reads an input in pieces. */
class RemoteReader {
  #remote;

  constructor(line, name, options) {
    this.#remote = new Remote(line, name, options);
  }

  /** Bytes are copied now, as they are, and given away: a view would take all its buffer along. */
  async push(chunk) {
    if (typeof chunk === 'string') return this.#remote.call('push', chunk);
    const bytes = new Uint8Array(asBytes(chunk));
    return this.#remote.send([bytes.buffer], 'push', bytes);
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
async function countStream(line, remote, source, options, controls) {
  if (!(source instanceof Blob)) return counted(remote, source, options, controls);
  return line.ask('countStream', [source, named(options, source)], controls);
}

const closed = () => new WashoutError({ code: 'CLOSED', message: 'the worker has been closed' });

function gone(how, cause) {
  return new WashoutError({ code: 'LOAD', message: `the worker failed: ${how}`, cause });
}

function another() {
  throw new Error('it was given, so start another');
}
