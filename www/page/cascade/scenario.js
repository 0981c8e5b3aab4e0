// From what the reader set to a scenario: that of the event, with every input that means something
// there in its place. Pure.
import { compare, shift } from '../../lib/format.js';
import { INPUTS } from '../../lib/inputs.js';
import { heldOf, put, textAt, valueAt } from '../../lib/path.js';

const KEYS = Object.keys(INPUTS);

/** The choices that decide which inputs mean something. */
export const choicesOf = (state, base) => ({
  book: state.rungs ? 'rungs' : base.book.kind,
  by: sharesBy(state, base),
  impact: impactKind(state, base),
});

/**
 * Whether an input means something with these choices.
 *
 * @param {Pick<import('../../lib/inputs.js').Input, 'needs'>} of
 */
export const applies = ({ needs = {} }, choices) =>
  Object.entries(needs).every(([what, of]) => of.includes(choices[what]));

/** The scenario of a state. */
export function scenarioOf(state, base) {
  const choices = choicesOf(state, base);
  const scenario = keptOf(choices, state, base);
  // Which impact holds is settled: an order book may be chosen before there is one.
  const keys = KEYS.filter(
    (key) => key !== 'impact' && INPUTS[key].path && applies(INPUTS[key], choices),
  );
  const set = (key, text) => put(INPUTS[key].path, heldOf(INPUTS[key].path, text), scenario);
  for (const key of keys.filter((one) => state[one] !== undefined)) set(key, state[key]);
  for (const key of keys.filter((one) => isOpen(one, scenario))) set(key, INPUTS[key].start);
  return scenario;
}

/** What of the event's scenario holds for a state: without what is solved for another one. */
function keptOf(choices, state, base) {
  const kept = { ...base, impact: impactOf(choices.impact, state, base) };
  if (state.rungs) kept.book = rungsOf(state, base);
  else if (choices.by === 'share' && isSolved(base.book.share))
    kept.book = { ...base.book, share: undefined };
  // The event's push is solved for its own direction; the other way it has to be a plain one.
  if (isTurned(state, base)) kept.shock = undefined;
  return kept;
}

/** Whether an input that the scenario needs is stated neither by the event nor by the reader. */
function isOpen(key, scenario) {
  const { path, start } = INPUTS[key];
  return start !== undefined && valueAt(path, scenario) === undefined;
}

/** Own levels: below the price longs stand, above it shorts. */
function rungsOf({ rungs, price }, { market }) {
  const row = ([at, usd]) => ({
    liq_price_usd: at,
    notional_usd: usd,
    side: compare(at, price ?? market.price_usd) <= 0 ? 'long' : 'short',
  });
  return { kind: 'rungs', rungs: pairs(rungs).map(row) };
}

const pairs = (text) => text.split(',').map((pair) => pair.split(':'));

/** The kind of impact that holds: an order book only where there is one. */
const impactKind = (state, base) =>
  state.impact === 'levels' && !state.bids ? base.impact.kind : (state.impact ?? base.impact.kind);

/** The impact of a kind, with the order book that it may need. */
function impactOf(kind, { direction, asks, bids }, base) {
  const kept = kind === base.impact.kind ? base.impact : otherOf(kind, base);
  const isUp = (direction ?? base.direction) === 'up';
  const levels = kind === 'levels' && (isUp ? asks : bids);
  return levels ? { ...kept, levels: pairs(levels) } : kept;
}

/** Another kind of impact than the event's: of that, what means something with either. */
function otherOf(kind, base) {
  const made = { impact: { kind } };
  for (const { path, needs } of Object.values(INPUTS))
    if (needs?.impact?.includes(kind) && valueAt(path, base) !== undefined)
      put(path, valueAt(path, base), made);
  return made.impact;
}

/** Whether the share at risk is solved from the reported total or set by hand. */
export const sharesBy = (state, base) =>
  isSolved(base.book.share) ? (state.by ?? (state.share ? 'share' : 'reported')) : 'share';

/** Whether the push goes the other way than the event's. */
export const isTurned = (state, base) => (state.direction ?? base.direction) !== base.direction;

/** Whether a value of a scenario is not stated but solved from other things. */
export const isSolved = (value) => typeof value === 'object' && value !== null;

/**
 * What the control of each key shows: the state's value, else the event's. What the engine has
 * solved is in `solved` (fractions): it is shown with three digits.
 */
export function shown(state, base, solved = {}) {
  const text = (key) => {
    const { path, start = '' } = INPUTS[key];
    return (path && textAt(path, base)) ?? start;
  };
  const rounded = (value) => (Number.isFinite(value) ? shift(value.toPrecision(3), 2) : '');
  const stated = (value, found) => (isSolved(value) ? rounded(found) : (shift(value, 2) ?? ''));
  return {
    ...Object.fromEntries(KEYS.map((key) => [key, text(key)])),
    by: sharesBy(state, base),
    shock: isTurned(state, base) ? INPUTS.shock.start : stated(base.shock, solved.shock),
    share: stated(base.book.share, solved.share),
    ...state,
    impact: impactKind(state, base),
  };
}
