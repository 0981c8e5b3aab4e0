// The simulate part alone, with a wasm of its own: for pages that must be light.

import { simulating } from './api/simulate.js';
import { engine } from './engine/simulate.js';
import { opening } from './load.js';

export { WashoutError } from './error.js';

/**
 * Loads this part; calling again is harmless. Takes a URL, a Response, bytes or a module instead of
 * the default.
 */
export const init = opening(engine, () => new URL('washout_simulate_bg.wasm', import.meta.url));

export const version = () => engine.call('version');

export const { cascade, compare, reverseLevel, reverseNotional, scenario, simulate } =
  simulating(engine);
