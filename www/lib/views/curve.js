// The sweep: where the price ends for other first pushes.
import { curve as draw } from '../charts/curve.js';
import { WORDS } from './curve.words.js';

export const text = WORDS;
export const parts = ['sweep'];

export function make({ outcome }, { words, write: { share }, known }) {
  const { sweep } = outcome;
  const last = sweep.shock.length - 1;
  const answer =
    sweep.critical_shock !== null
      ? words.tips({ critical: share(sweep.critical_shock) })
      : sweep.saturated_shock !== null
        ? words.endless({ from: share(sweep.saturated_shock) })
        : words.smooth({ last: share(sweep.shock[last]), move: share(sweep.move[last]) });
  const data = { ...sweep, at: outcome.shock, side: known.closed };
  return {
    title: words.title(known),
    answer,
    caption: words.caption,
    height: 260,
    draw: (options) => draw(data, options),
  };
}
