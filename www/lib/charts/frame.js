// What every chart shares: the picture's frame, labels that never touch, hatches and tables.
// A chart is `(data, options) -> {svg, summary, table, points}`: strings and plain data, no
// document, so that it is the same in a page, in an element and in Node.

import { COLOUR } from './palette.js';
import { WORDS } from './frame.words.js';

// One file with these for whoever loads charts in parts.
export { COLOUR };
export { linear, most, px, ticks } from './scale.js';

const UNSAFE = /[&<>"']/g;
// Characters that XML cannot hold, and the overrides that could turn a line of text around.
const UNFIT = /[\0-\b\v\f\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu;

/** What a label takes above and below its line, and beside it. */
const [ABOVE, UNDER, BESIDE] = [11, 3, 4];

/** Text that stays where it stands, whoever wrote it. */
export const clean = (text) => String(text).replace(UNFIT, '\ufffd');

/** The same as it may stand in markup. */
export const escape = (text) => clean(text).replace(UNSAFE, (char) => `&#${char.charCodeAt(0)};`);

/** A coordinate: one decimal at most, never an exponent, never NaN. */
export const n = (value) => (Math.abs(value) < 1e9 ? Math.round(value * 10) / 10 + 0 : 0);

// Widths at a size of 12, rather too wide than too narrow: what is said to fit has to fit in
// Helvetica, Arial, Roboto and DejaVu, and a little bolder.
/** @type {[RegExp, number][]} */
const WIDTHS = [
  [/[\u200b-\u200f\u061c]/, 0],
  [/[\s.,:;'’|!il]/, 4.1],
  [/[\p{Lu}&~+<=>±×÷−–\u0400-\u07ff]/u, 9.4],
  [/[\u0800-\u{10ffff}]/u, 13],
];
const widths = new Map();
const wide = (char) =>
  /[mwMWQ@%…—→←≈]/.test(char) ? 13.4 : (WIDTHS.find(([which]) => which.test(char))?.[1] ?? 7.7);

/** About how wide a text is at a size of 12: never less than it is drawn. */
export function widthOf(text) {
  let sum = 0;
  for (const char of String(text)) {
    if (!widths.has(char)) widths.set(char, wide(char));
    sum += widths.get(char);
  }
  return sum;
}

/** The text, or as much of its beginning as fits into `room`; nothing where not even that does. */
export function fit(text, room) {
  const all = [...String(text)];
  if (widthOf(text) <= room) return all.join('');
  while (all.length && widthOf(all.join('')) > room - wide('…')) all.pop();
  return all.length ? `${all.join('')}…` : '';
}

/** Options over defaults, with every word of the chart there and an id that is fit to be one. */
export function settle(options, height, words) {
  const all = { locale: 'en', id: 'chart', title: '', ...options };
  return {
    ...all,
    width: Math.max(200, all.width || 640),
    height: Math.max(80, all.height || height),
    id: String(all.id).replace(/[^\w-]/g, ''),
    words: { ...WORDS, ...words, ...all.words },
    labels: '',
    boxes: [],
  };
}

/**
 * Writes a line of text, unless it would touch one written before: what matters more is written
 * first. It is moved inwards where it would leave the picture. `anchor` is the part of it that
 * lies left of `x`: 0, 0.5 or 1. Whether it was written.
 */
export function put(o, x, y, text, anchor = 0, colour = '', rest = '') {
  const all = fit(text, o.width);
  const room = widthOf(all);
  const left = Math.min(Math.max(x - anchor * room, 0), o.width - room);
  const box = [left, y - ABOVE, left + room, y + UNDER];
  if (
    !all ||
    !Number.isFinite(left + y) ||
    box[1] < 0 ||
    box[3] > o.height ||
    o.boxes.some(
      (other) =>
        box[0] < other[2] + BESIDE &&
        other[0] < box[2] + BESIDE &&
        box[1] < other[3] &&
        other[1] < box[3],
    )
  )
    return false;
  o.boxes.push(box);
  o.labels +=
    `<text x="${n(left + anchor * room)}" ` +
    `y="${n(y)}"${
      anchor ? ` text-anchor="${anchor < 1 ? 'middle' : 'end'}"` : ''
    }${colour && ` fill="${colour}"`}${rest}>${escape(all)}</text>`;
  return true;
}

/**
 * Names of sides in their colours on the first line, one to the left and one to the right of
 * `middle` or at the picture's ends; the second goes below where both have no room. The height
 * taken.
 */
export function heads(o, list) {
  const at =
    list.map(([, text]) => widthOf(text)).reduce((a, b) => a + b, 0) + 12 > o.width ? 16 : 0;
  list.forEach(([side, text, x, anchor], i) =>
    put(o, x, 12 + i * at, text, anchor, COLOUR[side], ' font-weight="600"'),
  );
  return 18 + at;
}

export const line = (x1, y1, x2, y2, stroke, rest) => lines([[x1, y1, x2, y2]], stroke, rest);

/** Many straight lines as one path. */
export const lines = (list, stroke = COLOUR.faint, rest = '') =>
  stroked(
    list.map(([x1, y1, x2, y2]) => `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`).join(''),
    stroke,
    rest,
  );

const stroked = (path, stroke, rest) =>
  path && `<path d="${path}" stroke="${stroke}" fill="none"${rest && ` ${rest}`}/>`;

/** A line through points; those less than a pixel away from the last one add nothing to see. */
export function trace(points, stroke, rest = '') {
  let [last, path] = [[Infinity, 0], ''];
  points.forEach(([x, y], i) => {
    if (Math.abs(x - last[0]) < 1 && Math.abs(y - last[1]) < 1 && i < points.length - 1) return;
    path += `${path ? 'L' : 'M'}${n(x)} ${n(y)}`;
    last = [x, y];
  });
  return stroked(path, stroke, rest);
}

export const DASHED = 'stroke-dasharray="3 3"';

const boxes = (list) =>
  list
    .map(([x, y, w, h]) => (w > 0 && h > 0 ? `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z` : ''))
    .join('');

/** Many rectangles [x, y, width, height] as one path. */
export const blocks = (list, fill) => area(boxes(list), fill);

const area = (path, fill) => path && `<path d="${path}" fill="${fill}"/>`;

/** Columns side by side on `base`, as one outline: [left, right, top] each. */
export function skyline(list, base, side, o) {
  let [path, edge] = ['', NaN];
  for (const [left, right, top] of list) {
    path += `${
      left === edge ? '' : `${path && `V${n(base)}z`}M${n(left)} ${n(base)}`
    }V${n(top)}H${n(right)}`;
    edge = right;
  }
  return hatched(path && `${path}V${n(base)}z`, side, o);
}

/** Rectangles of a side. */
export const bars = (list, side, o) => hatched(boxes(list), side, o);

/**
 * The long side is solid, the short side a pale ground under a hatch, so that hue is not needed.
 */
const hatched = (path, side, { id }) =>
  path &&
  (side === 'long'
    ? area(path, COLOUR.long)
    : `<g stroke="${COLOUR.short}"><g opacity=".45" ` +
      `stroke="none">${area(path, COLOUR.short)}</g>${area(path, `url(#${id}-h)`)}</g>`);

/**
 * A chart's answer. Without anything to draw it says so in words. `table` makes the table, and is
 * called by the first reader of it: under a moving slider nobody reads it.
 *
 * @param {ReturnType<typeof settle>} o
 * @param {string} body
 * @param {object} said
 * @param {string} said.summary
 * @param {() => import('./index.js').Table} said.table
 * @param {number[][]} [said.points]
 * @param {number} [said.columns] Where the points are a grid: how many there are in a row.
 * @param {(index: number) => string} [said.read] What is said of a point, if not its row.
 */
export function answer(o, body, { summary, table, points = [], ...rest }) {
  if (!body) put(o, 0, 20, o.words.none, 0, COLOUR.quiet);
  const { id, width, height } = o;
  const hatch = body.includes(`#${id}-h`)
    ? `<defs><pattern id="${id}-h" width="5" height="5" patternUnits="userSpaceOnUse" ` +
      `patternTransform="rotate(45)"><path d="M1 0v5" stroke="${COLOUR.short}" ` +
      'stroke-width="2.4"/></pattern></defs>'
    : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" ` +
    `width="${n(width)}" height="${n(height)}" role="img" aria-labelledby="${id}-t ` +
    `${id}-d" font-size="12" fill="${COLOUR.ink}" direction="ltr">` +
    `<title id="${id}-t">${escape(o.title)}</title><desc ` +
    `id="${id}-d">${escape(o.description || summary)}</desc>${hatch}${body}` +
    `<g paint-order="stroke" stroke="${COLOUR.paper}" stroke-width="4" ` +
    `stroke-linejoin="round">${o.labels}</g></svg>`;
  let made;
  return {
    svg,
    summary,
    points,
    ...rest,
    get table() {
      return (made ??= table());
    },
  };
}
