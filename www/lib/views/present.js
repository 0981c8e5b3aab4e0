// What all views have in common: options over defaults, the source line, the picture.
import { inputsLine } from './facts.js';
import { COMMON } from './text/common.js';

/** The parts of `simulate` that a view needs beside its headline; null where it needs a preset. */
export const partsOf = ({ parts }) => parts && ['scenario', ...parts];

/** A view's module applied to data: what `view` of index.js answers. */
export function present(name, { make, text }, data, options = {}) {
  const words = { ...COMMON, ...text, ...options.words };
  const o = { width: 640, locale: 'en', id: 'washout', ...options, words };
  const { draw, ...made } = make(data, o);
  const { width, locale, id } = o;
  const chart = draw?.({ width, locale, id, title: made.title, summary: made.answer, words: words.chart }) ?? { svg: '', table: made.table, points: [] };
  return {
    name, words, along: 'x', source: data.outcome && words.computed(data.outcome),
    inputs: data.outcome ? inputsLine(data.outcome, o) : null,
    ...made, svg: chart.svg, points: chart.points,
    /** Made by the first reader of it: under a moving slider nobody reads it. */
    get table() { return chart.table; },
  };
}
