// The liquidation map: what would be closed at which price, and how far this scenario goes.
import { map as draw } from '../charts/map.js';
import { WORDS } from './map.words.js';

export const text = WORDS;
export const parts = ['map'];

export function make({ outcome }, { words, known }) {
  const says = outcome.saturated
    ? words.saturated
    : outcome.liquidated_usd > 0
      ? words.answer
      : words.quiet;
  const data = {
    ...outcome.map,
    now_usd: outcome.price_usd,
    final_usd: outcome.final_price_usd,
    levels: known.levels,
  };
  return {
    title: words.title(known),
    answer: says(known),
    caption: words.caption,
    height: 320,
    draw: (options) => draw(data, options),
  };
}
