// The liquidation map: what would be closed at which price, and how far this scenario goes.
import { WORDS } from './map.words.js';

export { map as chart } from '../charts/map.js';
export const text = WORDS;
export const parts = ['map'];
export const height = 320;

export function make({ outcome }, { words, write, known }) {
  const { map, saturated, liquidated_usd: closed, price_usd, final_price_usd } = outcome;
  const isAssumed = outcome.scenario.book.kind === 'synthetic';
  const says = saturated ? words.saturated : closed > 0 ? words.answer : words.quiet;
  // A sentence alone is told without the columns of the picture.
  const risk = map && riskOf(outcome, known.closed, write);
  return {
    title: words.title(known),
    answer: says(known),
    caption: map && words.caption({ ...known, ...risk, isAssumed }),
    data: { ...map, now_usd: price_usd, final_usd: final_price_usd, levels: known.levels },
  };
}

/**
 * What stands at risk on a side, and how much of it lies within the picture where that is less;
 * both written out.
 */
export function riskOf({ map, liquidatable_usd: atRisk }, side, { dollars }) {
  const all = dollars(atRisk);
  // Running totals grow outwards: longs' is whole at the first edge, shorts' at the last.
  const drawn = dollars(
    side === 'long' ? map.long_cumulative_usd.at(0) : map.short_cumulative_usd.at(-1),
  );
  return { all, drawn: drawn === all ? '' : drawn };
}
