// The liquidation map: what would be closed at which price, and the running total outwards
// from the price now. Longs lie below it, shorts above.
import { dollars, estimate, short as brief, usd } from '../format.js';
import { across, below, guides, markers } from './axis.js';
import { answer, blocks, COLOUR, heads, line, settle, skyline, trace } from './frame.js';
import { linear, most, pixels, px } from './scale.js';
import { WORDS } from './map.words.js';

/**
 * `data`: columns {long_usd, short_usd} of the bins, {price_usd, long_cumulative_usd,
 * short_cumulative_usd} of their edges (one more), and {now_usd, final_usd, levels: [price]}.
 */
export function map(data, options) {
  const o = settle(options, 300, WORDS);
  const { words, locale, width } = o;
  const [edges, long, short, longSum, shortSum] = [
    'price_usd',
    'long_usd',
    'short_usd',
    'long_cumulative_usd',
    'short_cumulative_usd',
  ].map((key) => pixels(data[key]));
  const write = (value) => dollars(value, { locale });
  const price = (value) => estimate(value, usd, { locale, digits: 4 });
  const used = [...long.keys()].filter((i) => long[i] > 0 || short[i] > 0);
  const table = () => ({
    caption: o.title,
    head: [
      words.price,
      words.longs,
      words.shorts,
      ...[words.longs, words.shorts].map((side) => `${words.total} ${side.toLowerCase()}`),
    ],
    rows: used.map((i) => [
      `${price(edges[i])} – ${price(edges[i + 1])}`,
      ...[
        data.long_usd[i],
        data.short_usd[i],
        data.long_cumulative_usd[i],
        data.short_cumulative_usd[i + 1],
      ].map(write),
    ]),
  });
  const peak = used.reduce(
    (best, i) => (long[i] + short[i] > long[best] + short[best] ? i : best),
    used[0],
  );
  const summary =
    o.summary ??
    (used.length
      ? `${price(edges[peak])}: ${write(Math.max(long[peak], short[peak]))}.`
      : words.none);
  if (!used.length) return answer(o, '', { summary, table });

  const [from, to] = [edges[0], edges.at(-1)];
  const x = linear(from, to, 0, width);
  const head = heads(o, [
    ['long', `← ${words.longs} ${write(most(longSum))}`, 0, 0],
    ['short', `${words.shorts} ${write(most(shortSum))} →`, width, 1],
  ]);
  const marks = markers(o, named(data, o, x), head);
  const top = head + marks.height;
  const base = o.height - 22;
  const peakUsd = Math.max(most(long), most(short));
  const y = linear(0, peakUsd, base, top + 10);
  const total = linear(0, Math.max(most(longSum), most(shortSum)), base, top + 10);
  const columns = (column) =>
    used.filter((i) => column[i] > 0).map((i) => [x(edges[i]), x(edges[i + 1]), y(column[i])]);
  const running = (sums) =>
    trace(
      [...sums.keys()].filter((i) => sums[i] > 0).map((i) => [x(edges[i]), total(sums[i])]),
      COLOUR.ink,
      'stroke-width="1.2" stroke-dasharray="5 3"',
    );
  const swept = [x(data.now_usd), x(data.final_usd)].sort((a, b) => a - b);
  const axis =
    line(0, base, width, base, COLOUR.ink) +
    below(
      o,
      across(from, to, x, (value) => usd(String(value), { locale }), width),
      base,
    );
  const body =
    blocks([[swept[0], top, swept[1] - swept[0], base - top]], COLOUR.faint) +
    guides(o, 0, peakUsd, y, (value) => brief(String(value), { locale, trim: true })) +
    skyline(columns(long), base, 'long', o) +
    skyline(columns(short), base, 'short', o) +
    running(longSum) +
    running(shortSum) +
    axis +
    marks.draw(base);
  return answer(o, body, {
    summary,
    table,
    points: used.map((i) => [(x(edges[i]) + x(edges[i + 1])) / 2, y(Math.max(long[i], short[i]))]),
  });
}

/** The prices with a name of their own that lie in the picture. */
function named(data, { words, locale, width }, x) {
  const plain = (value) => usd(String(Number(px(value).toPrecision(4))), { locale });
  return [
    { at: data.now_usd, text: words.now, stroke: COLOUR.ink },
    ...(px(data.final_usd) === px(data.now_usd)
      ? []
      : [{ at: data.final_usd, text: words.end, stroke: COLOUR.accent }]),
    ...(data.levels ?? []).map((at) => ({ at, text: plain(at), dash: true })),
  ]
    .map((mark) => ({ ...mark, x: x(mark.at) }))
    .filter((mark) => mark.x >= 0 && mark.x <= width);
}
