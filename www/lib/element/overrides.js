// The inputs that an attribute or a query can set, and the scenario that they make. The names are
// those of the page's address; percentages are written as a person says them (`7.2`), amounts in dollars.
import { shift } from '../format.js';

const DECIMAL = /^\d{1,15}(\.\d{1,12})?$/;

/** Each input: where it goes in a scenario, and its unit. */
const INPUTS = {
  shock: ['shock', 'percent'], direction: ['direction', 'word'], price: ['market.price_usd', 'usd'], oi: ['market.open_interest_usd', 'usd'],
  mix: ['book.mix', 'word'], factor: ['book.share.factor', 'plain'], share: ['book.share', 'percent'], spread: ['book.spread', 'percent'],
  depth: ['impact.usd_per_percent', 'usd'], survival: ['impact.survival', 'percent'], flow: ['flow', 'plain'], coordinate: ['coordinate', 'word'],
  levels: ['levels', 'list'], recovery: ['recovery', 'percent'],
};

/** Their names. */
export const OVERRIDES = Object.keys(INPUTS);

/** The largest text that is read as a scenario. */
export const LONGEST = 200_000;

/**
 * The scenario of `{preset, scenario, ...inputs}`, all of them texts. Throws an Error with a message
 * for the reader; what is legal in a market is the engine's business.
 */
export function scenarioOf({ preset, scenario, ...given }) {
  const base = scenario === undefined ? { washout: 1, preset } : parsed(scenario);
  const all = OVERRIDES.filter((key) => given[key] !== undefined).map((key) => [INPUTS[key][0].split('.'), value(key, given[key])]);
  return all.reduce((made, [path, one]) => put(made, path, one), base);
}

function parsed(text) {
  if (text.length > LONGEST) throw new Error(`scenario: expected at most ${LONGEST} characters, found ${text.length}`);
  try {
    const made = JSON.parse(text);
    if (typeof made === 'object' && made !== null && !Array.isArray(made)) return made;
  } catch { /* Said below. */ }
  throw new Error(`scenario: expected a JSON object, found ${brief(text)}`);
}

function value(key, text) {
  const [, unit] = INPUTS[key];
  const trimmed = text.trim();
  if (unit === 'word' && /^\w{1,20}$/.test(trimmed)) return trimmed;
  if (unit === 'list' && text.length < 400) return trimmed.split(/[\s,;]+/).filter(Boolean).map((one) => number(key, one));
  if (unit === 'word' || unit === 'list') throw new Error(`${key}: expected ${unit === 'word' ? 'a word' : 'a few prices'}, found ${brief(text)}`);
  const plain = number(key, trimmed);
  return unit === 'percent' ? shift(plain, -2) : plain;
}

function number(key, text) {
  if (DECIMAL.test(text)) return text;
  throw new Error(`${key}: expected a plain decimal number such as 7.2, found ${brief(text)}`);
}

const brief = (text) => `“${text.slice(0, 40)}${text.length > 40 ? '…' : ''}”`;

/** A copy of `object` with the value at `path` replaced. */
function put(object, [key, ...rest], one) {
  const inner = typeof object?.[key] === 'object' && object[key] !== null ? object[key] : {};
  return { ...object, [key]: rest.length ? put(inner, rest, one) : one };
}
