// Two scenarios in one picture: how far the price ends up for each size of the first push, in A
// (dashed) and in B (solid), beside the push alone.
import { estimate, percent } from '../format.js';
import { across, below, guides, markers } from './axis.js';
import { answer, COLOUR, line, put, settle, trace, widthOf } from './frame.js';
import { linear, most, px } from './scale.js';
import { WORDS } from './pair.words.js';

const DASHES = 'stroke-dasharray="6 4" stroke-width="1.5"';
const SOLID = 'stroke-width="2.5"';
const PUSH = 'stroke-dasharray="1 4"';

/**
 * `data`: `{a, b}`, each columns {shock, move} as fractions and {at: the push that is set}.
 * Own words: `a`, `b`.
 */
export function pair({ a, b }, options) {
  const o = settle(options, 260, WORDS);
  const { words, locale } = o;
  const [first, second] = [words.a, words.b];
  const share = (value) => estimate(px(value), percent, { locale });
  const shocks = [...new Set([...a.shock, ...b.shock])].sort((x, y) => x - y);
  const at = ({ shock, move }, value) =>
    shock.includes(value) ? share(move[shock.indexOf(value)]) : '';
  const table = () => ({
    caption: o.title,
    head: [words.shock, first, second],
    rows: shocks.map((shock) => [
      percent(px(shock).toPrecision(4), { locale }),
      at(a, shock),
      at(b, shock),
    ]),
  });
  const end = shocks.at(-1) ?? 0;
  const summary =
    o.summary ??
    (end > 0 ? `${first} ${share(a.move.at(-1))}, ${second} ${share(b.move.at(-1))}.` : words.none);
  if (!(end > 0)) return answer(o, '', { summary, table });

  const ceiling = Math.max(most(a.move), most(b.move), end);
  const x = linear(0, end, 0, o.width);
  const tick = (value) => percent(String(value), { locale, places: end < 0.02 ? 1 : 0 });
  const keys = key(o, [
    [first, COLOUR.ink, DASHES],
    [second, COLOUR.accent, SOLID],
    [words.alone, COLOUR.quiet, PUSH],
  ]);
  const marks = markers(
    o,
    [
      { value: b.at, text: second, stroke: COLOUR.accent },
      { value: a.at, text: first, dash: true },
    ]
      .filter(({ value }) => Number.isFinite(value) && value <= end)
      .map((mark) => ({ ...mark, x: x(mark.value) })),
    keys.height,
  );
  const base = o.height - 38;
  const y = linear(0, ceiling, base, keys.height + marks.height + 10);
  const points = ({ shock, move }) => [...shock.keys()].map((i) => [x(shock[i]), y(move[i])]);
  const axis =
    line(0, base, o.width, base, COLOUR.ink) + below(o, across(0, end, x, tick, o.width), base);
  put(o, o.width, o.height - 4, `${words.shock} →`, 1, COLOUR.quiet);
  const body =
    guides(o, 0, ceiling, y, tick) +
    line(0, base, o.width, y(end), COLOUR.quiet, PUSH) +
    trace(points(a), COLOUR.ink, DASHES) +
    trace(points(b), COLOUR.accent, SOLID) +
    axis +
    marks.draw(base) +
    keys.lines;
  const whole = points(a.shock.length >= b.shock.length ? a : b);
  return answer(o, body, {
    summary,
    table,
    points: shocks.map((shock, i) => whole[i] ?? [x(shock), base]),
  });
}

/** Which line is which, in rows at the top. */
function key(o, list) {
  let [left, y] = [0, 12];
  const lines = list.map(([text, stroke, look]) => {
    const room = 34 + widthOf(text);
    if (left > 0 && left + room > o.width) [left, y] = [0, y + 16];
    const from = left;
    left += room;
    put(o, from + 22, y, text);
    return line(from, y - 4, from + 18, y - 4, stroke, look);
  });
  return { lines: lines.join(''), height: y + 6 };
}
