// The functions of the package. Every entry exports these; entries differ in how the wasm gets in.

import { feed, pieces } from './chunks.js';
import { call, handle } from './guard.js';
import { WashoutError } from './error.js';
import { plain } from './plain.js';

export { WashoutError };

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

/** Counts a file, a stream or an iterable of chunks, plain, gzip or zip, in constant memory. */
export async function countStream(source, options, controls) {
  const counting = counter(options);
  try {
    await feed(source, counting, controls);
    return counting.finish();
  } finally {
    counting.free();
  }
}

/** One partial of several, saved by `counter().save()`; the order does not matter. */
export const mergePartials = (partials) => call('mergePartials', plain(partials));

/** The report of saved partials, merged. */
export const reportOf = (partials, options = {}) => call('reportOf', plain(options), plain(partials));

/** Turns any known format into Washout's own CSV, in pieces. */
export const exporter = (options) => new Exporter(options);

/** The events of a small input, one by one. */
export function events(data, options = {}) {
  const parts = [...pieces(data)];
  return call('events', plain(options), joined(parts));
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
export const presets = () => call('presets');
export const preset = ask('preset');
export const ledger = ask('ledger');
export const ledgerMany = ask('ledgerMany');
export const partialTranches = ask('partialTranches');
export const timedCascade = ask('timedCascade');
export const sweep = ask('sweep');
export const depth = ask('depth');

/** A ladder that is built once and asked many times; `free` it when done. */
export const ladder = (from) => new Ladder(from);

// Locate

export const locate = ask('locate');
export const locateMany = ask('locateMany');
export const portfolio = ask('portfolio');
export const pnl = ask('pnl');
export const targetPrice = ask('targetPrice');
export const maxSize = ask('maxSize');
export const marginToAdd = ask('marginToAdd');
export const breakEven = ask('breakEven');
export const liqPrice = ask('liqPrice');
export const maintenance = ask('maintenance');
export const venues = () => call('venues');

// Single figures

export const drawdown = ask('drawdown');
export const summary = ask('summary');
export const change = ask('change');
export const annualFunding = ask('annualFunding');
export const marginBehind = ask('marginBehind');
export const coupled = ask('coupled');

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

  constructor(options = {}) {
    this.#handle = handle('Exporter', 'open', plain(options));
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

class Ladder {
  #handle;
  #size;

  constructor(from) {
    if (typeof from !== 'object' || from === null) {
      throw WashoutError.inField(null, 'MALFORMED', 'expected a scenario or columns with a market, found another value');
    }
    const { scenario, u, notional_usd, ...market } = from;
    const columns = () => [column(u, 'u'), column(notional_usd, 'notional_usd'), plain(market)];
    this.#handle = scenario === undefined
      ? handle('Ladder', 'open', ...columns())
      : handle('Ladder', 'of', plain(alone(scenario, { u, notional_usd, ...market })));
    this.#size = this.#handle.call('size');
  }

  get rungs() {
    return this.#size.rungs;
  }

  get total_usd() {
    return this.#size.total_usd;
  }

  market(market) {
    const bag = plain(market);
    try {
      this.#handle.call('market', bag);
    } catch (error) {
      // The engine gives a ladder up with a market that is refused.
      this.free();
      throw error;
    }
  }

  outcomes(shocks) {
    return this.#handle.call('outcomes', column(shocks, 'shocks'));
  }

  paths(drawn) {
    return this.#handle.call('paths', plain(drawn));
  }

  liquidating(usd) {
    return this.#handle.call('liquidating', column(usd, 'usd'));
  }

  reaching(displacements) {
    return this.#handle.call('reaching', column(displacements, 'displacements'));
  }

  free() {
    this.#handle.free();
  }
}

/** A scenario brings its own market, so nothing may stand beside it. */
function alone(scenario, others) {
  const other = Object.keys(others).find((key) => others[key] !== undefined);
  if (other === undefined) return scenario;
  throw WashoutError.inField(other, 'CONFLICT', 'expected a scenario or columns with a market, found both');
}

/** A column of floats; a list of numbers is copied into one. */
function column(numbers, name) {
  if (numbers instanceof Float64Array) return numbers;
  const list = Array.isArray(numbers) || (ArrayBuffer.isView(numbers) && !(numbers instanceof DataView));
  if (!list) throw WashoutError.inField(name, 'MALFORMED', 'expected a column of numbers, found another value');
  return Float64Array.from(numbers, (number, index) => {
    if (typeof number === 'number') return number;
    throw WashoutError.inField(`${name}[${index}]`, 'MALFORMED', `expected a number, found ${typeof number}`);
  });
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
