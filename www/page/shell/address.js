// What the page remembers, and how it is written into the address. Only what differs from the event
// is kept; numbers stay the decimal strings that were typed. Each room says which keys are its own
// and what may stand there. Pure: no document.
import * as article from '../article/keys.js';
import * as cascade from '../cascade/keys.js';
import * as position from '../position/keys.js';
import * as view from './view.keys.js';

/** The version of the address. A higher one is refused: it may mean something else. */
export const VERSION = '1';
const LONGEST = 8000;
/** The parts of a state by their names, in the order in which they are written. */
const PARTS = { scenario: cascade, position, judge: article, view };

/** Every key of the address, in the order in which it is written. */
export const KEYS = Object.values(PARTS).flatMap(({ keys }) => keys);

/** A legal value of `key`, or the reason why it is none: `{value}` or `{problem, ...facts}`. */
export const check = (key, text) =>
  Object.values(PARTS)
    .find(({ keys }) => keys.includes(key))
    .check(key, text);

/**
 * A state taken apart: what belongs to the scenario, to the position, to the article, to the view.
 */
export function parts(state) {
  const of = ({ keys }) => Object.entries(state).filter(([key]) => keys.includes(key));
  return Object.fromEntries(
    Object.entries(PARTS).map(([name, part]) => [name, Object.fromEntries(of(part))]),
  );
}

/**
 * Reads the query of an address: what it sets, and what of it could not be used
 * (`[{key, text, problem, …}]`; an unknown key is ignored, a bad value keeps its default).
 */
export function read(query) {
  const refused = (key, text, why) => ({ state: {}, problems: [{ key, text, ...why }] });
  if (query.length > LONGEST) return refused('', '', { problem: 'long', most: LONGEST });
  const given = new URLSearchParams(query);
  const version = given.get('v');
  if (version !== null && version !== VERSION)
    return refused('v', version, { problem: 'version', known: VERSION });
  const found = [...given].filter(([key]) => key !== 'v').map(([key, text]) => looked(key, text));
  return {
    state: Object.fromEntries(
      found.filter(({ value }) => value !== undefined).map(({ key, value }) => [key, value]),
    ),
    problems: found.filter(({ value }) => value === undefined).map(({ value, ...why }) => why),
  };
}

const looked = (key, text) =>
  KEYS.includes(key) ? { key, text, ...check(key, text) } : { key, text, problem: 'key' };

/** The query that brings `state` back; nothing at all for the event as it is. */
export function write(state) {
  const set = KEYS.filter((key) => state[key] !== undefined);
  if (!set.length) return '';
  const query = `?v=${VERSION}${set.map((key) => `&${key}=${encoded(state[key])}`).join('')}`;
  if (query.length <= LONGEST || state.rungs === undefined) return query;
  // What was pasted can be too long for any address; the page says so beside it.
  const { rungs, ...short } = state;
  return write(short);
}

/** Commas and colons are legal in a query and easier on the eye than their codes. */
const encoded = (text) => encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':');

/** Whether an address can hold the whole state. */
export const fits = (state) => state.rungs === undefined || write(state).includes('&rungs=');

/** A state of the scenario as one value of the address, and back: what is pinned beside. */
export const pin = (state) =>
  write(state)
    .replace(/^\?v=\d+&?/, '')
    .replaceAll('&', '~')
    .replaceAll('=', '*') || '*';
export const unpin = (text) =>
  parts(read(`?${text === '*' ? '' : text.replaceAll('~', '&').replaceAll('*', '=')}`).state)
    .scenario;
