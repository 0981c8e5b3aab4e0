// Longs to the left, shorts to the right of one line, a row for each asset.
import { dollars } from '../format.js';
import { answer, COLOUR, fit, label, line, longs, settle, shorts, sideLabel, widthOf } from './frame.js';
import { most, px } from './scale.js';

const NARROW = 440;
const BAR = 18;

/**
 * `rows`: [{label, long, short, total}], amounts as exact strings or as numbers (estimates).
 * A row with a total only, its sides unknown, is drawn in neither colour. Of many rows the first
 * `options.shown` are drawn; the table holds all.
 */
export function diverging(all, options) {
  const o = settle(options, 0);
  const rows = all.slice(0, o.shown ?? 40);
  const write = (value) => dollars(value, { locale: o.locale });
  const unsplit = (row) => row.long === undefined || row.long === null;
  const split = rows.filter((row) => !unsplit(row));
  const table = () => ({
    caption: o.title,
    head: [o.words.asset, o.words.longs, o.words.shorts, o.words.total],
    rows: all.map((row) => [row.label, unsplit(row) ? o.words.both : write(row.long), unsplit(row) ? '' : write(row.short), write(row.total)]),
  });
  const first = split[0];
  const summary = o.summary ?? (first ? `${first.label}: ${o.words.longs.toLowerCase()} ${write(first.long)}, ${o.words.shorts.toLowerCase()} ${write(first.short)}.` : o.words.none);
  if (!rows.length) return answer(o, '', { summary, table });

  const stacked = o.width < NARROW;
  const names = stacked ? 0 : Math.min(150, Math.max(...rows.map((row) => widthOf(row.label))) + 16);
  const room = (side) => Math.max(34, ...split.map((row) => widthOf(write(row[side])))) + 10;
  const left = names + room('long');
  const span = o.width - left - room('short');
  const tops = [most(split.map((row) => row.long)), most(split.map((row) => row.short))];
  const lone = most(rows.filter(unsplit).map((row) => row.total));
  // An unsplit row may be longer than any side: it shares the scale and starts at the left.
  const unit = span / (Math.max(tops[0] + tops[1], lone) || 1);
  const zero = left + tops[0] * unit;
  const pitch = stacked ? 46 : 32;
  const head = 26;
  const bars = { long: [], short: [] };
  let text = heads(o, zero);
  let other = '';
  const points = rows.map((row, i) => {
    const y = head + i * pitch + (stacked ? 18 : 4);
    text += stacked ? label(0, y - 5, fit(row.label, o.width)) : label(0, y + 13, fit(row.label, names - 8));
    if (unsplit(row)) {
      const wide = px(row.total) * unit;
      other += `<rect x="${left}" y="${y}" width="${Math.max(1, Math.round(wide))}" height="${BAR}" fill="${COLOUR.faint}" stroke="${COLOUR.quiet}" stroke-dasharray="3 3"/>`;
      other += label(left + 8, y + 13, fit(`${write(row.total)} ${o.words.both}`, Math.max(wide - 12, 120)));
      return [left + wide / 2, y + BAR / 2];
    }
    const [a, b] = [px(row.long) * unit, px(row.short) * unit];
    bars.long.push([zero - a, y, a, BAR]);
    bars.short.push([zero, y, b, BAR]);
    text += label(zero - a - 6, y + 13, write(row.long), 'end') + label(zero + b + 6, y + 13, write(row.short));
    return [zero, y + BAR / 2];
  });
  o.height = head + rows.length * pitch + 6;
  const body = longs(bars.long) + shorts(bars.short, o.id) + line(zero, head - 4, zero, o.height - 2, 'currentColor') + other + text;
  return answer(o, body, { summary, table, points });
}

/** The two sides' names on either side of the line, in their colours. */
const heads = (o, zero) => {
  const tight = zero + widthOf(o.words.shorts) + 12 > o.width;
  return sideLabel('long', zero - 8, 12, `← ${o.words.longs}`, 'end')
    + sideLabel('short', tight ? o.width : zero + 8, 12, `${o.words.shorts} →`, tight ? 'end' : 'start');
};
