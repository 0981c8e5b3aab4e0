// The push and one more input together: how far beyond the push itself the price ends. Lines at
// round multiples say the same as the shades, so that no colour is needed to read it.
import { dollars, estimate, percent } from '../format.js';
import { across, below } from './axis.js';
import { answer, COLOUR, DASHED, line, n, put, settle, widthOf } from './frame.js';
import { linear, px } from './scale.js';
import { WORDS } from './heat.words.js';

/** How far beyond the push, as a part of it: where lines are drawn. */
const LINES = [0.05, 0.1, 0.25, 0.5, 1];
/** From twice the push on all shades are one: a few wild cells would make the others pale. */
const CAP = 1;
/** As many shades as an eye tells apart; cells of one shade are one path. */
const SHADES = 32;
const FOOT = 38;
const KEY = { width: 60, height: 10 };

/**
 * `data`: `shock` (fractions, a column each), `rows` [{text, move, liquidated_usd}] from the lowest
 * value of the other input to the highest, each with an entry for every shock, and `at: {shock,
 * row}`, the scenario that is looked at, its row perhaps between two, or null.
 */
export function heat(data, options) {
  const o = settle(options, 320, WORDS);
  const pens = pensOf(o);
  const { shock, rows } = data;
  const summary = o.summary ?? summaryOf(data, o);
  const table = () => tableOf(data, o, pens);
  if (shock.length < 2 || !rows.length) return answer(o, '', { summary, table });
  const beyond = rows.map(({ move }) => beyondOf(move, shock));
  const most = Math.min(Math.max(...beyond.flat()), CAP);
  const plan = layout(data, o, key(o, most));
  return answer(o, drawing(data, o, plan, beyond, most), {
    summary,
    table,
    points: pointsOf(data, plan),
    columns: shock.length,
    read: (index) => reading(data, index, o, pens),
  });
}

/** Kinds of values as they are written. */
const pensOf = ({ locale }) => ({
  share: (value) => estimate(px(value), percent, { locale }),
  push: (value) => percent(px(value).toPrecision(3), { locale, places: undefined }),
  money: (value) => dollars(value, { locale }),
});

const summaryOf = ({ rows }, { words }) =>
  rows.length ? `${rows[0].text} – ${rows.at(-1).text}` : words.none;

const tableOf = ({ shock, rows }, { title, words }, { push, share }) => ({
  caption: title,
  head: [words.input, ...Array.from(shock, push)],
  rows: [...rows].reverse().map(({ text, move }) => [text, ...Array.from(move, share)]),
});

/** What a cell says, for the cursor; the highest row comes first. */
function reading({ shock, rows }, index, { words }, { push, share, money }) {
  const at = index % shock.length;
  const { text, move, liquidated_usd: closed } = rows[rowOf(index, shock, rows)];
  const cell = `${words.shock} ${push(shock[at])}, ${words.input.toLowerCase()} ${text}`;
  const ends = `${words.fall.toLowerCase()} ${share(move[at])}`;
  return `${cell}: ${ends} · ${words.liquidated.toLowerCase()} ${money(closed[at])}`;
}

const rowOf = (index, shock, rows) => rows.length - 1 - Math.floor(index / shock.length);

/** How far beyond each push a row ends, as a part of the push. */
const beyondOf = (move, shock) =>
  Array.from(move, (value, i) =>
    px(shock[i]) > 0 ? Math.max(0, px(value) / px(shock[i]) - 1) : 0,
  );

/** Where the cells are: `x` and `y` give the middles of columns and rows, `edge` left edges. */
function layout({ shock, rows }, { width, height }, top) {
  const ends = [rows[0].text, rows.at(-1).text];
  const left = Math.min(Math.max(...ends.map(widthOf)) + 8, width / 3);
  const base = height - FOOT;
  const [wide, tall] = [(width - left) / shock.length, (base - top) / rows.length];
  return {
    ...{ left, top, right: width, base, wide, tall },
    edge: (column) => left + column * wide,
    x: linear(shock[0], shock.at(-1), left + wide / 2, width - wide / 2),
    y: (row) => base - (row + 0.5) * tall,
  };
}

const pointsOf = ({ shock, rows }, { x, y }) =>
  Array.from({ length: rows.length * shock.length }, (_, i) => [
    x(shock[i % shock.length]),
    y(rowOf(i, shock, rows)),
  ]);

/** What matters more is written first: the axis, the names of the lines, then those of the rows. */
function drawing(data, o, plan, beyond, most) {
  const mark = data.at ? crosshair(data.at, plan) : '';
  const axis = axisOf(data, o, plan);
  const contours = LINES.filter((level) => level <= most).map((level) =>
    contour(o, level, beyond, plan),
  );
  names(data, o, plan);
  const cells = shaded(beyond, most, plan);
  return o.key + cells + frame(plan) + contours.join('') + mark + axis;
}

function axisOf({ shock }, o, { x, base }) {
  const write = (value) => percent(String(value), { locale: o.locale, places: undefined });
  put(o, o.width, o.height - 4, `${o.words.shock} →`, 1, COLOUR.quiet);
  return below(o, across(px(shock[0]), px(shock.at(-1)), x, write, o.width), base);
}

