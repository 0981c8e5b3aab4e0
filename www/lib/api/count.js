// Count: files and streams of liquidation events.

import { feed, pieces } from '../chunks.js';
import { plain } from '../plain.js';
import { rowKey } from '../row-key.js';

/** The counting functions of an engine. */
export function counting(engine) {
  /** Counts in pieces: `push` chunks of any size, then `finish`. */
  const counter = (options) => new Counter(engine, options);

  /** Counts a whole file or message that is in memory. */
  function count(data, options) {
    const counting = counter(options);
    try {
      for (const piece of pieces(data)) counting.push(piece);
      return counting.finish();
    } finally {
      counting.free();
    }
  }

  /** Counts a file, a stream or an iterable of chunks, plain, gzip or zip, in constant memory. */
  async function countStream(source, options, controls) {
    const counting = counter(options);
    try {
      await feed(source, counting, controls);
      return counting.finish();
    } finally {
      counting.free();
    }
  }

  return {
    count,
    counter,
    countStream,
    /** One partial of several, saved by `counter().save()`; the order does not matter. */
    mergePartials: (partials) => engine.call('mergePartials', plain(partials)),
    /** The report of saved partials, merged. */
    reportOf: (partials, options = {}) => engine.call('reportOf', plain(options), plain(partials)),
    /** Turns any known format into Washout's own CSV, in pieces. */
    exporter: (options) => new Exporter(engine, options),
    /** The events of a small input, one by one. */
    events: (data, options = {}) => engine.call('events', keyed(options), joined([...pieces(data)])),
  };
}

class Counter {
  #handle;

  constructor(engine, options = {}) {
    this.#handle = engine.handle('Counter', 'open', keyed(options));
  }

  push(chunk) {
    let progress;
    for (const piece of pieces(chunk)) progress = this.#handle.call('push', piece);
    return progress ?? this.#handle.call('push', new Uint8Array());
  }

  finish() {
    return this.#end('finish');
  }

  save() {
    return this.#end('save');
  }

  free() {
    this.#handle.free();
  }

  #end(method) {
    try {
      return this.#handle.call(method);
    } finally {
      this.free();
    }
  }
}

class Exporter {
  #handle;

  constructor(engine, options = {}) {
    this.#handle = engine.handle('Exporter', 'open', keyed(options));
  }

  push(chunk) {
    let lines = '';
    for (const piece of pieces(chunk)) lines += this.#handle.call('push', piece);
    return lines;
  }

  finish() {
    try {
      return this.#handle.call('finish');
    } finally {
      this.free();
    }
  }

  free() {
    this.#handle.free();
  }
}

/** The options, with a key of their own where the caller gives none. */
function keyed(options) {
  const bag = plain(options);
  const isMap = typeof bag === 'object' && bag !== null && !Array.isArray(bag) && !ArrayBuffer.isView(bag);
  return isMap ? { row_key: rowKey(), ...bag } : bag;
}

/** Pieces of one input as one. */
function joined(parts) {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
