// Every input of a scenario, once: where a scenario holds it, how it is written, what is legal, and
// where a reader finds it. The address of the page, its controls and explanations, the attributes
// of the element and the query of a frame are made from this. Pure.
import { shift } from './format.js';
import { placeOf } from './path.js';

/**
 * One input. A number has a `unit` with its bounds, anything else of a closed list `choices`.
 *
 * @typedef {object} Input
 * @property {string} [path] Its place in a scenario; with `%` a fraction there that a person writes
 *   in percent, with `,` a list. None where it only says how another one is meant.
 * @property {'percent' | 'usd' | 'times' | 'plain' | 'price'} [unit] What a person writes.
 * @property {string} [least] The least that is legal, as a person writes it.
 * @property {string} [most] The most that is legal.
 * @property {string[]} [slide] The scale of its slider: from, to, by how much. Empty for none.
 * @property {string[]} [stops] The same as single values, where it grows by factors.
 * @property {string[]} [choices] The values of a closed list.
 * @property {Record<string, string[]>} [needs] With which choices alone it means something: of
 *   other inputs, and `book` for the kind of book.
 * @property {string} [start] What the page begins with where neither the event nor the engine has a
 *   value and the reader has set none.
 * @property {string} [figure] The figure of an event that it is.
 * @property {string[]} [parts] Figures of an event that are part of it.
 * @property {string[]} [places] Where the engine finds fault with it, beside its path.
 * @property {true} [attribute] Whether the element takes it as an attribute.
 */

const SYNTHETIC = { book: ['synthetic'] };
/** Every kind of impact but that of no impact. */
const MOVING = { impact: ['linear', 'power', 'withdrawal', 'bounded', 'levels'] };
const LARGEST_USD = '1000000000000';

const LEADS = ['1', '1.2', '1.5', '2', '2.5', '3', '4', '5', '6', '7', '8'];
/** Round amounts from one power of ten to another: what a slider for dollars steps through. */
const stops = (from, to) => {
  const powers = Array.from({ length: to - from }, (_, i) => from + i);
  const all = powers.flatMap((power) => LEADS.map((lead) => shift(`${lead}e${power}`)));
  return [...all, shift(`1e${to}`)];
};

/** A number of a unit, with its bounds and the scale of its slider. */
const number = (unit, least, most, ...slide) => ({ unit, least, most, slide });
const percent = (least, most, ...slide) => number('percent', least, most, ...slide);
/** Any part of a whole. */
const part = percent('0', '100', '0', '100', '1');
/** An amount of dollars, with the stops of its slider. */
const usd = (least, most, ...all) => ({ unit: 'usd', least, most, stops: all });
const attribute = true;

/**
 * The inputs by their groups and keys, in the order of the page; the first group is always open.
 */
