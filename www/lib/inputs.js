// Every input of a scenario, once: where a scenario holds it, how it is written, what is legal, and
// where a reader finds it. The address of the page, its controls and explanations, the attributes of
// the element and the query of a frame are made from this. Pure.
import { shift } from './format.js';

/** Round amounts between two powers of ten: what a slider for dollars steps through. */
const LEADS = ['1', '1.2', '1.5', '2', '2.5', '3', '4', '5', '6', '7', '8'];
const stops = (from, to) => [
  ...Array.from({ length: to - from }, (_, i) => LEADS.map((lead) => `${lead}e${from + i}`)).flat(),
  `1e${to}`,
];
const plain = (list) => list.map((text) => shift(text));

const SYNTHETIC = { book: ['synthetic'] };
/** Every kind of impact but that of no impact. */
const MOVING = { impact: ['linear', 'power', 'withdrawal', 'bounded', 'levels'] };
const LARGEST_USD = '1000000000000';
const WHOLE = ['0', '100'];

/**
 * The inputs by their keys, in the order of the page. Of each:
 *
 * - `path`: its place in a scenario; with `%` a fraction there that a person writes in percent, with
 *   `,` a list.
 * - `group`: the group of controls that it stands in; `first` is always open.
 * - `unit`: `percent`, `usd`, `times`, `plain` or `price`; or `choices`, the values of a closed list.
 * - `least` and `most`: what is legal, as a person writes it.
 * - `slide`, `step` or `stops`: the scale of its slider; none without.
 * - `needs`: with which choices alone it means something.
 * - `start`: what the page begins with where no event and no reader says anything.
 * - `figure`: the figure of an event that it is; upwards it can be another one.
 * - `parts`: figures of an event that are part of it.
 * - `places`: where the engine finds fault with it, beside its path.
 * - `attribute`: whether the element takes it as an attribute, see `inputs.words.js`.
 */
