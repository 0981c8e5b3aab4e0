// The frame as one plain script with the engine inside, for a sandbox without an origin.
import { WashoutFigure } from '../lib/element/index.js';
import base64 from '../lib/washout_base64.js';

WashoutFigure.wasm = () => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
import './frame.js';
