// The wasm inside the script: for pages opened from a file and for bundlers that lose assets.

import { engine } from './engine.js';
import { bytes } from './inside.js';
import { opening } from './load.js';

export * from './api.js';

/** Loads the engine; nothing is fetched. */
export const init = opening(engine, bytes);
