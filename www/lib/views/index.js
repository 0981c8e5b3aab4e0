// The views that an article can embed, as pure functions: a result of the engine goes in, and
// title, sentence, picture, table and caption come out as text and plain data. No document.
import { LIST } from './list.js';
import { ask, present } from './present.js';

/** The names of all views, in the order in which they are offered. */
export const VIEWS = Object.keys(LIST);

const ALL = Object.fromEntries(
  await Promise.all(VIEWS.map(async (name) => [name, await LIST[name].load()])),
);

/**
 * What the view `name` needs of `engine`, which has the functions of the package, for a scenario;
 * `given` are attributes of its own.
 */
export const dataOf = (name, engine, scenario, given) =>
  ask(
    ALL[name],
    { simulate: engine, judge: engine, presets: engine, history: engine },
    scenario,
    given,
  );

/** The module of the view `name`. */
export const moduleOf = (name) => ALL[name];

/**
 * The view `name` of what `dataOf` gave. Options: `width` in pixels, `locale`, `id`, and other `words`.
 */
export const view = (name, data, options) => present(name, ALL[name], data, options);
