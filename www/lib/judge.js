// The judge part alone, with a wasm of its own: for pages that must be light.

import { judging } from './api/judge.js';
import { engine } from './engine/judge.js';
import { opening } from './load.js';

export { WashoutError } from './error.js';

/**
 * Loads this part; calling again is harmless. Takes a URL, a Response, bytes or a module instead of
 * the default.
 */
export const init = opening(engine, () => new URL('washout_judge_bg.wasm', import.meta.url));

export const version = () => engine.call('version');

export const { annualFunding, article, audit, change, drawdown, flows, marginBehind, summary } =
  judging(engine);
