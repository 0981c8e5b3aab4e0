// The one list of views, in the order in which they are offered. A line says all that is known of a
// view before its module is loaded; the element with its types and its manifest, the frames, the
// page's builder and the tests read it here.

/** The scenario whose simulation the build has written down for the claims. */
const RECORDED = '{"washout":1,"preset":"2025-11-04"}';
const isRecorded = (scenario) => JSON.stringify(scenario) === RECORDED;
const isEvent = (scenario) => Object.keys(scenario).join() === 'washout,preset';

/**
 * Each view by its name: how its module is loaded; whether it is a table, and no picture; the
 * `engines` that it needs, `simulate` unless said; and `given`, the attributes that only it has.
 */
const LIST = {
  totals: { load: () => import('./totals.js'), engines: ['presets'] },
  map: { load: () => import('./map.js') },
  path: { load: () => import('./path.js') },
  curve: { load: () => import('./curve.js') },
  levels: { load: () => import('./levels.js'), isTable: true },
  ledger: { load: () => import('./ledger.js'), isTable: true },
  flows: {
    load: () => import('./flows.js'),
    engines: (scenario, { split, rest }) => [
      isEvent(scenario) ? 'outcomes' : 'simulate',
      ...(split || rest ? ['judge'] : []),
    ],
    given: ['split', 'rest', 'freed'],
  },
  claims: {
    load: () => import('./claims.js'),
    engines: (scenario) => [isRecorded(scenario) ? 'recorded' : 'simulate', 'judge'],
    isTable: true,
  },
  compare: { load: () => import('./compare.js'), engines: ['history'] },
};

/** @typedef {keyof typeof LIST} View */

/** @type {View[]} */
export const VIEWS = /** @type {any} */ (Object.keys(LIST));

/** What the list says of a view. */
export const about = (view) => LIST[view];

/** The attributes that only one view has. */
export const GIVEN = VIEWS.flatMap((view) => LIST[view].given ?? []);

/**
 * The parts of the engine that a view of a scenario needs, with the attributes of its figure. Events
 * as they were are recorded.
 */
export function enginesOf(view, scenario, given = {}) {
  const { engines = ['simulate'] } = LIST[view];
  return Array.isArray(engines) ? engines : engines(scenario, given);
}
