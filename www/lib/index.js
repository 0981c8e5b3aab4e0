// For browsers and bundlers: `await init()` fetches the wasm that lies beside this file.

import { engine } from './engine.js';
import { opening } from './load.js';

export * from './api.js';

/**
 * Loads the engine; calling again is harmless. Takes a URL, a Response, bytes or a module instead
 * of the default.
 */
export const init = opening(engine, () => new URL('washout_bg.wasm', import.meta.url));
