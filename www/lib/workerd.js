// For Cloudflare Workers, where importing a .wasm file gives a compiled module.

import module from './washout_bg.wasm';

import { engine } from './engine.js';
import { opening } from './load.js';

export * from './api.js';

engine.start(() => module);

/** Nothing to do here; the same program runs in a browser with it. */
export const init = opening(engine, () => module);
