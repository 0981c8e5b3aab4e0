// The same views, each loaded when the first figure shows it: an article pays for what it embeds.
export { ask, present } from './present.js';

const LOAD = {
  totals: () => import('./totals.js'),
  map: () => import('./map.js'),
  path: () => import('./path.js'),
  curve: () => import('./curve.js'),
  levels: () => import('./levels.js'),
  ledger: () => import('./ledger.js'),
  flows: () => import('./flows.js'),
  claims: () => import('./claims.js'),
  compare: () => import('./compare.js'),
};

export const VIEWS = Object.keys(LOAD);

/** Those that are tables. */
export const TABLES = ['levels', 'ledger', 'claims'];

const ENGINES = { totals: ['presets'], flows: ['simulate', 'judge'], claims: ['simulate', 'judge'], compare: ['history'] };
/** The scenario whose simulation the claims find recorded. */
const RECORDED = '{"washout":1,"preset":"2025-11-04"}';

/** The parts of the engine that a view of a scenario needs. */
export const enginesOf = (view, scenario) => (view === 'claims' && JSON.stringify(scenario) === RECORDED ? ['recorded', 'judge'] : ENGINES[view] ?? ['simulate']);

/** The module of a view. */
export const load = (name) => LOAD[name]();
