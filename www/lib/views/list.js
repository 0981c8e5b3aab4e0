// Every view that there is, once: its module, the parts of the engine that it needs, and whether it is
// a table. The element, frames, the builder, the manifest and the tests read this list.

/** The scenario whose simulation the claims find recorded. */
const RECORDED = '{"washout":1,"preset":"2025-11-04"}';

/** `load` brings the module; `engines` of a scenario and the attributes of a figure, or a list. */
export const LIST = {
  totals: { load: () => import('./totals.js'), engines: ['presets'] },
  map: { load: () => import('./map.js') },
  path: { load: () => import('./path.js') },
  curve: { load: () => import('./curve.js') },
  levels: { load: () => import('./levels.js'), table: true },
  ledger: { load: () => import('./ledger.js'), table: true },
  flows: {
    load: () => import('./flows.js'),
    engines: (scenario, { split, rest } = {}) => [
      Object.keys(scenario).join() === 'washout,preset' ? 'outcomes' : 'simulate',
      ...(split || rest ? ['judge'] : []),
    ],
  },
  claims: {
    load: () => import('./claims.js'),
    engines: (scenario) => [
      JSON.stringify(scenario) === RECORDED ? 'recorded' : 'simulate',
      'judge',
    ],
    table: true,
  },
  compare: { load: () => import('./compare.js'), engines: ['history'] },
};
