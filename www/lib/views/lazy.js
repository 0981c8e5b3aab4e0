// The same views, each loaded when the first figure shows it: an article pays for what it embeds.
export { partsOf, present } from './present.js';

const LOAD = {
  totals: () => import('./totals.js'),
  map: () => import('./map.js'),
  path: () => import('./path.js'),
  curve: () => import('./curve.js'),
  levels: () => import('./levels.js'),
  ledger: () => import('./ledger.js'),
};

export const VIEWS = Object.keys(LOAD);

/** The module of a view. */
export const load = (name) => LOAD[name]();
