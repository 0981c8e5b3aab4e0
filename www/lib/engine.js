// The whole engine: one wasm with every function.

import load, * as glue from './washout.js';
import { Engine } from './guard.js';

export const engine = new Engine(load, glue);
