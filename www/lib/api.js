// The functions of the package. Every entry exports these; entries differ in how the wasm gets in.

import { feed, pieces } from './chunks.js';
import { call, handle } from './guard.js';
import { plain } from './plain.js';

export { WashoutError } from './error.js';

/** The version of the engine. */
export const version = () => call('version');

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

/** Runs a scenario. */
export const simulate = (scenario) => call('simulate', plain(scenario));

/** Solves for the liquidatable share that reproduces a reported total. */
export const calibrate = (request) => call('calibrate', plain(request));

/** The recorded events that come with the package. */
export const presets = () => call('presets');

/** One recorded event, by its id. */
export const preset = (id) => call('preset', String(id));

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
