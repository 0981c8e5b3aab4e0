// What it takes to reach each named price, as a table.
import { WORDS } from './text/levels.js';

export const text = WORDS;
export const parts = [];

export function make({ outcome }, { words, write: { dollars, exactPrice, share }, known }) {
  const ahead = outcome.levels.find((level) => level.shock !== null);
  const own = { past: words.past, true: words.reached, false: words.missed };
  const row = (level) => (level.shock === null
    ? [exactPrice(String(level.price_usd)), '', '', '', own.past]
    : [exactPrice(String(level.price_usd)), share(level.distance), share(level.shock), dollars(level.liquidated_usd), own[level.reached]]);
  const answer = ahead
    ? words.answer({ level: exactPrice(String(ahead.price_usd)), distance: share(ahead.distance), shock: share(ahead.shock), own: ahead.shock < ahead.distance })
    : words.behind;
  const title = words.title(known);
  return { title, answer, caption: words.caption, table: { caption: title, head: words.head, rows: outcome.levels.map(row) } };
}
