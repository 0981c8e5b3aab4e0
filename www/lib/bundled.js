// For a server that a bundler makes into one file: the wasm is inside, because nothing lies beside
// a bundle. Ready when imported.

import { engine } from './engine.js';
import { bytes } from './inside.js';
import { opening } from './load.js';

export * from './api.js';

engine.start(bytes);

/** Nothing to do, but where a runtime compiles no bytes: there it takes a module. */
export const init = opening(engine, bytes);
