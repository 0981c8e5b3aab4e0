// The inputs that a heat map has rows for, with their values from the lowest up. The build writes
// down what this finds, so that a figure does not load the whole table of inputs for it.
import { INPUTS } from '../inputs.js';

/** In steps of 5 %. */
const PERCENTS = Array.from({ length: 20 }, (_, i) => String(5 * (i + 1)));

/** @param {import('../inputs.js').Input} input */
const row = ({ path, stops }) => ({ path, values: stops ?? PERCENTS });

export const GRID = {
  depth: row(INPUTS.depth),
  survival: row(INPUTS.survival),
  oi: row(INPUTS.oi),
};
