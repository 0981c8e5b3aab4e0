// The colours as pictures write them. The build writes the values down in place of this file.

import { COLOURS } from '../colours.js';

const light = (name) => COLOURS[name][0];
const hosted = (name, value = light(name)) => `var(--washout-${name},${value})`;

/**
 * Colours are the host's custom properties; the values here are for a picture that stands alone.
 */
export const COLOUR = {
  long: hosted('long'),
  short: hosted('short'),
  accent: hosted('accent'),
  faint: hosted('faint'),
  quiet: hosted('quiet'),
  paper: hosted('paper', light('sheet')),
  ink: 'currentColor',
};

/** For a picture that is saved, whatever the page it was seen on. */
export const [INK, QUIET, FAINT, SHEET] = ['ink', 'quiet', 'faint', 'sheet'].map(light);
