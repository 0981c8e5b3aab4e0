// Study: what a program asks beyond what the page shows.

import { WashoutError } from '../error.js';
import { Handle } from '../handle.js';
import { plain } from '../plain.js';
import { asker } from './ask.js';

/** The functions for a closer study of a scenario. */
export function studying(engine) {
  const ask = asker(engine);
  return {
    avalanches: ask('avalanches'),
    calibrate: ask('calibrate'),
    uniformDensity: ask('uniformDensity'),
    exponentialDensity: ask('exponentialDensity'),
    resilienceThreshold: ask('resilienceThreshold'),
    ledger: ask('ledger'),
    ledgerMany: ask('ledgerMany'),
    partialTranches: ask('partialTranches'),
    timedCascade: ask('timedCascade'),
    sweep: ask('sweep'),
    coupled: ask('coupled'),
    history: () => engine.call('history'),
    presets: () => engine.call('presets'),
    preset: ask('preset'),
    contagion: ask('contagion'),
    /** A ladder that is built once and asked many times; `free` it when done. */
    ladder: (from) => new Ladder(engine, from),
  };
}

class Ladder {
  #handle;
  #size;

  constructor(engine, from) {
    if (typeof from !== 'object' || from === null) {
      throw WashoutError.inField(null, 'MALFORMED', 'expected a scenario or columns with a market, found another value');
    }
    const { scenario, u, notional_usd, ...market } = from;
    const columns = () => [column(u, 'u'), column(notional_usd, 'notional_usd'), plain(market)];
    this.#handle = scenario === undefined
      ? new Handle(engine, 'Ladder', 'open', ...columns())
      : new Handle(engine, 'Ladder', 'of', plain(alone(scenario, { u, notional_usd, ...market })));
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