export const GROUPS = {
  first: {
    direction: { path: 'direction', choices: ['down', 'up'], attribute },
    shock: { path: 'shock%', ...percent('0', '99', '0', '30', '0.1'), start: '5', attribute },
    depth: {
      path: 'impact.usd_per_percent',
      ...usd('1', LARGEST_USD, ...stops(7, 10)),
      needs: MOVING,
      figure: 'usd_per_percent',
      places: ['impact.depth_usd'],
      attribute,
    },
    survival: {
      path: 'impact.survival%',
      ...percent('0.1', '100', '1', '100', '1'),
      needs: MOVING,
      figure: 'survival',
      attribute,
    },
  },
  positions: {
    oi: {
      path: 'market.open_interest_usd',
      ...usd('1', '100000000000000', ...stops(9, 12)),
      needs: SYNTHETIC,
      figure: 'open_interest_usd',
      attribute,
    },
    mix: {
      path: 'book.mix',
      choices: ['conservative', 'neutral', 'aggressive'],
      needs: SYNTHETIC,
      figure: 'mix',
      attribute,
    },
    by: { choices: ['reported', 'share'], needs: SYNTHETIC },
    factor: {
      path: 'book.share.factor',
      ...number('times', '0.01', '1000'),
      stops: ['1', '1.5', '2', '3', '4', '5', '7', '10', '15', '20', '30', '50', '100'],
      needs: { ...SYNTHETIC, by: ['reported'] },
      figure: 'reporting_factor',
      attribute,
    },
    share: {
      path: 'book.share%',
      ...percent('0', '100', '0', '50', '0.1'),
      needs: { ...SYNTHETIC, by: ['share'] },
      start: '2',
      attribute,
    },
    spread: {
      path: 'book.spread%',
      ...percent('0', '50', '0', '20', '0.5'),
      needs: SYNTHETIC,
      figure: 'spread',
      attribute,
    },
  },
  impact: {
    impact: {
      path: 'impact.kind',
      choices: ['linear', 'power', 'withdrawal', 'bounded', 'levels', 'none'],
      places: ['impact'],
    },
    gamma: {
      path: 'impact.gamma',
      ...number('plain', '0.1', '10', '0.5', '2.5', '0.025'),
      needs: { impact: ['power'] },
      start: '0.875',
    },
    rate: {
      path: 'impact.rate',
      ...number('plain', '0', '1000', '0', '100', '1'),
      needs: { impact: ['withdrawal'] },
      start: '20',
    },
    max: {
      path: 'impact.max%',
      ...percent('0.1', '100', '5', '100', '1'),
      needs: { impact: ['bounded'] },
      start: '30',
    },
    flow: { path: 'flow', ...number('times', '0', '100', '1', '5', '0.1'), attribute },
    coordinate: { path: 'coordinate', choices: ['linear', 'log'], attribute },
  },
  market: {
    price: {
      path: 'market.price_usd',
      ...number('price', '0.000001', LARGEST_USD),
      figure: 'price_before_usd',
      attribute,
    },
    levels: {
      path: 'levels,',
      unit: 'price',
      parts: ['level_upper_usd', 'level_lower_usd'],
      attribute,
    },
    vol: {
      path: 'volatility%',
      ...percent('0.01', '100', '0.5', '10', '0.1'),
      figure: 'volatility',
    },
  },
  time: {
    rho: { path: 'time.rho%', ...part, figure: 'rho' },
    permanent: { path: 'time.permanent%', ...part },
    recovery: { path: 'recovery%', ...part, attribute },
  },
  venue: {
    engine: {
      path: 'engine.kind',
      choices: ['market', 'bankruptcy_limit'],
      places: ['engine', 'book'],
    },
    arrival: { path: 'engine.arrival', choices: ['gap', 'gradual'] },
    fee: { path: 'engine.fee_rate%', ...percent('0', '10', '0', '2', '0.05') },
    feeto: { path: 'engine.fee_to', choices: ['fund', 'exchange'] },
    residual: { path: 'engine.residual', choices: ['fund', 'trader'] },
    fund: { path: 'engine.fund_usd', ...usd('0', LARGEST_USD, '0', ...stops(5, 9)) },
    adl: { path: 'engine.adl', choices: ['queue', 'pro_rata'] },
  },
};

/**
 * All inputs by their keys.
 *
 * @type {Record<string, Input>}
 */
export const INPUTS = Object.assign({}, ...Object.values(GROUPS));

/**
 * Where the engine may find fault with each input: `[[place, key]]`, the most exact place first.
 */
const FAULTS = Object.entries(INPUTS)
  .flatMap(([key, { path, places = [] }]) =>
    [...(path ? [placeOf(path)] : []), ...places].map((place) => [place, key]),
  )
  .sort(([a], [b]) => b.length - a.length);

/** The input that an error is about whose place is this field of a scenario; undefined for none. */
export const inputAt = (field) => FAULTS.find(([place]) => isWithin(field, place))?.[1];

const isWithin = (field, place) =>
  field.startsWith(place) && /^($|[.[])/.test(field.slice(place.length));
