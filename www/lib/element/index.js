// Importing this file defines `<washout-figure>`; importing it twice is harmless.
import { WashoutFigure } from './figure.js';

export { WashoutFigure };

if (globalThis.customElements && !customElements.get('washout-figure'))
  customElements.define('washout-figure', WashoutFigure);
