// The frame as one plain script with the engine inside, for a sandbox without an origin.
import { WashoutFigure } from '../lib/element/index.js';
import wasm from '../lib/washout_simulate_bg.wasm';

WashoutFigure.wasm = (part) => (part === 'simulate' ? wasm : undefined);
import './frame.js';
