// How far prices lie from that of a scenario: what is too far is of another day or another market.
import { simulate } from '../shell/engine.js';

/** As many levels as the engine takes in one scenario. */
const MOST = 50;
/** From which distance on a position is of another market or another time than the scenario. */
export const FAR = 0.5;

/** For each price its distance from the scenario's, as a fraction of it and without a sign. */
export function distances(scenario, prices) {
  const all = [];
  for (let from = 0; from < prices.length; from += MOST) {
    const some = prices.slice(from, from + MOST);
    const { levels } = simulate({ ...scenario, levels: some }, { parts: [] });
    all.push(...levels.map(({ distance }) => Math.abs(distance)));
  }
  return all;
}
