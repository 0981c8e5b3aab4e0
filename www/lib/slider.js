// The slider of an input: its positions are the values themselves, or the numbers of the input's
// stops where those grow by factors.

/** @typedef {Pick<import('./inputs.js').Input, 'slide' | 'stops'>} Scale */

/**
 * From where to where it goes, and by how much; empty for an input without one.
 *
 * @param {Scale} of
 */
export const rangeOf = ({ slide = [], stops }) => (stops ? [0, stops.length - 1, 1] : slide);

/**
 * The position that stands for a value, or is nearest to it.
 *
 * @param {Scale} of
 */
export const positionOf = ({ stops }, value) => (stops ? String(nearest(stops, value)) : value);

/**
 * The value that a position stands for.
 *
 * @param {Scale} of
 */
export const valueFrom = ({ stops }, position) => (stops ? stops[position] : position);

const apart = (a, b) => (Number(a) === Number(b) ? 0 : Math.abs(Math.log(Number(a) / Number(b))));

const nearest = (stops, value) =>
  stops.reduce((best, stop, i) => (apart(stop, value) < apart(stops[best], value) ? i : best), 0);
