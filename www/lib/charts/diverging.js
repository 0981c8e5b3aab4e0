// Longs to the left, shorts to the right of one line, a row for each asset.
import { dollars } from '../format.js';
import {
  answer,
  bars,
  COLOUR,
  DASHED,
  fit,
  heads,
  line,
  n,
  put,
  settle,
  widthOf,
} from './frame.js';
import { most, px } from './scale.js';
import { WORDS } from './diverging.words.js';

const NARROW = 440;
const BAR = 18;
/** Bars shorter than this, all together, would say nothing: the amounts then stand below them. */
const LEAST = 60;

/**
 * `rows`: [{label, long, short, total}], amounts as exact strings or as numbers (estimates).
 * A row with a total only, its sides unknown, is drawn in neither colour. Of many rows the first
 * `options.shown` are drawn; the table holds all.
 */
export function diverging(all, options) {
  const o = settle(options, 0, WORDS);
  const { words, locale, width } = o;
  const rows = all.slice(0, o.shown ?? 40);
  const write = (value) => dollars(value, { locale });
  const unsplit = (row) => (row.long ?? null) === null;
  const split = rows.filter((row) => !unsplit(row));
  const table = () => ({
    caption: o.title,
    head: [words.asset, words.longs, words.shorts, words.total],
    rows: all.map((row) => [
      row.label,
      unsplit(row) ? words.both : write(row.long),
      unsplit(row) ? '' : write(row.short),
      write(row.total),
    ]),
  });
  const [first] = split;
  const summary =
    o.summary ??
    (first
      ? `${first.label}: ${words.longs.toLowerCase()} ${write(first.long)}, ` +
        `${words.shorts.toLowerCase()} ${write(first.short)}.`
      : words.none);
  if (!rows.length) return answer(o, '', { summary, table });

  const stacked = width < NARROW;
  const names = stacked
    ? 0
    : Math.min(150, Math.max(...rows.map((row) => widthOf(row.label))) + 16);
  const room = ['long', 'short'].map(
    (side) => Math.max(34, ...split.map((row) => widthOf(write(row[side])))) + 10,
  );
  const spare = width - names - room[0] - room[1];
  const tight = spare < LEAST;
  // The shorts' amounts go below the longs' where even those leave each other no room.
  const lines = tight ? [30, spare < 0 ? 46 : 30] : [13, 13];
  const [left, right] = tight ? [names, width] : [names + room[0], width - room[1]];
  const tops = ['long', 'short'].map((side) => most(split.map((row) => row[side])));
  // An unsplit row may be longer than any side: it shares the scale and starts at the left.
  const unit =
    (right - left) /
    (Math.max(tops[0] + tops[1], most(rows.filter(unsplit).map((row) => row.total))) || 1);
  const zero = left + tops[0] * unit;
  const pitch = (stacked ? 46 : 32) + lines[1] - 13;
  o.height = Infinity;
  const top = 8 + lead(o, zero);
  o.height = top + rows.length * pitch + 6;
  const lists = [[], []];
  let other = '';
  const points = rows.map((row, i) => {
    const y = top + i * pitch + (stacked ? 18 : 4);
    const wide = unsplit(row) ? Math.max(1, Math.round(px(row.total) * unit)) : 0;
    const [total, said] = wide ? [write(row.total), `${write(row.total)} ${words.both}`] : [];
    // Where the bar is too short for its words they stand with the name.
    const isApart = stacked && row.label && wide > widthOf(total) + 16 && wide < widthOf(said) + 16;
    put(
      o,
      0,
      stacked ? y - 5 : y + 13,
      fit(isApart ? `${row.label}, ${words.both}` : row.label, stacked ? width : names - 8),
    );
    if (wide) {
      other +=
        `<rect x="${n(left)}" y="${y}" width="${wide}" height="${BAR}" ` +
        `fill="${COLOUR.faint}" stroke="${COLOUR.quiet}" ${DASHED}/>`;
      put(o, left + 8, y + 13, isApart ? total : said);
      return [left + wide / 2, y + BAR / 2];
    }
    const [a, b] = [px(row.long) * unit, px(row.short) * unit];
    lists[0].push([zero - a, y, a, BAR]);
    lists[1].push([zero, y, b, BAR]);
    put(o, tight ? left : zero - a - 6, y + lines[0], write(row.long), tight ? 0 : 1);
    put(o, tight ? width : zero + b + 6, y + lines[1], write(row.short), tight ? 1 : 0);
    return [zero, y + BAR / 2];
  });
  const body =
    bars(lists[0], 'long', o) +
    bars(lists[1], 'short', o) +
    line(zero, top - 4, zero, o.height - 2, COLOUR.ink) +
    other;
  return answer(o, body, { summary, table, points });
}

/** The two sides' names on either side of the line, or at the ends where it leaves them no room. */
function lead(o, zero) {
  const [long, short] = [`← ${o.words.longs}`, `${o.words.shorts} →`];
  const hasRoom = zero - 8 > widthOf(long) && o.width - zero - 8 > widthOf(short);
  return heads(
    o,
    hasRoom
      ? [
          ['long', long, zero - 8, 1],
          ['short', short, zero + 8, 0],
        ]
      : [
          ['long', long, 0, 0],
          ['short', short, o.width, 1],
        ],
  );
}
