// The scales of the inputs that a reader of the element may slide. The build writes down what this
// finds, as for the attributes.
import { INPUTS } from '../inputs.js';

/** @param {import('../inputs.js').Input} of */
const scale = ({ slide, stops }) => ({ slide, stops });

export const SLIDERS = { shock: scale(INPUTS.shock), depth: scale(INPUTS.depth) };
