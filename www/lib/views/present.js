// What all views have in common: options over defaults, the facts and pens, the source line, the
// picture.
//
// The module of a view exports `text`, its words, and `make(data, kit)`, which says what the view
// says of data: `{title, answer, caption}`, and `data` for its picture or a `table`. The kit has
// the `words`, how each kind of value is written, the facts `known` of an outcome, and whether the
// view is to be `detailed`. One with a picture exports its `chart`, with the `height` that it takes
// on a desk and the axis `along` which a pointer finds its values. What is asked of the engine is
// an outcome with `parts`, or what an `ask` of the module's own gives.
import { facts } from './facts.js';
import { pens } from './pens.js';
import { COMMON, LANGUAGE } from './common.words.js';

/** Below this width a phone is meant, which has less height to give away. */
const NARROW = 520;
const LOWER = 0.78;

/**
 * Asks the engine for what a view shows; a promise where that has to be loaded. `engines` holds the
 * parts that the view needs, `given` the attributes of the figure.
 */
export const ask = ({ ask: own, parts }, engines, scenario, given) =>
  own
    ? own(engines, scenario, given)
    : { outcome: engines.simulate.simulate(scenario, { parts: ['scenario', ...parts] }) };

/**
 * What the module of a view says of data, in words of `locale`; drawn by `drawn`.
 *
 * @param {string} name
 * @param {Record<string, any>} view The view's module.
 * @param {Record<string, any>} data What its `ask` found.
 * @param {{locale?: string, words?: object, detailed?: boolean}} options
 */
export function told(name, view, data, { locale = LANGUAGE, words: own, detailed = false } = {}) {
  const { make, text, chart, height, along = 'x' } = view;
  const { outcome } = data;
  const words = { ...COMMON, ...text, ...own };
  const write = pens(locale);
  const known = outcome && facts(outcome, words, write);
  return {
    name,
    words,
    write,
    chart,
    height,
    along,
    source: outcome && words.computed(outcome),
    outcome,
    push: known?.shock,
    ...make(data, { words, write, known, detailed }),
  };
}

/** How high a picture is at a width. */
export const heightAt = (width, height) =>
  height && Math.round(height * (width < NARROW ? LOWER : 1));

/** The picture of what is told, as its chart answers: nothing to draw where it is a table. */
export const drawn = (
  { chart, ...made },
  { width = 640, locale = LANGUAGE, id = 'washout' } = {},
) =>
  chart?.(made.data, {
    width,
    height: heightAt(width, made.height),
    locale,
    id,
    title: made.title,
    summary: made.answer,
    words: made.words.chart,
  }) ?? { svg: '', table: made.table, points: [] };

/** The module of a view applied to data: what `view` of index.js answers. */
export function present(name, view, data, options) {
  const made = told(name, view, data, options);
  const picture = drawn(made, options);
  const { svg, points, columns, read } = picture;
  return {
    ...made,
    svg,
    points,
    columns,
    read,
    /** Made by the first reader of it: under a moving slider nobody reads it. */
    get table() {
      return picture.table;
    },
  };
}
