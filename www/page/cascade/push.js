// The first push: whether it is stated or solved, and what is said of it beside its control.
import { write } from '../ui/pens.js';
import { isSolved, isTurned } from './scenario.js';
import { SIMULATE } from './simulate.words.js';

const WORDS = SIMULATE.knobs.shock;

/** Whether the push is not stated but solved by the engine. */
export const isPushSolved = (state, base) =>
  !state.shock && !isTurned(state, base) && isSolved(base.shock);

/** Where the push is solved, what for, and whether the price ends there. */
export function pushHint(outcome, state, base) {
  const to = outcome && isPushSolved(state, base) && base.shock.reach_price_usd;
  if (!to) return WORDS.hint;
  const end = write.estimatedPrice(outcome.final_price_usd);
  const said = write.exactPrice(to);
  return end === write.estimatedPrice(Number(to))
    ? WORDS.solved(said)
    : WORDS.passed({ to: said, end: outcome.saturated ? '' : end });
}
