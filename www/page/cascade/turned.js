// The scenario of a state whose push may go the other way than the event's: there the share at risk
// cannot be solved, so that of the event's own side stands for both.
import { simulate } from '../shell/engine.js';
import { isSolved, isTurned, scenarioOf } from './scenario.js';

/** The scenario of a state, in either direction. */
export function scenarioWith(state, base) {
  const scenario = scenarioOf(state, base);
  if (!isTurned(state, base) || !isSolved(scenario.book.share)) return scenario;
  const towards = scenarioOf({ ...state, direction: base.direction }, base);
  return {
    ...scenario,
    book: { ...scenario.book, share: solvedShare({ ...towards, shock: '0' }) },
  };
}

let last = {};

/** It does not depend on the push: while that one is dragged the engine is asked once. */
function solvedShare(scenario) {
  const key = JSON.stringify(scenario);
  if (last.key !== key) last = { key, share: simulate(scenario, { parts: [] }).share };
  return last.share;
}
