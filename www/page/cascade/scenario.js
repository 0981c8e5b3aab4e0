// From what the reader set to a scenario: that of the event, with every input that means something
// there in its place. Pure.
import { compare, shift } from '../../lib/format.js';
import { put } from '../../lib/element/overrides.js';
import { INPUTS, textAt } from '../../lib/inputs.js';

/** Inputs that need more than their own text. */
const OWN = ['by', 'shock', 'share', 'impact'];

/** The choices that decide which inputs mean something. */
export const choicesOf = (state, base) => ({
  book: state.rungs ? 'rungs' : base.book.kind,
  by: sharesBy(state, base),
  impact: impactKind(state, base),
});

/** Whether an input means something with these choices. */
export const applies = (key, choices) =>
  Object.entries(INPUTS[key].needs ?? {}).every(([what, of]) => of.includes(choices[what]));

/** The scenario of a state. */
export function scenarioOf(state, base) {
  const choices = choicesOf(state, base);
  const scenario = {
    ...base,
    ...(state.rungs && { book: rungsOf(state, base) }),
    impact: impactOf(choices.impact, state, base),
  };
  const set = { ...state, ...startsOf(choices, state, base) };
  for (const [key, { path }] of Object.entries(INPUTS))
    if (path && key !== 'impact' && set[key] !== undefined && applies(key, choices))
      put(scenario, key, set[key], path);
  return scenario;
}

/** What stands for inputs that are needed and that neither the event nor the reader states. */
function startsOf(choices, state, base) {
  const { shock, share } = INPUTS;
  const needed = Object.keys(INPUTS).filter(
    (key) => INPUTS[key].needs?.impact?.length === 1 && applies(key, choices),
  );
  return {
    ...Object.fromEntries(needed.map((key) => [key, state[key] ?? INPUTS[key].start])),
    // The event's push is solved for its own direction; the other way it has to be a plain one.
    ...(isTurned(state, base) && { shock: state.shock ?? shock.start }),
    ...(choices.by === 'share' &&
      isSolved(base.book.share) && { share: state.share ?? share.start }),
  };
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
export const impactKind = (state, base) =>
  state.impact === 'levels' && !state.bids ? base.impact.kind : (state.impact ?? base.impact.kind);

function impactOf(kind, { direction, asks, bids }, base) {
  if (kind === 'none') return { kind };
  const { usd_per_percent, survival } = base.impact;
  const levels = kind === 'levels' && ((direction ?? base.direction) === 'up' ? asks : bids);
  return { kind, usd_per_percent, survival, ...(levels && { levels: pairs(levels) }) };
}

/** Whether the share at risk is solved from the reported total or set by hand. */
export const sharesBy = (state, base) =>
  isSolved(base.book.share) ? (state.by ?? (state.share ? 'share' : 'reported')) : 'share';

/** Whether the push goes the other way than the event's. */
export const isTurned = (state, base) => (state.direction ?? base.direction) !== base.direction;

/** Whether a value of a scenario is not stated but solved from other things. */
export const isSolved = (value) => typeof value === 'object' && value !== null;

/**
 * What the control of each key shows: the state's value, else the event's. What the engine has solved
 * is in `solved` (fractions): it is shown with three digits.
 */
export function shown(state, base, solved = {}) {
  const texts = Object.entries(INPUTS).map(([key, { path, start }]) => {
    const text = path && textAt(path, base);
    return [key, (OWN.includes(key) ? null : text) ?? start ?? ''];
  });
  const rounded = (value) => (Number.isFinite(value) ? shift(value.toPrecision(3), 2) : '');
  const stated = (value, found) => (isSolved(value) ? rounded(found) : (shift(value, 2) ?? ''));
  return {
    ...Object.fromEntries(texts),
    by: sharesBy(state, base),
    impact: base.impact.kind,
    shock: isTurned(state, base) ? INPUTS.shock.start : stated(base.shock, solved.shock),
    share: stated(base.book.share, solved.share),
    ...state,
  };
}
