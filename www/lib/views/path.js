// The price round by round, and what each round closed.
import { path as draw } from '../charts/path.js';
import { WORDS } from './path.words.js';

export const text = WORDS;
export const parts = ['path'];

export function make({ outcome }, { words, write, known }) {
  const { path: rounds } = outcome;
  const answer = words.answer({ ...known, push: write.estimatedPrice(rounds.price_usd[0]) });
  const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
  const data = {
    ...rounds,
    start_usd: outcome.price_usd,
    levels: known.levels,
    side: known.closed,
    recovery: isBack ? outcome.recovery : null,
  };
  return {
    title: words.title(known),
    answer,
    caption: words.caption,
    height: 300,
    draw: (options) => draw(data, options),
  };
}
