// Count: files and streams of liquidation events.

import { Pieces, pieces } from '../chunks.js';
import { counted } from '../files.js';
import { Handle } from '../handle.js';
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

  /** One partial of several, saved by `counter().save()`; the order does not matter. */
  const mergePartials = (partials) => engine.call('mergePartials', plain(partials));

  /** The report of saved partials, merged. */
  const reportOf = (partials, options = {}) =>
    engine.call('reportOf', plain(options), plain(partials));

  const those = { counter, mergePartials, reportOf };

  return {
    count,
    ...those,
    /** Counts text, bytes, a file or a stream, plain, gzip or zip, in constant memory. */
    countStream: async (...args) => counted(those, ...args),
    /** Turns any known format into Washout's own CSV, in pieces. */
    exporter: (options) => new Exporter(engine, options),
    /** The events of a small input, one by one. */
    events: (data, options = {}) =>
      engine.call('events', keyed(options), joined([...pieces(data)])),
  };
}

class Counter {
  #handle;
  #cutting = new Pieces();

  constructor(engine, options = {}) {
    this.#handle = new Handle(engine, 'Census', 'open', keyed(options));
  }

  push(chunk) {
    let progress;
    for (const piece of this.#cutting.of(chunk)) progress = this.#handle.call('push', piece);
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
      for (const piece of this.#cutting.rest()) this.#handle.call('push', piece);
      return this.#handle.call(method);
    } finally {
      this.free();
    }
  }
}

class Exporter {
  #handle;
  #cutting = new Pieces();

  constructor(engine, options = {}) {
    this.#handle = new Handle(engine, 'Export', 'open', keyed(options));
  }

  push(chunk) {
    return this.#read(this.#cutting.of(chunk));
  }

  finish() {
    try {
      const lines = this.#read(this.#cutting.rest());
      const { text, ...end } = this.#handle.call('finish');
      return { text: lines + text, ...end };
    } finally {
      this.free();
    }
  }

  free() {
    this.#handle.free();
  }

  #read(pieces) {
    let lines = '';
    for (const piece of pieces) lines += this.#handle.call('push', piece);
    return lines;
  }
}

/** The options, with a key of their own where the caller gives none. */
function keyed(options) {
  const bag = plain(options);
  const isMap =
    typeof bag === 'object' && bag !== null && !Array.isArray(bag) && !ArrayBuffer.isView(bag);
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
