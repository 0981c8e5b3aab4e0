// The views, each loaded when the first figure shows it: an article pays for what it embeds.
import { LIST } from './list.js';

export { ask, present } from './present.js';

/** The names of all views, in the order in which they are offered. */
export const VIEWS = Object.keys(LIST);

/** Those that are tables. */
export const TABLES = VIEWS.filter((name) => LIST[name].table);

/** The parts of the engine that a view of a scenario needs, with the attributes of its figure. */
export function enginesOf(view, scenario, given) {
  const { engines = ['simulate'] } = LIST[view];
  return engines.map ? engines : engines(scenario, given);
}

/** The module of a view. */
export const load = (name) => LIST[name].load();
