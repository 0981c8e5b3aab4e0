// Recorded washouts and squeezes side by side. Exact, each figure as it was in print.
import { WORDS } from './compare.words.js';

export { compare as chart } from '../charts/compare.js';
export const text = WORDS;
export const along = 'y';
/** It shows what was reported, of all events: one page will do. */
export const isReported = true;
export const only = '2025-11-04';

export const ask = ({ history }) => ({
  events: history.history().events,
  engine: history.version(),
});

export function make({ events, engine }, { words, write: { money } }) {
  // For the choice of one alone: the amounts themselves stay decimals.
  const largest = events.reduce((best, one) =>
    Number(one.size_usd) > Number(best.size_usd) ? one : best,
  );
  const answer = words.answer({
    count: String(events.length),
    largest: largest.name,
    size: money(largest.size_usd),
  });
  return {
    title: words.title,
    answer,
    caption: words.caption,
    source: words.source(engine),
    data: events,
  };
}
