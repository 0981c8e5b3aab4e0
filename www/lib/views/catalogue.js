// What a list of the views says of each. The build writes down what this finds, so that whoever
// offers them does not load them all.
import { about, VIEWS } from './list.js';

/** Of a view its name, whether it shows what was reported and no scenario, and its only event. */
async function entry(view) {
  const { text, isReported = false, only } = await about(view).load();
  return [view, { name: text.name, isReported, only }];
}

/** What a list says of each view, by its name. */
export const CATALOGUE = Object.fromEntries(await Promise.all(VIEWS.map(entry)));
