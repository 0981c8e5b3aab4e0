// The sweep: how far the price ends up for each size of the first push, beside the push alone.
import { dollars, estimate, percent } from '../format.js';
import { below, guideLabels, guides, markers, roundLabels, rows as rowsOf } from './axis.js';
import { answer, COLOUR, label, line, n, settle, widthOf } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

/**
 * `data`: columns {shock, displacement, liquidated_usd} (fractions and dollars), and
 * {at: the shock that is looked at, critical_shock: where it jumps, or null, side: whose positions
 * are closed: 'long' | 'short'}.
 */
export function curve(data, options) {
  const o = settle(options, 260);
  const { shock, displacement } = data;
  const colour = COLOUR[data.side === 'short' ? 'short' : 'long'];
  const share = (value) => estimate(px(value), percent, { locale: o.locale });
  const table = () => ({ caption: o.title, head: [o.words.shock, o.words.fall, o.words.liquidated], rows: [...shock.keys()].map((i) => [percent(px(shock[i]).toPrecision(4), { locale: o.locale }), share(displacement[i]), dollars(data.liquidated_usd[i], { locale: o.locale })]) });
  const last = shock.length - 1;
  const summary = o.summary ?? (last < 0 ? o.words.none : `${share(shock[last])} → ${share(displacement[last])}.`);
  if (last < 1) return answer(o, '', { summary, table });

  const x = linear(0, px(shock[last]), 0, o.width);
  const marks = [{ value: data.at, text: o.words.here, stroke: COLOUR.accent }, { value: data.critical_shock, text: o.words.critical, dash: true }]
    .filter(({ value }) => Number.isFinite(value) && value <= shock[last]).map((mark) => ({ ...mark, x: x(mark.value) }));
  const top = 26 + rowsOf(marks, 0, o.width) * 15;
  const base = o.height - 42;
  const ceiling = Math.max(most(displacement), most(shock));
  const y = linear(0, ceiling, base, top + 10);
  const tick = (value) => percent(String(value), { locale: o.locale, places: px(shock[last]) < 0.02 ? 1 : 0 });
  const points = [...shock.keys()].map((i) => [x(shock[i]), y(displacement[i])]);
  const grid = ticks(0, ceiling, 4).slice(1);
  const body = guides(grid, y, 0, o.width)
    + line(x(0), y(0), x(shock[last]), y(shock[last]), COLOUR.quiet, 'stroke-dasharray="2 3"')
    + `<path d="M${points.map(([a, b]) => `${n(a)} ${n(b)}`).join('L')}" stroke="${colour}" stroke-width="2" fill="none"/>`
    + line(0, base, o.width, base, 'currentColor')
    + guideLabels(grid, y, tick, 0)
    + markers(marks, top, base, 0, o.width)
    + below(roundLabels(0, px(shock[last]), x, tick, 0, o.width), base, 0, o.width)
    + key(o, colour)
    + label(o.width, o.height - 6, `${o.words.shock} →`, 'end', `fill="${COLOUR.quiet}"`);
  return answer(o, body, { summary, table, points });
}

/** Which line is which, in a row at the top. */
function key({ words }, colour) {
  const next = 34 + widthOf(words.cascade);
  return line(0, 8, 18, 8, colour, 'stroke-width="2"') + label(22, 12, words.cascade)
    + line(next, 8, next + 18, 8, COLOUR.quiet, 'stroke-dasharray="2 3"') + label(next + 22, 12, words.alone);
}
