// Step by step in time, while the book refills between the steps.
import { WORDS } from './time.words.js';

export { path as chart } from '../charts/path.js';
export const text = WORDS;
export const parts = ['timed'];
export const height = 260;

export function make({ outcome }, { words, write, known }) {
  const { timed, price_usd } = outcome;
  return {
    title: words.title(known),
    answer: timed ? answerOf(outcome, words, write, known) : words.none,
    caption: words.caption,
    data: {
      // Not every way of moving the price has steps in time.
      ...(timed?.path ?? { price_usd: [] }),
      start_usd: price_usd,
      levels: known.levels,
      side: known.closed,
    },
  };
}

function answerOf({ timed, scenario }, words, write, known) {
  const said = {
    side: known.side,
    steps: write.count(String(timed.steps)),
    rho: write.exactShare(scenario.time.rho),
    liquidated: write.dollars(timed.liquidated_usd),
    instant: known.liquidated,
    peak: write.estimatedPrice(timed.peak_price_usd),
    settled: write.estimatedPrice(timed.settled_price_usd),
  };
  return (timed.finished ? words.answer : words.endless)(said);
}
