// The inputs of a scenario as they are written and explained: the value, and the figure of the
// event that it is. Pure; loaded with what is shown on demand.
import { INPUTS } from '../../lib/inputs.js';
import { textAt } from '../../lib/path.js';
import { write } from '../ui/pens.js';
import { applies, choicesOf } from './scenario.js';
import { SIMULATE } from './simulate.words.js';

const { knobs } = SIMULATE;
/**
 * What was reported of an event, which the share at risk is solved from: shown beside the inputs.
 */
const REPORTED = {
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
const ALL = { ...INPUTS, ...REPORTED };
const PENS = {
  usd: write.money,
  price: write.exactPrice,
  percent: write.percentage,
  times: write.exactTimes,
  plain: write.count,
};

/** An input as it is written; null where the scenario does not have it or the engine solves it. */
export function valueOf(key, scenario) {
  const { path, unit } = ALL[key];
  if (!path || !applies(ALL[key], choicesOf({}, scenario))) return null;
  const text = textAt(path, scenario);
  // A value that is solved, or a list of own leverages, is none that an input could show.
  if (typeof text !== 'string' || text === '') return null;
  if (!unit) return knobs[key].choices[text] ?? text;
  return text
    .split(',')
    .map((one) => PENS[unit](one))
    .join('; ');
}

/** Whether a reader has set an input. */
export const isYours = (key, state) => key in state;

/** The figure of the event that an input is; undefined where none stands for it. */
export function figureOf(key, { figures, scenario }) {
  const wanted = ALL[key].figure;
  const name = wanted?.[scenario.direction] ?? wanted;
  return figures.find((figure) => figure.key === name);
}

/**
 * Which input a figure of an event is, or is part of; undefined for one that no scenario rests on.
 */
function inputOf({ key }) {
  const is = ({ figure, parts = [] }) =>
    figure === key || parts.includes(key) || Object.values(figure ?? {}).includes(key);
  return Object.keys(ALL).find((name) => is(ALL[name]));
}

/** The inputs of a scenario that a reader has set: `[{name, value}]`, in the order of the page. */
export const yours = (state, scenario) =>
  Object.keys(INPUTS)
    .filter((key) => isYours(key, state) && valueOf(key, scenario) !== null)
    .map((key) => ({ name: knobs[key].label, value: valueOf(key, scenario) }));

/**
 * The figures of an event without a source that the scenario still rests on: those that a reader
 * has replaced are gone.
 */
export const unsourced = (figures, state, scenario) =>
  figures.filter((figure) => {
    const key = figure.status !== 'sourced' && inputOf(figure);
    return key && !isYours(key, state) && valueOf(key, scenario) !== null;
  });
