// The price round by round, and what each round closed.
import { WORDS } from './path.words.js';

export { path as chart } from '../charts/path.js';
export const text = WORDS;
export const parts = ['path'];
export const height = 300;

export function make({ outcome }, { words, write: { estimatedPrice, share }, known }) {
  const { path: rounds, price_usd, liquidated_usd: closed, recovery } = outcome;
  const back = closed > 0 && !outcome.saturated ? recovery : null;
  return {
    title: words.title(known),
    answer: words.answer({ ...known, push: estimatedPrice(rounds.price_usd[0]) }),
    caption: back
      ? `${words.caption} ${words.band({
          share: share(back.share),
          price: estimatedPrice(back.price_usd),
          third: estimatedPrice(back.third_price_usd),
          full: estimatedPrice(back.full_price_usd),
        })}`
      : words.caption,
    data: {
      ...rounds,
      start_usd: price_usd,
      levels: known.levels,
      side: known.closed,
      recovery: back,
    },
  };
}
