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

const ENGINES = { totals: ['presets'], claims: ['simulate', 'judge'], compare: ['history'] };
/** The scenario whose simulation the claims find recorded. */
const RECORDED = '{"washout":1,"preset":"2025-11-04"}';

/** The parts of the engine that a view of a scenario needs, with the attributes of its figure. Events as they were are recorded. */
export function enginesOf(view, scenario, { split, rest } = {}) {
  if (view === 'claims' && JSON.stringify(scenario) === RECORDED) return ['recorded', 'judge'];
  if (view !== 'flows') return ENGINES[view] ?? ['simulate'];
  return [
    Object.keys(scenario).join() === 'washout,preset' ? 'outcomes' : 'simulate',
    ...(split || rest ? ['judge'] : []),
  ];
}

/** The module of a view. */
export const load = (name) => LOAD[name]();
