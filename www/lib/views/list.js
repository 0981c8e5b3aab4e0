// The one list of views, in the order in which they are offered. A line says all that is known of a
// view before its module is loaded; the element with its types and its manifest, the frames, the
// page's builder and the tests read it here.

/** The event whose simulation the build has written down for the claims. */
const RECORDED = '2025-11-04';
/** Whether a scenario is an event as it was. */
const isEvent = (scenario) => Object.keys(scenario).join() === 'washout,preset';

/**
 * Each view by its name: how its module is loaded; whether it is a table, and no picture; the
 * `engines` that it needs, `simulate` unless said; and `given`, the attributes that only it has.
 */
const LIST = {
  totals: { load: () => import('./totals.js'), engines: () => ['presets'] },
  map: { load: () => import('./map.js') },
  path: { load: () => import('./path.js') },
  time: { load: () => import('./time.js') },
  curve: { load: () => import('./curve.js') },
  heat: { load: () => import('./heat.js'), given: ['against'] },
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
    engines: (scenario) => [
      isEvent(scenario) && scenario.preset === RECORDED ? 'recorded' : 'simulate',
      'judge',
    ],
    isTable: true,
  },
  compare: { load: () => import('./compare.js'), engines: () => ['history'] },
};

/** @typedef {keyof typeof LIST} View */

/** @type {View[]} */
export const VIEWS = /** @type {View[]} */ (Object.keys(LIST));

/** What the list says of a view. */
export const about = (view) => LIST[view];

/** The attributes that only one view has. */
export const GIVEN = VIEWS.flatMap((view) => LIST[view].given ?? []);

/**
 * The parts of the engine that a view of a scenario needs, with the attributes of its figure.
 * Events as they were are recorded.
 */
export const enginesOf = (view, scenario, given = {}) =>
  LIST[view].engines?.(scenario, given) ?? ['simulate'];
