// The inputs that an attribute or a query can set, and the scenario that they make. The names are
// those of the page's address; percentages are written as a person says them (`7.2`), amounts in
// dollars. What is legal in a market is the engine's business, and its errors name the place.
import { heldOf, put } from '../path.js';
import { GIVEN } from '../views/list.js';
import { PATHS } from './attributes.js';
import { wrong } from './wrong.js';

/** Their names. */
export const OVERRIDES = Object.keys(PATHS);

/** Every attribute that is read: what is shown, of which event, and how. */
export const ATTRIBUTES = [
  'view',
  'preset',
  'scenario',
  'locale',
  'controls',
  ...GIVEN,
  ...OVERRIDES,
];

/** The largest text that is read as a scenario. */
const LONGEST = 200_000;

/**
 * The scenario of `{preset, scenario, ...inputs}`, all of them texts. Throws an Error with a
 * message for the reader.
 *
 * @param {Record<string, string>} given
 */
export function scenarioOf({ preset, scenario, ...given }) {
  const made = scenario === undefined ? { washout: 1, preset } : parsed(scenario);
  for (const key of OVERRIDES) {
    const text = given[key]?.trim();
    if (text !== undefined)
      put(PATHS[key], heldOf(PATHS[key], text) ?? wrong(key, 'a number such as 7.2', text), made);
  }
  return made;
}

function parsed(text) {
  let made;
  try {
    made = text.length <= LONGEST && JSON.parse(text);
  } catch {
    /* Said below. */
  }
  return typeof made === 'object' && made
    ? made
    : wrong('scenario', `a JSON object of at most ${LONGEST} characters`, text);
}
