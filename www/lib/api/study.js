// Study: what a program asks beyond what the page shows.

import { intact } from '../buffer.js';
import { MOST_ROWS, even, floats, withColumns } from '../column.js';
import { WashoutError } from '../error.js';
import { Handle } from '../handle.js';
import { isBag, plain } from '../plain.js';
import { asker } from './ask.js';

/** The columns of closed positions, and of drawn paths. */
const CLOSED = [
  'qty',
  'entry_usd',
  'margin_usd',
  'fill_usd',
  'liquidation_usd',
  'sold_qty',
  'bankruptcy_usd',
];
const DRAWN = ['shocks', 'depth_usd', 'flow'];

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
    ledgerMany: ask('ledgerMany', CLOSED),
    partialTranches: ask('partialTranches'),
    timedCascade: ask('timedCascade'),
    sweep: ask('sweep'),
    coupled: ask('coupled'),
    history: () => engine.call('history'),
    presets: () => engine.call('presets'),
    preset: ask('preset'),
    contagion: (bag) => engine.call('contagion', plain(accountsOf(bag))),
    /** A ladder that is built once and asked many times; `free` it when done. */
    ladder: (from) => new Ladder(engine, from),
  };
}

class Ladder {
  #handle;
  #size;

  constructor(engine, from) {
    if (typeof from !== 'object' || from === null) {
      throw WashoutError.inField(
        null,
        'MALFORMED',
        'expected a scenario or columns with a market, found another value',
      );
    }
    const { scenario, u, notional_usd, ...market } = from;
    this.#handle =
      scenario === undefined
        ? new Handle(engine, 'Ladder', 'open', ...opened(u, notional_usd, plain(market)))
        : new Handle(
            engine,
            'Ladder',
            'of',
            plain(alone(scenario, { u, notional_usd, ...market })),
          );
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
    return this.#handle.call('outcomes', floats(shocks, 'shocks'));
  }

  paths(drawn) {
    const checked = isBag(drawn) ? withColumns(drawn, DRAWN, { most: MOST_ROWS }) : drawn;
    return this.#handle.call('paths', plain(checked));
  }

  liquidating(usd) {
    return this.#handle.call('liquidating', floats(usd, 'usd'));
  }

  reaching(displacements) {
    return this.#handle.call('reaching', floats(displacements, 'displacements'));
  }

  free() {
    this.#handle.free();
  }
}

/** The two columns of a ladder and its market. */
function opened(u, notional_usd, market) {
  const given = Object.entries({ u, notional_usd });
  const columns = given.map(([name, numbers]) => [name, floats(numbers, name)]);
  even(columns);
  for (const [name, numbers] of columns) intact(numbers, name);
  return [...columns.map(([, numbers]) => numbers), market];
}

/** A contagion with the column of its accounts checked; those of positions have their own keys. */
function accountsOf(bag) {
  if (!isBag(bag) || !isBag(bag.accounts)) return bag;
  return { ...bag, accounts: withColumns(bag.accounts, ['cash_usd'], { path: 'accounts.' }) };
}

/** A scenario brings its own market, so nothing may stand beside it. */
function alone(scenario, others) {
  const other = Object.keys(others).find((key) => others[key] !== undefined);
  if (other === undefined) return scenario;
  throw WashoutError.inField(
    other,
    'CONFLICT',
    'expected a scenario or columns with a market, found both',
  );
}
