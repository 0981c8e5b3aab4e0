// The wasm inside the script: for pages opened from a file and for bundlers that lose assets.

import base64 from './washout_base64.js';

import { engine } from './engine.js';

export * from './api.js';

/** Loads the engine; nothing is fetched. */
export const init = (input) => engine.open(input ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
