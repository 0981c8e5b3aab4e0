// Two scenarios in one picture: how far the price ends up for each size of the first push, in A
// (dashed) and in B (solid), beside the push alone.
import { estimate, percent } from '../format.js';
import { below, guideLabels, guides, markers, roundLabels, rows as rowsOf } from './axis.js';
import { answer, COLOUR, label, line, n, settle, widthOf } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

/** `data`: `{a, b}`, each columns {shock, displacement} as fractions and {at: the push that is set}. */
export function pair({ a, b }, options) {
  const o = settle(options, 260);
  const { words } = o;
  const names = { a: words.a ?? 'A', b: words.b ?? 'B' };
  const share = (value) => estimate(px(value), percent, { locale: o.locale });
  const shocks = [...new Set([...a.shock, ...b.shock])].sort((x, y) => x - y);
  const at = (line, shock) => {
    const i = line.shock.indexOf(shock);
    return i < 0 ? '' : share(line.displacement[i]);
  };
  const table = () => ({ caption: o.title, head: [words.shock, names.a, names.b], rows: shocks.map((shock) => [percent(px(shock).toPrecision(4), { locale: o.locale }), at(a, shock), at(b, shock)]) });
  const summary = o.summary ?? `${names.a} ${share(a.displacement.at(-1))}, ${names.b} ${share(b.displacement.at(-1))}.`;
  const last = shocks.at(-1) ?? 0;
  if (!(last > 0)) return answer(o, '', { summary, table });

  const x = linear(0, last, 0, o.width);
  const marks = [[a, names.a, COLOUR.quiet, true], [b, names.b, COLOUR.accent, false]].filter(([line]) => line.at <= last).map(([line, text, stroke, dash]) => ({ x: x(line.at), text, stroke, dash }));
  const top = 26 + rowsOf(marks, 0, o.width) * 15;
  const base = o.height - 42;
  const ceiling = Math.max(most(a.displacement), most(b.displacement), last);
  const y = linear(0, ceiling, base, top + 10);
  const tick = (value) => percent(String(value), { locale: o.locale, places: last < 0.02 ? 1 : 0 });
  const grid = ticks(0, ceiling, 4).slice(1);
  const body = guides(grid, y, 0, o.width)
    + line(x(0), y(0), x(last), y(last), COLOUR.quiet, 'stroke-dasharray="1 4"')
    + trace(a, x, y, `stroke="currentColor" stroke-dasharray="6 4" stroke-width="1.5"`)
    + trace(b, x, y, `stroke="${COLOUR.accent}" stroke-width="2.5"`)
    + line(0, base, o.width, base, 'currentColor')
    + guideLabels(grid, y, tick, 0)
    + markers(marks, top, base, 0, o.width)
    + below(roundLabels(0, last, x, tick, 0, o.width), base, 0, o.width)
    + key(names, words)
    + label(o.width, o.height - 6, `${words.shock} →`, 'end', `fill="${COLOUR.quiet}"`);
  const whole = a.shock.length >= b.shock.length ? a : b;
  return answer(o, body, { summary, table, points: shocks.map((shock) => [x(shock), y(whole.displacement[Math.max(0, whole.shock.indexOf(shock))])]) });
}

const trace = ({ shock, displacement }, x, y, look) => `<path d="M${[...shock.keys()].map((i) => `${n(x(shock[i]))} ${n(y(displacement[i]))}`).join('L')}" fill="none" ${look}/>`;

/** Which line is which, in a row at the top. */
function key(names, words) {
  const keys = [[names.a, 'currentColor', 'stroke-dasharray="6 4" stroke-width="1.5"'], [names.b, COLOUR.accent, 'stroke-width="2.5"'], [words.alone, COLOUR.quiet, 'stroke-dasharray="1 4"']];
  let from = 0;
  return keys.map(([text, stroke, look]) => {
    const at = from;
    from += 34 + widthOf(text);
    return line(at, 8, at + 18, 8, stroke, look) + label(at + 22, 12, text);
  }).join('');
}
