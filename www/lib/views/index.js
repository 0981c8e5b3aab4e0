// The views as pure functions, for whoever has the whole engine at hand: a scenario goes in, and
// title, sentence, picture, table and caption come out as text and plain data. No document.
import { about, VIEWS } from './list.js';
import { ask, present } from './present.js';

const modules = await Promise.all(VIEWS.map((name) => about(name).load()));
const moduleOf = (name) => modules[VIEWS.indexOf(name)];

export { VIEWS };

/**
 * What the view `name` needs of `engine`, which has the functions of the package, for a scenario;
 * `given` are attributes of its own.
 */
export function dataOf(name, engine, scenario, given) {
  const engines = { simulate: engine, judge: engine, presets: engine, history: engine };
  return ask(moduleOf(name), engines, scenario, given);
}

/** A view of what `dataOf` gave; options: `width` in pixels, `locale`, `id`, other `words`. */
export const view = (name, data, options) => present(name, moduleOf(name), data, options);
