// The inputs that are attributes of the element, each with its place in a scenario. The build
// writes down what this finds, so that an article does not load the whole table for it.
import { INPUTS } from '../inputs.js';

export const PATHS = Object.fromEntries(
  Object.entries(INPUTS)
    .filter(([, { attribute }]) => attribute)
    .map(([key, { path }]) => [key, path]),
);