function names({ rows }, o, { left, y, tall }) {
  const step = Math.max(1, Math.ceil(20 / tall));
  const named = [...rows.keys()].filter((row) => row % step === 0 || row === rows.length - 1);
  for (const row of [rows.length - 1, ...named])
    put(o, left - 8, y(row) + 4, rows[row].text, 1, COLOUR.quiet);
}

const frame = ({ left, top, right, base }) =>
  `<path d="M${n(left)} ${n(top)}H${n(right)}V${n(base)}H${n(left)}z" ` +
  `stroke="${COLOUR.quiet}" fill="none"/>`;

/** The cells of each shade as one path, those beside each other in a row as one piece of it. */
function shaded(beyond, most, plan) {
  const paths = new Map();
  beyond.forEach((values, row) => {
    for (const { shade, from, to } of runsOf(values.map((value) => shadeOf(value, most))))
      if (shade) paths.set(shade, (paths.get(shade) ?? '') + piece(row, from, to, plan));
  });
  const all = [...paths].map(
    ([shade, path]) => `<path d="${path}" fill-opacity="${n2(shade / SHADES)}"/>`,
  );
  return `<g fill="${COLOUR.accent}" shape-rendering="crispEdges">${all.join('')}</g>`;
}

/** From 0 (the push alone) up; the root, because most of what differs is near nothing. */
const shadeOf = (value, most) =>
  Math.round(SHADES * Math.sqrt(most > 0 ? Math.min(value / most, 1) : 0));

/** Neighbours of one shade: `{shade, from, to}`, columns, `to` behind the last. */
function runsOf(shades) {
  const runs = [];
  shades.forEach((shade, i) => {
    if (runs.at(-1)?.shade === shade) runs.at(-1).to = i + 1;
    else runs.push({ shade, from: i, to: i + 1 });
  });
  return runs;
}

function piece(row, from, to, { edge, y, tall }) {
  const [left, right] = [edge(from), edge(to)].map(n);
  const [top, bottom] = [y(row) - tall / 2, y(row) + tall / 2].map(n);
  return `M${left} ${top}H${right}V${bottom}H${left}z`;
}

/** Two decimals. */
const n2 = (value) => Math.round(value * 100) / 100;

/** Which shade is how much, at the top; the height that this takes. */
function key(o, most) {
  const { words, locale } = o;
  put(o, 0, 12, words.alone);
  const from = Math.min(widthOf(words.alone) + 6, o.width - KEY.width);
  const places = most < 0.1 ? 1 : 0;
  const part = percent(String(Math.round(most * 1000) / 1000), { locale, places });
  const text = `+${part} ${most < CAP ? words.beyond : words.more}`;
  const isNarrow = from + KEY.width + 6 + widthOf(text) > o.width;
  put(o, isNarrow ? 0 : from + KEY.width + 6, isNarrow ? 28 : 12, text);
  o.key = keyBar(from);
  return isNarrow ? 38 : 22;
}

function keyBar(from) {
  const { width, height } = KEY;
  const part = width / 6;
  const steps = [0, 1, 2, 3, 4, 5].map(
    (i) =>
      `<path d="M${n(from + i * part)} 3h${part}v${height}h-${part}z" ` +
      `fill="${COLOUR.accent}" fill-opacity="${i / 5}"/>`,
  );
  const edge = `<path d="M${n(from)} 3h${width}v${height}h-${width}z" `;
  return `${steps.join('')}${edge}stroke="${COLOUR.quiet}" fill="none"/>`;
}

/** The edges of the cells that reach `level`, with its name where they begin. */
function contour(o, level, beyond, { edge, y, tall }) {
  const has = (row, at) => beyond[row]?.[at] >= level;
  let path = '';
  let first = null;
  beyond.forEach((values, row) =>
    values.forEach((_, at) => {
      const [here, below, before] = [has(row, at), has(row - 1, at), has(row, at - 1)];
      const [x, bottom] = [edge(at), y(row) + tall / 2];
      if (row && here !== below) path += `M${n(x)} ${n(bottom)}H${n(edge(at + 1))}`;
      if (at && here !== before) path += `M${n(x)} ${n(bottom)}V${n(bottom - tall)}`;
      if (here && (!first || row > first[1] || (row === first[1] && at < first[0])))
        first = [at, row];
    }),
  );
  const name = `+${percent(String(level), { locale: o.locale, places: 0 })}`;
  if (first) put(o, edge(first[0]) + 4, y(first[1]) + 4, name);
  return path && `<path d="${path}" stroke="${COLOUR.ink}" fill="none"/>`;
}

/** The scenario that is looked at; nothing where it lies outside. */
function crosshair({ shock, row }, { x, y, left, top, right, base }) {
  const [cx, cy] = [x(shock), y(row)];
  if (!(cx >= left && cx <= right && cy >= top && cy <= base)) return '';
  return (
    line(cx, top, cx, base, COLOUR.ink, DASHED) +
    line(left, cy, right, cy, COLOUR.ink, DASHED) +
    `<circle cx="${n(cx)}" cy="${n(cy)}" r="5" fill="${COLOUR.paper}" ` +
    `stroke="${COLOUR.ink}" stroke-width="2"/>`
  );
}
