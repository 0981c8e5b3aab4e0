// The inputs that a heat map has rows for, with their values from the lowest up. The build writes
// down what this finds, so that a figure does not load the whole table of inputs for it.
import { INPUTS, placeOf } from '../inputs.js';

/** In steps of 5 %. */
const PERCENTS = Array.from({ length: 20 }, (_, i) => String(5 * (i + 1)));

function row(key, values) {
  const [names, mark] = placeOf(INPUTS[key].path);
  return { path: names.join('.'), isShare: mark === '%', values };
}

export const GRID = {
  depth: row('depth', INPUTS.depth.stops),
  survival: row('survival', PERCENTS),
  oi: row('oi', INPUTS.oi.stops),
};
