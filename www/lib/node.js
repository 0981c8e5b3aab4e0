// For Node, Deno and Bun: ready when imported. Nothing is awaited at the top level, so that
// `require` of this module works where it is allowed.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { engine } from './engine.js';
import { find } from './find.js';
import { opening } from './load.js';

export * from './api.js';

// In CommonJS a bundle has no address, and Node gives the folder. A tracer of files reads this too.
engine.start(() => {
  const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
  return readFileSync(find(join(here, 'washout_bg.wasm'), 'washout/washout_bg.wasm'));
});

/** Nothing to do where the wasm was found. A bundle that left it behind has a copy inside. */
export const init = opening(engine, () => import('./inside.js').then(({ bytes }) => bytes()));
