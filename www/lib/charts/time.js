// Liquidations by the hour (or any bucket): shorts above the line, longs below it.
import { dollars, short as brief, utc } from '../format.js';
import { below, guides } from './axis.js';
import { answer, blocks, COLOUR, line, longs, settle, shorts, sideLabel, widthOf } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

/**
 * `data`: columns {start_ms, long_usd, short_usd} with exact strings or numbers, and the
 * bucket's length `step_ms`. A bucket that is missing from the columns is a gap, drawn as one.
 */
export function time(data, options) {
  const o = settle(options, 260);
  const { start_ms: at, long_usd: long, short_usd: short } = data;
  const step = data.step_ms || at[1] - at[0] || 3_600_000;
  const write = (value) => dollars(value, { locale: o.locale });
  const when = (ms, fields) => utc(ms, { locale: o.locale, fields });
  const stamp = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };
  const rows = at.map((ms, i) => [when(ms, stamp), write(long[i]), write(short[i])]);
  const table = { caption: o.title, head: [`${o.words.from} (UTC)`, o.words.longs, o.words.shorts], rows };
  const tallest = [...at.keys()].reduce((best, i) => (px(long[i]) + px(short[i]) > px(long[best]) + px(short[best]) ? i : best), 0);
  const summary = o.summary ?? (at.length ? rows[tallest].join(' · ') : o.words.none);
  if (!at.length) return answer(o, '', { summary, table });

  const [top, bottom] = [most(short), most(long)];
  const end = at[at.length - 1] + step;
  const x = linear(at[0], end, 0, o.width);
  const y = linear(top, -bottom, 24, o.height - 44);
  const wide = Math.max(0.6, x(at[0] + step) - Math.min(2, (x(at[0] + step) - x(at[0])) / 5));
  const values = ticks(-bottom, top, Math.max(2, Math.floor(o.height / 60)));
  const gaps = at.slice(1).flatMap((ms, i) => (ms - at[i] > step * 1.5 ? [[x(at[i] + step), 24, x(ms) - x(at[i] + step), o.height - 68]] : []));
  const days = end - at[0] > 2 * 86_400_000;
  const labels = dayStarts(at[0], end, days, o.width).map((ms) => [x(ms), when(ms, days ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit' })]);
  const body = blocks(gaps, COLOUR.faint)
    + guides(values.filter(Boolean), y, (value) => brief(String(Math.abs(value)), { locale: o.locale, trim: true }), 0, o.width)
    + longs(at.map((ms, i) => [x(ms), y(0), wide, y(-px(long[i])) - y(0)]))
    + shorts(at.map((ms, i) => [x(ms), y(px(short[i])), wide, y(0) - y(px(short[i]))]), o.id)
    + line(0, y(0), o.width, y(0), 'currentColor')
    + sideLabel('short', 0, 12, `↑ ${o.words.shorts}`) + sideLabel('long', widthOf(o.words.shorts) + 36, 12, `↓ ${o.words.longs}`)
    + below(labels, o.height - 22, 0, o.width);
  return answer(o, body, { summary, table, points: at.map((ms) => [x(ms) + wide / 2, y(0)]) });
}

/** Round hours or days of UTC within the span, few enough to be labelled. */
function dayStarts(from, to, days, width) {
  const unit = days ? 86_400_000 : 3_600_000;
  const fits = Math.max(1, Math.floor(width / 70));
  const steps = days ? [1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640] : [1, 2, 3, 6, 12];
  const step = unit * (steps.find((size) => (to - from) / (size * unit) <= fits) ?? Math.ceil((to - from) / unit / fits));
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
}
