// The locate part alone, with a wasm of its own: for pages that must be light.

import { locating } from './api/locate.js';
import { engine } from './engine/locate.js';
import { opening } from './load.js';

export { WashoutError } from './error.js';

/**
 * Loads this part; calling again is harmless. Takes a URL, a Response, bytes or a module instead of
 * the default.
 */
export const init = opening(engine, () => new URL('washout_locate_bg.wasm', import.meta.url));

export const version = () => engine.call('version');

export const {
  breakEven,
  depth,
  liqPrice,
  locate,
  locateMany,
  maintenance,
  marginToAdd,
  maxSize,
  pnl,
  portfolio,
  targetPrice,
  venues,
} = locating(engine);
