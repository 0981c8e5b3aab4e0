// For Node, Deno and Bun: ready when imported. Nothing is awaited at the top level, so that
// `require` of this module works where it is allowed.

import { readFileSync } from 'node:fs';

import { engine } from './engine.js';

export * from './api.js';

engine.openSync(readFileSync(new URL('washout_bg.wasm', import.meta.url)));

/** Nothing to do here; the same program runs in a browser with it. */
export const init = async () => {};
