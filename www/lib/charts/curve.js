// The sweep: how far the price ends up for each size of the first push, beside the push alone.
import { dollars, estimate, percent } from '../format.js';
import { across, below, guides, markers } from './axis.js';
import { answer, COLOUR, line, put, settle, trace, widthOf } from './frame.js';
import { linear, most, px } from './scale.js';
import { WORDS } from './curve.words.js';

const PUSH = 'stroke-dasharray="2 3"';

/**
 * `data`: columns {shock, move, liquidated_usd} (fractions and dollars), and
 * {at: the shock that is looked at, critical_shock: where it jumps, or null, side: whose positions
 * are closed: 'long' | 'short'}.
 */
export function curve(data, options) {
  const o = settle(options, 260, WORDS);
  const { shock, move } = data;
  const { words, locale } = o;
  const colour = COLOUR[data.side === 'short' ? 'short' : 'long'];
  const share = (value) => estimate(px(value), percent, { locale });
  const table = () => ({
    caption: o.title,
    head: [words.shock, words.fall, words.liquidated],
    rows: [...shock.keys()].map((i) => [
      percent(px(shock[i]).toPrecision(4), { locale }),
      share(move[i]),
      dollars(data.liquidated_usd[i], { locale }),
    ]),
  });
  const last = shock.length - 1;
  const summary =
    o.summary ?? (last < 0 ? words.none : `${share(shock[last])} → ${share(move[last])}.`);
  const end = px(shock[last]);
  if (last < 1) return answer(o, '', { summary, table });

  const ceiling = Math.max(most(move), most(shock));
  const x = linear(0, end, 0, o.width);
  const tick = (value) => percent(String(value), { locale, places: end < 0.02 ? 1 : 0 });
  const top = key(o, colour);
  const marks = markers(
    o,
    [
      { value: data.at, text: words.here, stroke: COLOUR.accent },
      { value: data.critical_shock, text: words.critical, dash: true },
    ]
      .filter(({ value }) => Number.isFinite(value) && value <= end)
      .map((mark) => ({ ...mark, x: x(mark.value) })),
    top,
  );
  const base = o.height - 38;
  const y = linear(0, ceiling, base, top + marks.height + 10);
  const points = [...shock.keys()].map((i) => [x(shock[i]), y(move[i])]);
  const axis =
    line(0, base, o.width, base, COLOUR.ink) + below(o, across(0, end, x, tick, o.width), base);
  put(o, o.width, o.height - 4, `${words.shock} →`, 1, COLOUR.quiet);
  const body =
    guides(o, 0, ceiling, y, tick) +
    line(0, base, o.width, y(end), COLOUR.quiet, PUSH) +
    trace(points, colour, 'stroke-width="2"') +
    axis +
    marks.draw(base) +
    o.key;
  return answer(o, body, { summary, table, points });
}

/** Which line is which, at the top; the height that this takes. */
function key(o, colour) {
  const first = widthOf(o.words.cascade) + 34;
  const isNarrow = first + 22 + widthOf(o.words.alone) > o.width;
  const [x, y] = isNarrow ? [0, 28] : [first, 12];
  put(o, 22, 12, o.words.cascade);
  put(o, x + 22, y, o.words.alone);
  o.key =
    line(0, 8, 18, 8, colour, 'stroke-width="2"') +
    line(x, y - 4, x + 18, y - 4, COLOUR.quiet, PUSH);
  return y + 6;
}
