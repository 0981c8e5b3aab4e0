// What an article loads for `<washout-figure>`.
import { WashoutFigure } from '../lib/element/index.js';

// A page of ours has begun to compile it, see later.js; elsewhere it is fetched from beside this
// script.
WashoutFigure.wasm = (part) => self.washoutWasm?.[part];
