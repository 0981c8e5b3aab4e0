// The push and one more input together: how far beyond the push itself the price ends. The picture
// holds axes, lines and a legend; the cells are a canvas below it, which `paint` fills. Lines at
// round multiples say the same as the shades, so that no colour is needed to read it.
import { dollars, estimate, percent } from '../format.js';
import { across, below } from './axis.js';
import { answer, COLOUR, DASHED, line, n, put, settle, widthOf } from './frame.js';
import { linear, px } from './scale.js';

const WORDS = {
  shock: 'First push',
  fall: 'Ends at',
  liquidated: 'Liquidated',
  beyond: 'beyond the push',
  more: 'or more beyond the push',
  alone: 'the push alone',
  input: 'Input',
};
/** How far beyond the push, as a part of it: where lines are drawn. */
const LINES = [0.05, 0.1, 0.25, 0.5, 1];
/** From twice the push on all shades are one: a few wild cells would make the others pale. */
const CAP = 1;
const FOOT = 38;
const KEY = { width: 60, height: 10 };

/**
 * `data`: `shock` (fractions, a column each), `rows` [{text, move, liquidated_usd}] from the
 * lowest value of the other input to the highest, each with an entry for every shock, and
 * `at: {shock, row}`, the scenario that is looked at, its row perhaps between two, or null.
 * The answer has `cells: {columns, rows, shades}` for `paint` and `area: [x, y, width, height]`.
 */
export function heat(data, options) {
  const o = settle(options, 320, WORDS);
  const { words, locale, width } = o;
  const { shock, rows } = data;
  const share = (value) => estimate(px(value), percent, { locale });
  const push = (value) => percent(px(value).toPrecision(3), { locale, places: undefined });
  const columns = shock.length;
  const cell = (index) => [rows[rows.length - 1 - Math.floor(index / columns)], index % columns];
  const table = () => ({
    caption: o.title,
    head: [words.input, ...Array.from(shock, push)],
    rows: [...rows].reverse().map(({ text, move }) => [text, ...Array.from(move, share)]),
  });
  const summary = o.summary ?? (rows.length ? `${rows[0].text} – ${rows.at(-1).text}` : words.none);
  if (columns < 2 || !rows.length) return answer(o, '', { summary, table });

  const beyond = rows.map(({ move }) =>
    Array.from(move, (value, i) =>
      px(shock[i]) > 0 ? Math.max(0, px(value) / px(shock[i]) - 1) : 0,
    ),
  );
  const most = Math.min(Math.max(...beyond.flat()), CAP);
  const top = key(o, most);
  const ends = [rows[0].text, rows.at(-1).text];
  const left = Math.min(Math.max(...ends.map(widthOf)) + 8, width / 3);
  const base = o.height - FOOT;
  const [wide, tall] = [(width - left) / columns, (base - top) / rows.length];
  const x = linear(shock[0], shock.at(-1), left + wide / 2, width - wide / 2);
  const y = (row) => base - (row + 0.5) * tall;
  const mark = data.at && crosshair(data.at, x, y, [left, top, width, base]);
  put(o, width, o.height - 4, `${words.shock} →`, 1, COLOUR.quiet);
  const axis = below(
    o,
    across(
      px(shock[0]),
      px(shock.at(-1)),
      x,
      (value) => percent(String(value), { locale, places: undefined }),
      width,
    ),
    base,
  );
  const contours = LINES.filter((level) => level <= most)
    .map((level) => contour(o, level, beyond, (i) => left + i * wide, y, tall))
    .join('');
  const step = Math.max(1, Math.ceil(20 / tall));
  const named = [...rows.keys()].filter((row) => row % step === 0 || row === rows.length - 1);
  for (const row of [rows.length - 1, ...named])
    put(o, left - 8, y(row) + 4, rows[row].text, 1, COLOUR.quiet);
  const body =
    o.key +
    `<path d="M${n(left)} ${n(top)}H${n(width)}V${n(base)}H${n(left)}z" stroke="${COLOUR.quiet}" fill="none"/>` +
    contours +
    (mark || '') +
    axis;
  const points = Array.from({ length: rows.length * columns }, (_, i) => [
    x(shock[i % columns]),
    y(rows.length - 1 - Math.floor(i / columns)),
  ]);
  return answer(o, body, {
    summary,
    table,
    points,
    columns,
    area: [left, top, width - left, base - top],
    cells: {
      columns,
      rows: rows.length,
      shades: Uint8Array.from(points, (_, i) =>
        shade(beyond[rows.length - 1 - Math.floor(i / columns)][i % columns], most),
      ),
    },
    read(index) {
      const [{ text, move, liquidated_usd: closed }, at] = cell(index);
      return `${words.shock} ${push(shock[at])}, ${words.input.toLowerCase()} ${text}: ${words.fall.toLowerCase()} ${share(move[at])} · ${words.liquidated.toLowerCase()} ${dollars(closed[at], { locale })}`;
    },
  });
}

