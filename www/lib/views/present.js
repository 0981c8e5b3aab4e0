// What all views have in common: options over defaults, the facts and pens, the source line, the picture.
import { facts, inputsLine, pens } from './facts.js';
import { COMMON } from './common.words.js';

/**
 * Asks the engine for what a view shows: `{outcome}` with the parts that it draws, or what its own
 * `ask` gives, a promise where that has to be loaded. `engines` holds the parts that the view needs,
 * `given` the attributes of the figure.
 */
export const ask = ({ ask: own, parts }, engines, scenario, given) =>
  own
    ? own(engines, scenario, given)
    : { outcome: engines.simulate.simulate(scenario, { parts: ['scenario', ...parts] }) };

/**
 * A view's module applied to data: what `view` of index.js answers. The module's `make(data, kit)`
 * gets the words, how each kind of value is written, and the facts of an outcome.
 */
export function present(
  name,
  { make, text },
  data,
  { width = 640, locale = 'en', id = 'washout', words: own } = {},
) {
  const { outcome } = data;
  const words = { ...COMMON, ...text, ...own };
  const write = pens(locale);
  const known = outcome && facts(outcome, words, write);
  const { draw, ...made } = make(data, { words, write, known });
  // A phone has less height to give away.
  const height = made.height && Math.round(made.height * (width < 520 ? 0.78 : 1));
  const chart = draw?.({
    width,
    height,
    locale,
    id,
    title: made.title,
    summary: made.answer,
    words: words.chart,
  }) ?? { svg: '', table: made.table, points: [] };
  return {
    name,
    words,
    write,
    along: 'x',
    source: outcome && words.computed(outcome),
    inputs: outcome && inputsLine(outcome, known, words, write),
    ...made,
    push: known?.shock,
    svg: chart.svg,
    points: chart.points,
    /** Made by the first reader of it: under a moving slider nobody reads it. */
    get table() {
      return chart.table;
    },
  };
}