export const INPUTS = {
  direction: { path: 'direction', group: 'first', choices: ['down', 'up'], attribute: true },
  shock: {
    path: 'shock%',
    group: 'first',
    unit: 'percent',
    least: '0',
    most: '99',
    slide: ['0', '30'],
    step: '0.1',
    start: '5',
    attribute: true,
  },
  depth: {
    path: 'impact.usd_per_percent',
    group: 'first',
    unit: 'usd',
    least: '1',
    most: LARGEST_USD,
    stops: plain(stops(7, 10)),
    needs: MOVING,
    figure: 'usd_per_percent',
    places: ['impact.depth_usd'],
    attribute: true,
  },
  survival: {
    path: 'impact.survival%',
    group: 'first',
    unit: 'percent',
    least: '0.1',
    most: '100',
    slide: ['1', '100'],
    step: '1',
    needs: MOVING,
    figure: 'survival',
    attribute: true,
  },
  oi: {
    path: 'market.open_interest_usd',
    group: 'positions',
    unit: 'usd',
    least: '1',
    most: '100000000000000',
    stops: plain(stops(9, 12)),
    needs: SYNTHETIC,
    figure: 'open_interest_usd',
    attribute: true,
  },
  mix: {
    path: 'book.mix',
    group: 'positions',
    choices: ['conservative', 'neutral', 'aggressive'],
    needs: SYNTHETIC,
    figure: 'mix',
    attribute: true,
  },
  by: { group: 'positions', choices: ['reported', 'share'], needs: SYNTHETIC },
  factor: {
    path: 'book.share.factor',
    group: 'positions',
    unit: 'times',
    least: '0.01',
    most: '1000',
    stops: ['1', '1.5', '2', '3', '4', '5', '7', '10', '15', '20', '30', '50', '100'],
    needs: { ...SYNTHETIC, by: ['reported'] },
    figure: 'reporting_factor',
    attribute: true,
  },
  share: {
    path: 'book.share%',
    group: 'positions',
    unit: 'percent',
    least: '0',
    most: '100',
    slide: ['0', '50'],
    step: '0.1',
    needs: { ...SYNTHETIC, by: ['share'] },
    start: '2',
    attribute: true,
  },
  spread: {
    path: 'book.spread%',
    group: 'positions',
    unit: 'percent',
    least: '0',
    most: '50',
    slide: ['0', '20'],
    step: '0.5',
    needs: SYNTHETIC,
    figure: 'spread',
    attribute: true,
  },
  impact: {
    path: 'impact.kind',
    group: 'impact',
    choices: ['linear', 'power', 'withdrawal', 'bounded', 'levels', 'none'],
    places: ['impact'],
  },
  gamma: {
    path: 'impact.gamma',
    group: 'impact',
    unit: 'plain',
    least: '0.1',
    most: '10',
    slide: ['0.5', '2.5'],
    step: '0.025',
    needs: { impact: ['power'] },
    start: '0.875',
  },
  rate: {
    path: 'impact.rate',
    group: 'impact',
    unit: 'plain',
    least: '0',
    most: '1000',
    slide: WHOLE,
    step: '1',
    needs: { impact: ['withdrawal'] },
    start: '20',
  },
  max: {
    path: 'impact.max%',
    group: 'impact',
    unit: 'percent',
    least: '0.1',
    most: '100',
    slide: ['5', '100'],
    step: '1',
    needs: { impact: ['bounded'] },
    start: '30',
  },
  flow: {
    path: 'flow',
    group: 'impact',
    unit: 'times',
    least: '0',
    most: '100',
    slide: ['1', '5'],
    step: '0.1',
    attribute: true,
  },
  coordinate: { path: 'coordinate', group: 'impact', choices: ['linear', 'log'], attribute: true },
  price: {
    path: 'market.price_usd',
    group: 'market',
    unit: 'price',
    least: '0.000001',
    most: LARGEST_USD,
    figure: 'price_before_usd',
    attribute: true,
  },
  levels: {
    path: 'levels,',
    group: 'market',
    unit: 'price',
    parts: ['level_upper_usd', 'level_lower_usd'],
    attribute: true,
  },
  vol: {
    path: 'volatility%',
    group: 'market',
    unit: 'percent',
    least: '0.01',
    most: '100',
    slide: ['0.5', '10'],
    step: '0.1',
    figure: 'volatility',
  },
  rho: {
    path: 'time.rho%',
    group: 'time',
    unit: 'percent',
    least: '0',
    most: '100',
    slide: WHOLE,
    step: '1',
    figure: 'rho',
  },
  permanent: {
    path: 'time.permanent%',
    group: 'time',
    unit: 'percent',
    least: '0',
    most: '100',
    slide: WHOLE,
    step: '1',
  },
  recovery: {
    path: 'recovery%',
    group: 'time',
    unit: 'percent',
    least: '0',
    most: '100',
    slide: WHOLE,
    step: '1',
    attribute: true,
  },
  engine: {
    path: 'engine.kind',
    group: 'venue',
    choices: ['market', 'bankruptcy_limit'],
    places: ['engine', 'book'],
  },
  arrival: { path: 'engine.arrival', group: 'venue', choices: ['gap', 'gradual'] },
  fee: {
    path: 'engine.fee_rate%',
    group: 'venue',
    unit: 'percent',
    least: '0',
    most: '10',
    slide: ['0', '2'],
    step: '0.05',
  },
  feeto: { path: 'engine.fee_to', group: 'venue', choices: ['fund', 'exchange'] },
  residual: { path: 'engine.residual', group: 'venue', choices: ['fund', 'trader'] },
  fund: {
    path: 'engine.fund_usd',
    group: 'venue',
    unit: 'usd',
    least: '0',
    most: LARGEST_USD,
    stops: ['0', ...plain(stops(5, 9))],
  },
  adl: { path: 'engine.adl', group: 'venue', choices: ['queue', 'pro_rata'] },
};

/** What was reported of an event and the share at risk is solved from: shown beside the inputs. */
export const REPORTED = {
  reported: {
    path: 'book.share.reported_usd',
    unit: 'usd',
    figure: { down: 'btc_long_usd', up: 'btc_short_usd' },
  },
  low: {
    path: 'book.share.to_price_usd',
    unit: 'price',
    figure: { down: 'price_low_usd', up: 'price_high_usd' },
  },
};

/** The keys of a group, in the order of the page. */
export const keysOf = (group) => Object.keys(INPUTS).filter((key) => INPUTS[key].group === group);

/** The groups of controls, in the order of the page. */
export const GROUPS = [...new Set(Object.values(INPUTS).map(({ group }) => group))];

/** A path taken apart: `[names, mark]`. */
export const placeOf = (path) => {
  const [, names, mark] = /^([\w.]+)(.?)$/.exec(path);
  return [names.split('.'), mark];
};

/** What stands at a path of a scenario, as a person writes it; undefined where nothing does. */
export function textAt(path, scenario) {
  const [names, mark] = placeOf(path);
  const value = names.reduce((at, name) => at?.[name], scenario);
  if (value === undefined || value === null) return undefined;
  return mark === '%' ? shift(value, 2) : mark === ',' ? value.join(',') : value;
}