/** From 0 (the push alone) to 255; the root, because most of what differs is near nothing. */
const shade = (value, most) =>
  Math.round(255 * Math.sqrt(most > 0 ? Math.min(value / most, 1) : 0));

/** Fills a canvas of `columns` times `rows` pixels; `from` and `to` are [red, green, blue], the colours of nothing and of the most. */
export function paint(context, { columns, rows, shades }, [from, to]) {
  const image = context.createImageData(columns, rows);
  shades.forEach((value, i) => {
    for (const c of [0, 1, 2]) image.data[4 * i + c] = from[c] + ((to[c] - from[c]) * value) / 255;
    image.data[4 * i + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}

/** Which shade is how much, at the top; the height that this takes. */
function key(o, most) {
  const { words, locale } = o;
  put(o, 0, 12, words.alone);
  const from = Math.min(widthOf(words.alone) + 6, o.width - KEY.width);
  const text = `+${percent(String(Math.round(most * 1000) / 1000), { locale, places: most < 0.1 ? 1 : 0 })} ${most < CAP ? words.beyond : words.more}`;
  const isNarrow = from + KEY.width + 6 + widthOf(text) > o.width;
  put(o, isNarrow ? 0 : from + KEY.width + 6, isNarrow ? 28 : 12, text);
  const part = KEY.width / 6;
  o.key =
    [0, 1, 2, 3, 4, 5]
      .map(
        (i) =>
          `<path d="M${n(from + i * part)} 3h${part}v${KEY.height}h-${part}z" fill="${COLOUR.accent}" fill-opacity="${i / 5}"/>`,
      )
      .join('') +
    `<path d="M${n(from)} 3h${KEY.width}v${KEY.height}h-${KEY.width}z" stroke="${COLOUR.quiet}" fill="none"/>`;
  return isNarrow ? 38 : 22;
}

/** The edges of the cells that reach `level`, with its name where they begin. */
function contour(o, level, beyond, edge, y, tall) {
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
  if (first)
    put(
      o,
      edge(first[0]) + 4,
      y(first[1]) + 4,
      `+${percent(String(level), { locale: o.locale, places: 0 })}`,
    );
  return path && `<path d="${path}" stroke="${COLOUR.ink}" fill="none"/>`;
}

/** The scenario that is looked at. */
function crosshair({ shock, row }, x, y, [left, top, right, base]) {
  const [cx, cy] = [x(shock), y(row)];
  if (!(cx >= left && cx <= right && cy >= top && cy <= base)) return '';
  return (
    line(cx, top, cx, base, COLOUR.ink, DASHED) +
    line(left, cy, right, cy, COLOUR.ink, DASHED) +
    `<circle cx="${n(cx)}" cy="${n(cy)}" r="5" fill="${COLOUR.paper}" stroke="${COLOUR.ink}" stroke-width="2"/>`
  );
}
