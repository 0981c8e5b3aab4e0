// The inputs that an attribute or a query can set, and the scenario that they make. The names are
// those of the page's address; percentages are written as a person says them (`7.2`), amounts in
// dollars. What is legal in a market is the engine's business, and its errors name the place.
import { shift } from '../format.js';
import { PATHS } from './attributes.js';

/** Their names. */
export const OVERRIDES = Object.keys(PATHS);

/** The largest text that is read as a scenario. */
const LONGEST = 200_000;

/** The scenario of `{preset, scenario, ...inputs}`, all of them texts. Throws an Error with a message for the reader. */
export function scenarioOf({ preset, scenario, ...given }) {
  const made = scenario === undefined ? { washout: 1, preset } : parsed(scenario);
  for (const key of OVERRIDES) if (given[key] !== undefined) put(made, key, given[key].trim());
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

/**
 * Sets an input in `made`, at its path in the table of inputs; what is no object on the way to it is
 * replaced. Throws as `scenarioOf` for a percentage that is no number.
 */
export function put(made, key, text, path = PATHS[key]) {
  const [, place, mark] = /^([\w.]+)(.?)$/.exec(path);
  const value =
    mark === '%'
      ? (shift(text, -2) ?? wrong(key, 'a number such as 7.2', text))
      : mark
        ? text.split(/[\s,;]+/).filter(Boolean)
        : text;
  const names = place.split('.');
  const last = names.pop();
  const inner = names.reduce((at, name) => (at[name] = { ...at[name] }), made);
  inner[last] = value;
}

/** Throws an Error that says what was expected and what was found. */
export function wrong(what, expected, found) {
  throw new Error(
    `${what}: expected ${expected}, found “${found.slice(0, 40)}${found.length > 40 ? '…' : ''}”`,
  );
}
