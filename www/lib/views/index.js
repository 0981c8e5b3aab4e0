// The views that an article can embed, as pure functions: a result of the engine goes in, and
// title, sentence, picture, table and caption come out as text and plain data. No document.
import * as claims from './claims.js';
import * as compare from './compare.js';
import * as curve from './curve.js';
import * as flows from './flows.js';
import * as ledger from './ledger.js';
import * as levels from './levels.js';
import * as map from './map.js';
import * as path from './path.js';
import { ask, present } from './present.js';
import * as totals from './totals.js';

const ALL = { totals, map, path, curve, levels, ledger, flows, claims, compare };

/** The names of all views, in the order in which they are offered. */
export const VIEWS = Object.keys(ALL);

/** What the view `name` needs of `engine`, which has the functions of the package, for a scenario; `given` are attributes of its own. */
export const dataOf = (name, engine, scenario, given) =>
  ask(
    ALL[name],
    { simulate: engine, judge: engine, presets: engine, history: engine },
    scenario,
    given,
  );

/** The view `name` of what `dataOf` gave. Options: `width` in pixels, `locale`, `id`, and other `words`. */
export const view = (name, data, options) => present(name, ALL[name], data, options);
