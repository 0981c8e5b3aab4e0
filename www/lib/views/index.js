// The views that an article can embed, as pure functions: a result of the engine goes in, and
// title, sentence, picture, table and caption come out as text and plain data. No document.
import * as curve from './curve.js';
import * as ledger from './ledger.js';
import * as levels from './levels.js';
import * as map from './map.js';
import * as path from './path.js';
import { partsOf, present } from './present.js';
import * as totals from './totals.js';

const ALL = { totals, map, path, curve, levels, ledger };

/** The names of all views, in the order in which they are offered. */
export const VIEWS = Object.keys(ALL);

/** The parts of `simulate` that a view needs beside its headline; null where it needs a preset. */
export const needs = (name) => partsOf(ALL[name]);

/**
 * The view `name` of `data`: `{preset}` for the totals, else `{outcome}` with the parts that
 * `needs(name)` lists. Options: `width` in pixels, `locale`, `id`, and other `words`.
 */
export const view = (name, data, options) => present(name, ALL[name], data, options);
