// What it takes to reach each named price, as a table.
import { WORDS } from './levels.words.js';

export const text = WORDS;
export const parts = [];

export function make({ outcome }, { words, write: { dollars, exactPrice, share }, known }) {
  const ahead = outcome.levels.find((level) => level.shock !== null);
  // Whether it is reached stands with the price: a column more would not fit beside a phone's edge.
  const row = ({ price_usd: price, distance, shock, liquidated_usd: closed, reached }) =>
    shock === null
      ? [`${exactPrice(String(price))} ${words.past}`, '', '', '']
      : [
          `${exactPrice(String(price))}${reached ? ` ${words.reached}` : ''}`,
          share(distance),
          share(shock),
          dollars(closed),
        ];
  const answer = ahead
    ? words.answer({
        level: exactPrice(String(ahead.price_usd)),
        distance: share(ahead.distance),
        shock: share(ahead.shock),
        own: ahead.shock < ahead.distance,
      })
    : words.behind;
  const title = words.title(known);
  return {
    title,
    answer,
    caption: words.caption,
    table: { caption: title, head: words.head, rows: outcome.levels.map(row) },
  };
}
