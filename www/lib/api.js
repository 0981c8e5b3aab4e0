// The functions of the package. Every entry exports these; entries differ in how the wasm gets in.

import { feed, pieces } from './chunks.js';
import { call, handle } from './guard.js';
import { plain } from './plain.js';

export { WashoutError } from './error.js';

/** A function that takes one bag of plain data. */
const ask = (name) => (bag) => call(name, plain(bag));

export const version = () => call('version');

// Count

/** Counts a whole file or message that is in memory. */
export function count(data, options) {
  const counting = counter(options);
  try {
    for (const piece of pieces(data)) counting.push(piece);
    return counting.finish();
  } finally {
    counting.free();
  }
}

/** Counts in pieces: `push` chunks of any size, then `finish`. */
export const counter = (options) => new Counter(options);

/** Counts a file, a stream or an iterable of chunks, plain or gzip, in constant memory. */
export async function countStream(source, options, controls) {
  const counting = counter(options);
  try {
    await feed(source, counting, controls);
    return counting.finish();
  } finally {
    counting.free();
  }
}

// Simulate

/** All of a scenario's outcome, or only the parts of it that `options.parts` names. */
export function simulate(scenario, options) {
  return options === undefined ? call('simulate', plain(scenario)) : call('simulateParts', plain({ ...options, scenario }));
}
export const scenario = ask('scenario');
export const cascade = ask('cascade');
export const avalanches = ask('avalanches');
export const reverseNotional = ask('reverseNotional');
export const reverseLevel = ask('reverseLevel');
export const calibrate = ask('calibrate');
export const uniformDensity = ask('uniformDensity');
export const exponentialDensity = ask('exponentialDensity');
export const resilienceThreshold = ask('resilienceThreshold');
export const depth = ask('depth');
export const presets = () => call('presets');
export const preset = ask('preset');

// Locate

export const locate = ask('locate');
export const liqPrice = ask('liqPrice');
export const maintenance = ask('maintenance');
export const venues = () => call('venues');

class Counter {
  #handle;

  constructor(options = {}) {
    this.#handle = handle('Counter', 'open', plain(options));
  }

  push(chunk) {
    let progress;
    for (const piece of pieces(chunk)) progress = this.#handle.call('push', piece);
    return progress ?? this.#handle.call('push', new Uint8Array());
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
