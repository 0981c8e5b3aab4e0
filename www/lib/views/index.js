// The views that an article can embed, as pure functions: a result of the engine goes in, and
// title, sentence, picture, table and caption come out as text and plain data. No document.
import { curve, map, path } from './cascade.js';
import { inputsLine } from './facts.js';
import { WORDS } from './text.js';
import { ledger, levels } from './tables.js';
import { totals } from './totals.js';

/** Each view: how it is made, and which parts of an outcome it needs (null: none, a preset only). */
const ALL = {
  totals: [totals, null],
  map: [map, ['map']],
  path: [path, ['path']],
  curve: [curve, ['sweep']],
  levels: [levels, []],
  ledger: [ledger, ['ledger']],
};

export { inputsLine, WORDS };

/** The names of all views, in the order in which they are offered. */
export const VIEWS = Object.keys(ALL);

/** The parts of `simulate` that a view needs beside its headline; null where it needs a preset. */
export const needs = (name) => ALL[name][1] && ['scenario', ...ALL[name][1]];

/**
 * The view `name` of `data`: `{preset}` for the totals, else `{outcome}` with the parts that
 * `needs(name)` lists. Options: `width` in pixels, `locale`, `id`, and other `words`.
 */
export function view(name, data, options = {}) {
  const o = { width: 640, locale: 'en', id: 'washout', ...options, words: { ...WORDS, ...options.words } };
  const [make] = ALL[name];
  const { draw, ...made } = make(data, o);
  const { width, locale, id } = o;
  const { title, answer } = made;
  const source = made.source ?? o.words.computed(data.outcome);
  const chart = draw?.({ width, locale, id, title, summary: answer, words: o.words.chart }) ?? { svg: '', table: made.table, points: [] };
  return {
    name, along: 'x', ...made, source, svg: chart.svg, points: chart.points,
    /** Made by the first reader of it: under a moving slider nobody reads it. */
    get table() { return chart.table; },
  };
}
