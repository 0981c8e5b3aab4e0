// Axes whose labels never touch: fewer ticks rather than smaller or turned ones.
import { COLOUR, haloed, label, line, widthOf } from './frame.js';
import { ticks } from './scale.js';

const GAP = 14;
const QUIET = `fill="${COLOUR.quiet}"`;

/** Drops labels (each [x, text]) that would touch the one kept before; both stay inside [left, right]. */
export function spaced(labels, left, right, gap = GAP) {
  let edge = -Infinity;
  return labels.flatMap(([x, text]) => {
    const half = widthOf(text) / 2;
    const at = Math.min(Math.max(x, left + half), right - half);
    if (at - half < Math.max(edge + gap, left - 1) || Math.abs(at - x) > half + 1) return [];
    edge = at + half;
    return [[at, text, x]];
  });
}

/** Ticks of a horizontal axis: as many round values as have room. */
export function roundLabels(from, to, scale, write, left, right) {
  for (let count = Math.max(2, Math.floor((right - left) / 60)); count >= 1; count -= 1) {
    const all = ticks(from, to, count).map((value) => [scale(value), write(value)]);
    if (spaced(all, left, right).length === all.length && new Set(all.map(([, text]) => text)).size === all.length) return all;
  }
  return [];
}

/** Labels below a line at `y`, each with a short tick where the value really is. */
export const below = (labels, y, left, right) => spaced(labels, left, right)
  .map(([at, text, x]) => `${line(x, y, x, y + 4, COLOUR.quiet)}${label(at, y + 17, text, 'middle', QUIET)}`).join('');

/** Horizontal guide lines; their values, above the left end of each, go on top of the data. */
export const guides = (values, scale, left, right) => values.map((value) => line(left, scale(value), right, scale(value))).join('');
export const guideLabels = (values, scale, write, left) => values.map((value) => haloed(left, scale(value) - 4, write(value), 'start', COLOUR.quiet)).join('');

/**
 * Upright markers [{x, text, stroke, dash}] with their names in rows above `top`, so that no
 * two names share a place; `rows` says how many rows that takes.
 */
export function markers(list, top, bottom, left, right) {
  const all = place(list, left, right).map(({ x, text, at, row, stroke = COLOUR.quiet, dash }) => {
    const y = top - 6 - row * 15;
    return [line(x, y + 3, x, bottom, stroke, dash ? 'stroke-dasharray="3 3"' : 'stroke-width="1.5"'), haloed(at, y, text, 'middle', stroke)];
  });
  return [0, 1].map((layer) => all.map((pair) => pair[layer]).join('')).join('');
}

export const rows = (list, left, right) => place(list, left, right).reduce((top, { row }) => Math.max(top, row + 1), 0);

function place(list, left, right) {
  const ends = [];
  return [...list].sort((a, b) => a.x - b.x).map((marker) => {
    const half = widthOf(marker.text) / 2;
    const at = Math.min(Math.max(marker.x, left + half), right - half);
    let row = ends.findIndex((end) => end + 8 < at - half);
    if (row < 0) row = ends.length;
    ends[row] = at + half;
    return { ...marker, at, row };
  });
}
