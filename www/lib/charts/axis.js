// Axes whose labels never touch: fewer ticks rather than smaller or turned ones.
import { COLOUR, DASHED, line, lines, put, widthOf } from './frame.js';
import { ticks } from './scale.js';

const GAP = 12;
const ROW = 15;
const MOST_ROWS = 3;

const kept = new Map();

/**
 * Ticks of a horizontal axis, [x, text] each: as many round values as have room with their names.
 * Kept, since an axis stands still while what it measures moves.
 */
export function across(from, to, scale, write, width) {
  const key = [from, to, scale(from), scale(to), write(to), width].join();
  if (kept.size > 99) kept.clear();
  if (!kept.has(key)) kept.set(key, roomy(from, to, scale, write, width));
  return kept.get(key);
}

function roomy(from, to, scale, write, width) {
  for (let count = Math.max(2, Math.floor(width / 56)); count >= 1; count -= 1) {
    const all = ticks(from, to, count).map((value) => [scale(value), write(value)]);
    if (areApart(all, width)) return all;
  }
  return [];
}

function areApart(labels, width) {
  let edge = -Infinity;
  return (
    new Set(labels.map(([, text]) => text)).size === labels.length &&
    labels.every(([x, text]) => {
      const room = widthOf(text);
      const left = Math.min(Math.max(x - room / 2, 0), width - room);
      const before = edge;
      edge = left + room + GAP;
      return left >= before && left >= 0;
    })
  );
}

/** Labels below a line at `y`, each with a short tick where the value really is. */
export const below = (o, labels, y) =>
  lines(
    labels
      .filter(([x, text]) => put(o, x, y + 17, text, 0.5, COLOUR.quiet))
      .map(([x]) => [x, y, x, y + 4]),
    COLOUR.quiet,
  );

/**
 * Horizontal guide lines at round values other than nought, each with its value above its left end.
 */
export function guides(o, from, to, scale, write, right = o.width) {
  const room = Math.abs(scale(to) - scale(from));
  return lines(
    ticks(from, to, Math.min(Math.max(Math.floor(room / 44), 1), 4))
      .filter(Boolean)
      .map((value) => {
        const y = scale(value);
        put(o, 0, y - 4, write(value), 0, COLOUR.quiet);
        return [0, y, right, y];
      }),
  );
}

/**
 * Upright markers [{x, text, stroke, dash}], those that matter most first, with their names in
 * rows from `top` down; a name without a place is left out. `draw(bottom)` makes the lines below
 * the names, which take `height`.
 */
export function markers(o, list, top) {
  const placed = list.map((mark) => ({
    ...mark,
    row:
      [...Array(MOST_ROWS).keys()].find((row) =>
        put(o, mark.x, top + 12 + row * ROW, mark.text, 0.5, mark.stroke ?? COLOUR.quiet),
      ) ?? -1,
  }));
  return {
    height: (Math.max(-1, ...placed.map(({ row }) => row)) + 1) * ROW,
    draw: (bottom) =>
      placed
        .map(({ x, row, stroke = COLOUR.quiet, dash }) =>
          line(
            x,
            top + 15 + Math.max(row, 0) * ROW,
            x,
            bottom,
            stroke,
            dash ? DASHED : 'stroke-width="1.5"',
          ),
        )
        .join(''),
  };
}
