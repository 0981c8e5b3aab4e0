// Liquidations by the hour (or any bucket): shorts above the line, longs below it.
import { dollars, short as brief, utc } from '../format.js';
import { below, guideLabels, guides } from './axis.js';
import { answer, blocks, COLOUR, line, longs, n, settle, shorts, sideLabel, widthOf } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BREAK = 22;

/**
 * `data`: columns {start_ms, long_usd, short_usd} with exact strings or numbers, and the bucket's
 * length `step_ms`. Buckets missing from the columns are drawn as a gap, and an empty stretch
 * longer than all the buckets that hold something is cut out.
 */
export function time(data, options) {
  const o = settle(options, 260);
  const { start_ms: at, long_usd: long, short_usd: short } = data;
  const step = data.step_ms || at[1] - at[0] || HOUR;
  const write = (value) => dollars(value, { locale: o.locale });
  const when = (ms, fields) => utc(ms, { locale: o.locale, fields });
  const row = (i) => [when(at[i], { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }), write(long[i]), write(short[i])];
  const table = () => ({ caption: o.title, head: [`${o.words.from} (UTC)`, o.words.longs, o.words.shorts], rows: [...at.keys()].map(row) });
  const summary = o.summary ?? (at.length ? row(0).join(' · ') : o.words.none);
  if (!at.length) return answer(o, '', { summary, table });

  const [top, bottom] = [most(short), most(long)];
  const parts = stretches(at, step, o.width);
  const x = (ms) => (parts.findLast((part) => ms >= part.from) ?? parts[0]).x(ms);
  const y = linear(top, -bottom, 24, o.height - 44);
  const wide = Math.max(0.6, (parts[0].x(at[0] + step) - parts[0].x(at[0])) * 0.9);
  const empty = at.slice(1).flatMap((ms, i) => (ms - at[i] > step * 1.5 ? [[at[i] + step, ms]] : []));
  // The last instant before the emptiness may belong to another stretch than its end.
  const bands = empty.map(([from, to]) => [x(from - 1), 24, x(to) - x(from - 1), o.height - 68]).filter(([, , w]) => w > 4);
  const breaks = parts.slice(1).map(({ from }) => `<path d="M${n(x(from) - BREAK + 6)} ${n(y(0) + 6)}l5 -12m4 12l5 -12" stroke="currentColor" fill="none"/>`).join('');
  const values = ticks(-bottom, top, Math.max(2, Math.floor(o.height / 60))).filter(Boolean);
  const body = blocks(bands, COLOUR.faint)
    + guides(values, y, 0, o.width)
    + longs(at.map((ms, i) => [x(ms), y(0), wide, y(-px(long[i])) - y(0)]))
    + shorts(at.map((ms, i) => [x(ms), y(px(short[i])), wide, y(0) - y(px(short[i]))]), o.id)
    + line(0, y(0), o.width, y(0), 'currentColor') + breaks
    + guideLabels(values, y, (value) => brief(String(Math.abs(value)), { locale: o.locale, trim: true }), 0)
    + sideLabel('short', 0, 12, `↑ ${o.words.shorts}`) + sideLabel('long', widthOf(o.words.shorts) + 36, 12, `↓ ${o.words.longs}`)
    + below(labels(parts, when, x, o.width), o.height - 22, 0, o.width);
  return answer(o, body, { summary, table, points: at.map((ms) => [x(ms) + wide / 2, y(0)]) });
}

/** The times that are drawn: one stretch, or several with an overlong emptiness cut out between. */
function stretches(at, step, width) {
  const longest = Math.max(at.length, 12) * step;
  const cuts = [0, ...at.keys()].filter((i, k) => k === 0 || (i && at[i] - at[i - 1] > longest));
  const parts = cuts.map((first, i) => ({ from: at[first], to: at[(cuts[i + 1] ?? at.length) - 1] + step }));
  const unit = (width - BREAK * (parts.length - 1)) / parts.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = 0;
  for (const part of parts) {
    const start = left;
    part.x = (ms) => start + (Math.min(ms, part.to) - part.from) * unit;
    left = part.x(part.to) + BREAK;
  }
  return parts;
}

/** The first label of a stretch says the day; the others are round hours or days. */
function labels(parts, when, x, width) {
  const years = when(parts[0].from, { year: 'numeric' }) !== when(parts[parts.length - 1].to, { year: 'numeric' });
  const date = { month: 'short', day: 'numeric', ...(years && { year: 'numeric' }) };
  return parts.flatMap(({ from, to }) => {
    const room = Math.max(1, Math.floor((x(to - 1) - x(from)) / 64));
    const days = to - from > 3 * DAY;
    const sizes = days ? [1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640].map((k) => k * DAY) : [1 / 60, 1 / 12, 1 / 4, 1 / 2, 1, 2, 3, 6, 12, 24].map((k) => k * HOUR);
    const step = sizes.find((size) => (to - from) / size <= room) ?? Math.ceil((to - from) / DAY / room) * DAY;
    const first = Math.ceil(from / step) * step;
    const round = Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
    return [[x(from), when(from, date)], ...round.filter((ms) => ms > from && ms < to).map((ms) => [x(ms), when(ms, days || ms % DAY === 0 ? date : { hour: '2-digit', minute: '2-digit' })])];
  });
}
