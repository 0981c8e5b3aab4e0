// The sweep: where the price ends for other first pushes.
import { WORDS } from './curve.words.js';

export { curve as chart } from '../charts/curve.js';
export const text = WORDS;
export const parts = ['sweep'];
export const height = 260;

export function make({ outcome }, { words, write, known }) {
  return {
    title: words.title(known),
    answer: answerOf(outcome.sweep, words, write),
    caption: words.caption,
    data: { ...outcome.sweep, at: outcome.shock, side: known.closed },
  };
}

function answerOf(sweep, words, { share }) {
  const { critical_shock: critical, saturated_shock: endless } = sweep;
  if (critical !== null) return words.tips({ critical: share(critical) });
  if (endless !== null) return words.endless({ from: share(endless) });
  return words.smooth({ last: share(sweep.shock.at(-1)), move: share(sweep.move.at(-1)) });
}
