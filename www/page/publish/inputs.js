// How a figure gets the scenario of the page: by the attributes of its inputs where those make the
// same scenario, else as a whole. Pure.
import { OVERRIDES, scenarioOf } from '../../lib/element/overrides.js';
import { write } from '../shell/address.js';

/** What `state` says of `keys`. */
export const picked = (keys, state) =>
  Object.fromEntries(keys.filter((key) => key in state).map((key) => [key, state[key]]));

/**
 * The inputs of a page `{state, preset, scenario}`, and where attributes cannot say it the scenario
 * as text and the page's address for it. `canonical` is the engine's form of a scenario; where it
 * refuses one, the figure says why.
 *
 * @returns {{inputs: Record<string, string>, scenario?: string, address?: string}}
 */
export function inputsOf(page, canonical) {
  const { state, preset } = page;
  const inputs = picked(OVERRIDES, state);
  try {
    const shown = canonical(page.scenario);
    const figure = canonical(scenarioOf({ preset: preset.id, ...inputs }));
    if (JSON.stringify(shown) === JSON.stringify(figure)) return { inputs };
    // The title is that of the event, which this no longer is.
    const { title, ...own } = shown;
    return { inputs, scenario: JSON.stringify(own), address: write(state) };
  } catch {
    return { inputs };
  }
}
