// The liquidation map: what would be closed at which price, and the running total outwards
// from the price now. Longs lie below it, shorts above.
import { dollars, estimate, short as brief, usd } from '../format.js';
import { below, guideLabels, guides, markers, roundLabels, rows as rowsOf } from './axis.js';
import { answer, blocks, COLOUR, line, longs, n, settle, shorts, sideLabel } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

/**
 * `data`: columns {long_usd, short_usd} of the bins, {price_usd, long_cumulative_usd,
 * short_cumulative_usd} of their edges (one more), and {now_usd, final_usd, levels: [price]}.
 */
export function map(data, options) {
  const o = settle(options, 300);
  const { price_usd: edges, long_usd: long, short_usd: short, long_cumulative_usd: longSum, short_cumulative_usd: shortSum } = data;
  const bins = long.length;
  const write = (value) => dollars(value, { locale: o.locale });
  const price = (value) => estimate(px(value), usd, { locale: o.locale, digits: 4 });
  const used = [...long.keys()].filter((i) => px(long[i]) > 0 || px(short[i]) > 0);
  const table = () => ({
    caption: o.title,
    head: [o.words.price, o.words.longs, o.words.shorts, `${o.words.total} ${o.words.longs.toLowerCase()}`, `${o.words.total} ${o.words.shorts.toLowerCase()}`],
    rows: used.map((i) => [`${price(edges[i])} – ${price(edges[i + 1])}`, write(long[i]), write(short[i]), write(longSum[i]), write(shortSum[i + 1])]),
  });
  const peak = used.reduce((best, i) => (px(long[i]) + px(short[i]) > px(long[best]) + px(short[best]) ? i : best), used[0]);
  const summary = o.summary ?? (used.length ? `${price(edges[peak])}: ${write(Math.max(px(long[peak]), px(short[peak])))}.` : o.words.none);
  if (!used.length) return answer(o, '', { summary, table });

  const x = linear(px(edges[0]), px(edges[bins]), 0, o.width);
  const marks = named(data, o, x);
  const top = 26 + rowsOf(marks, 0, o.width) * 15;
  const base = o.height - 26;
  const y = linear(0, most([...long, ...short]), base, top + 8);
  const ySum = linear(0, most([...longSum, ...shortSum]), base, top + 8);
  const gap = o.width / bins > 4 ? 1 : 0;
  const bars = (column) => used.map((i) => [x(edges[i]), y(column[i]), x(edges[i + 1]) - x(edges[i]) - gap, base - y(column[i])]);
  const tick = (value) => usd(String(value), { locale: o.locale });
  const swept = [x(data.now_usd), x(data.final_usd)].sort((a, b) => a - b);
  const values = ticks(0, most([...long, ...short]), 3).slice(1);
  const body = blocks([[swept[0], top, swept[1] - swept[0], base - top]], COLOUR.faint)
    + guides(values, y, 0, o.width)
    + longs(bars(long)) + shorts(bars(short), o.id)
    + running(edges, longSum, x, ySum) + running(edges, shortSum, x, ySum)
    + line(0, base, o.width, base, 'currentColor')
    + guideLabels(values, y, (value) => brief(String(value), { locale: o.locale, trim: true }), 0)
    + markers(marks, top, base, 0, o.width)
    + below(roundLabels(px(edges[0]), px(edges[bins]), x, tick, 0, o.width), base, 0, o.width)
    + sideLabel('long', 0, 12, `← ${o.words.longs} ${write(most(longSum))}`)
    + sideLabel('short', o.width, 12, `${o.words.shorts} ${write(most(shortSum))} →`, 'end');
  return answer(o, body, { summary, table, points: used.map((i) => [(x(edges[i]) + x(edges[i + 1])) / 2, Math.min(y(long[i]), y(short[i]))]) });
}

/** The prices with a name of their own, in the order of their worth: none hides another. */
function named(data, o, x) {
  const plain = (value) => usd(String(px(value).toPrecision(4) * 1), { locale: o.locale });
  const list = (data.levels ?? []).map((value) => ({ x: x(value), text: plain(value), dash: true }));
  list.push({ x: x(data.now_usd), text: o.words.now, stroke: 'currentColor' });
  if (px(data.final_usd) !== px(data.now_usd)) list.push({ x: x(data.final_usd), text: o.words.end, stroke: COLOUR.accent });
  return list.filter((mark) => mark.x >= 0 && mark.x <= o.width);
}

/** The running total as a line over the edges where there is any. */
function running(edges, sums, x, y) {
  const path = [...sums.keys()].filter((i) => px(sums[i]) > 0).map((i, at) => `${at ? 'L' : 'M'}${n(x(edges[i]))} ${n(y(sums[i]))}`).join('');
  return path && `<path d="${path}" stroke="currentColor" stroke-width="1.2" stroke-dasharray="5 3" fill="none"/>`;
}
