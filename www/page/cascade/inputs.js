// The inputs of a scenario by name: where it holds each, how it is written, which key of the state sets
// it, and which figure of the event it is. Pure; loaded with what is shown on demand.
import { percent, plain, short, times, usd } from '../../lib/format.js';
import { LOCALE } from '../shell/common.words.js';
import { SIMULATE } from './simulate.words.js';

const locale = LOCALE;
const { knobs } = SIMULATE;
const amount = (value) => short(value, { locale });
const price = (value) => usd(value, { locale });
const fraction = (value) => percent(value, { locale, places: undefined });
const factor = (value) => times(value, { locale, places: undefined });
const choice = (key) => (value) => knobs[key].choices[value] ?? value;
const synthetic =
  (key) =>
  ({ book }) =>
    book.kind === 'synthetic' && book[key];
const number = (value) => plain(value, { locale });
const stated = (value) => typeof value === 'string' && value;

/** `[where, how, key, figure]`; a figure of an event upwards has another name. */
const INPUTS = {
  direction: [({ direction }) => direction, choice('direction'), 'direction', null],
  push: [({ shock }) => stated(shock), fraction, 'shock', null],
  price: [({ market }) => market.price_usd, price, 'price', 'price_before_usd'],
  oi: [
    ({ market, book }) => book.kind === 'synthetic' && market.open_interest_usd,
    amount,
    'oi',
    'open_interest_usd',
  ],
  mix: [(scenario) => stated(synthetic('mix')(scenario)), choice('mix'), 'mix', 'mix'],
  spread: [synthetic('spread'), fraction, 'spread', 'spread'],
  reported: [
    ({ book }) => book.share?.reported_usd,
    amount,
    null,
    { down: 'btc_long_usd', up: 'btc_short_usd' },
  ],
  low: [
    ({ book }) => book.share?.to_price_usd,
    price,
    null,
    { down: 'price_low_usd', up: 'price_high_usd' },
  ],
  factor: [({ book }) => book.share?.factor, factor, 'factor', 'reporting_factor'],
  share: [(scenario) => stated(synthetic('share')(scenario)), fraction, 'share', null],
  impact: [({ impact }) => impact.kind, choice('impact'), 'impact', null],
  gamma: [({ impact }) => impact.gamma, number, 'gamma', null],
  rate: [({ impact }) => impact.rate, number, 'rate', null],
  max: [({ impact }) => impact.max, fraction, 'max', null],
  coordinate: [({ coordinate }) => coordinate, choice('coordinate'), 'coordinate', null],
  depth: [({ impact }) => impact.usd_per_percent, amount, 'depth', 'usd_per_percent'],
  survival: [({ impact }) => impact.survival, fraction, 'survival', 'survival'],
  flow: [({ flow }) => flow, factor, 'flow', null],
  levels: [
    ({ levels }) => levels?.length && levels,
    (all) => all.map(price).join('; '),
    'levels',
    null,
  ],
  vol: [({ volatility }) => volatility, fraction, 'vol', 'volatility'],
  rho: [({ time }) => time?.rho, fraction, 'rho', 'rho'],
  permanent: [({ time }) => time?.permanent, fraction, 'permanent', null],
  recovery: [({ recovery }) => recovery, fraction, 'recovery', null],
  fund: [({ engine }) => engine?.fund_usd, amount, 'fund', null],
  fee: [({ engine }) => engine?.fee_rate, fraction, 'fee', null],
  engine: [({ engine }) => engine?.kind, choice('engine'), 'engine', null],
  arrival: [({ engine }) => engine?.arrival, choice('arrival'), 'arrival', null],
  feeto: [({ engine }) => engine?.fee_to, choice('feeto'), 'feeto', null],
  residual: [({ engine }) => engine?.residual, choice('residual'), 'residual', null],
  adl: [({ engine }) => engine?.adl, choice('adl'), 'adl', null],
};
/** Figures of an event that are part of an input without being its value. */
const PARTS = { level_upper_usd: 'levels', level_lower_usd: 'levels' };

/** An input as it is written; null where the scenario has none. */
export function valueOf(name, scenario) {
  const [find, write] = INPUTS[name];
  const value = find(scenario);
  return value === undefined || value === null || value === false ? null : write(value);
}

/** Whether a reader has set an input. */
export const isYours = (name, state) => INPUTS[name][2] in state;

/** The figure of the event that an input is; undefined where none stands for it. */
export function figureOf(name, { figures, scenario }) {
  const wanted = INPUTS[name][3];
  const key = wanted?.[scenario.direction] ?? wanted;
  return figures.find((figure) => figure.key === key);
}

/** Which input a figure of an event is, or is part of; null for one that no scenario rests on. */
function inputOf({ key }) {
  const is = ([, [, , , figure]]) => figure === key || Object.values(figure ?? {}).includes(key);
  return PARTS[key] ?? Object.entries(INPUTS).find(is)?.[0] ?? null;
}

/** The inputs of a scenario that a reader has set: `[{name, value}]`, in the order of the page. */
export const yours = (state, scenario) =>
  Object.keys(INPUTS)
    .filter((name) => isYours(name, state) && valueOf(name, scenario) !== null)
    .map((name) => ({ name: knobs[INPUTS[name][2]].label, value: valueOf(name, scenario) }));

/** The figures of an event without a source that the scenario still rests on: those a reader has replaced are gone. */
export const unsourced = (figures, state, scenario) =>
  figures.filter((figure) => {
    const name = figure.status !== 'sourced' && inputOf(figure);
    return name && !isYours(name, state) && valueOf(name, scenario) !== null;
  });
