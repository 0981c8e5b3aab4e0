// Liquidations by the hour (or any bucket): shorts above the line, longs below it.
import { dollars, short as brief, utc } from '../format.js';
import { below, guides } from './axis.js';
import { answer, bars, blocks, COLOUR, heads, line, settle, widthOf } from './frame.js';
import { linear, most, px } from './scale.js';
import { WORDS } from './time.words.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BREAK = 22;
/** Round steps between labels, in hours. */
const STEPS = [
  1 / 60,
  1 / 12,
  1 / 4,
  1 / 2,
  1,
  2,
  3,
  6,
  12,
  24,
  48,
  168,
  336,
  672,
  2184,
  4368,
  8736,
  43_680,
  87_360,
];

/**
 * `data`: columns {start_ms, long_usd, short_usd} with exact strings or numbers, and the bucket's
 * length `step_ms`. Buckets missing from the columns are drawn as a gap, and an empty stretch
 * longer than all the buckets that hold something is cut out.
 */
export function time(data, options) {
  const o = settle(options, 260, WORDS);
  const { words, locale, width } = o;
  const { start_ms: at, long_usd: long, short_usd: short } = data;
  const step = data.step_ms || at[1] - at[0] || HOUR;
  const write = (value) => dollars(value, { locale });
  const when = (ms, fields) => utc(ms, { locale, fields });
  const row = (i) => [
    when(at[i], {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
    write(long[i]),
    write(short[i]),
  ];
  const table = () => ({
    caption: o.title,
    head: [`${words.from} (UTC)`, words.longs, words.shorts],
    rows: [...at.keys()].map(row),
  });
  const summary = o.summary ?? (at.length ? row(0).join(' · ') : words.none);
  if (!at.length) return answer(o, '', { summary, table });

  const [high, low] = [most(short), most(long)];
  const parts = stretches(at, step, width);
  const x = (ms) => (parts.findLast((part) => ms >= part.from) ?? parts[0]).x(ms);
  const shortText = `↑ ${words.shorts}`;
  const top =
    6 +
    heads(o, [
      ['short', shortText, 0, 0],
      ['long', `↓ ${words.longs}`, widthOf(shortText) + 12, 0],
    ]);
  const y = linear(high, -low, top, o.height - 40);
  const [start] = at;
  const wide = Math.max(0.6, (x(start + step) - x(start)) * 0.9);
  // The last instant before an emptiness may belong to another stretch than its end.
  const bands = at
    .slice(1)
    .map((ms, i) => [x(at[i] + step - 1), x(ms), ms - at[i]])
    .filter(([from, to, ms]) => ms > step * 1.5 && to - from > 4);
  const breaks = parts
    .slice(1)
    .map(
      ({ from }) =>
        `<path d="M${Math.round(x(from)) - BREAK + 6} ${Math.round(y(0)) + 6}l5 -12m4 12l5 ` +
        `-12" stroke="${COLOUR.ink}" fill="none"/>`,
    )
    .join('');
  const axis = below(o, labels(parts, when), o.height - 22);
  const body =
    blocks(
      bands.map(([from, to]) => [from, top, to - from, o.height - 40 - top]),
      COLOUR.faint,
    ) +
    guides(o, -low, high, y, (value) => brief(String(Math.abs(value)), { locale, trim: true })) +
    bars(tallest(at.map((ms, i) => [x(ms), y(0), wide, y(-px(long[i])) - y(0)])), 'long', o) +
    bars(
      tallest(at.map((ms, i) => [x(ms), y(px(short[i])), wide, y(0) - y(px(short[i]))])),
      'short',
      o,
    ) +
    line(0, y(0), width, y(0), COLOUR.ink) +
    breaks +
    axis;
  return answer(o, body, {
    summary,
    table,
    points: at.map((ms) => [Math.min(x(ms) + wide / 2, width), y(0)]),
  });
}

/** Of several bars within half a pixel the tallest: more cannot be seen. */
function tallest(list) {
  const kept = new Map();
  for (const bar of list) {
    const place = Math.round(bar[0] * 2);
    if (!(kept.get(place)?.[3] >= bar[3])) kept.set(place, bar);
  }
  return [...kept.values()];
}

/** The times that are drawn: one stretch, or several with an overlong emptiness cut out between. */
function stretches(at, step, width) {
  const longest = Math.max(at.length, 12) * step;
  const cuts = [...at.keys()].filter((i) => !i || at[i] - at[i - 1] > longest);
  const parts = cuts.map((first, i) => ({
    from: at[first],
    to: at[(cuts[i + 1] ?? at.length) - 1] + step,
    x: (ms) => ms,
  }));
  const unit =
    (width - BREAK * (parts.length - 1)) / parts.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = 0;
  for (const part of parts) {
    const start = left;
    part.x = (ms) => start + (Math.min(ms, part.to) - part.from) * unit;
    left = part.x(part.to) + BREAK;
  }
  return parts;
}

/**
 * The first label of a stretch says the day, the longest stretch's first of all; the others are
 * round hours or days.
 */
function labels(parts, when) {
  const years =
    when(parts[0].from, { year: 'numeric' }) !== when(parts.at(-1).to, { year: 'numeric' });
  const date = { month: 'short', day: 'numeric', ...(years && { year: 'numeric' }) };
  const clock = { hour: '2-digit', minute: '2-digit' };
  const sorted = [...parts].sort((a, b) => b.to - b.from - a.to + a.from);
  return [
    ...sorted.map(({ from, x }) => [x(from), when(from, date)]),
    ...sorted.flatMap(({ from, to, x }) => {
      const days = to - from > 3 * DAY;
      const room =
        (x(to) - x(from)) /
        (Math.max(widthOf(when(from, date)), days ? 0 : widthOf(when(from, clock))) + 14);
      const step =
        HOUR *
        (STEPS.find(
          (hours) => hours * HOUR >= (days ? DAY : 0) && (to - from) / HOUR / hours <= room,
        ) ?? STEPS.at(-1));
      const first = Math.floor(from / step) + 1;
      const round = Array.from(
        { length: Math.max(0, Math.min(Math.ceil(to / step) - first, 99)) },
        (_, i) => (first + i) * step,
      );
      return round.map((ms) => [x(ms), when(ms, days || ms % DAY === 0 ? date : clock)]);
    }),
  ];
}
