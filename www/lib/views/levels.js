// What it takes to reach each named price, as a table.
import { WORDS } from './levels.words.js';

export const text = WORDS;
export const parts = [];

export function make({ outcome: { levels } }, { words, write, known, detailed }) {
  const title = words.title(known);
  return {
    title,
    answer: answerOf(levels, words, write, known),
    caption: detailed ? `${words.caption} ${words.more}` : words.caption,
    data: levels,
    table: {
      caption: title,
      head: detailed ? [...words.head, ...words.further] : words.head,
      rows: levels.map((level) => row(level, words, write, detailed)),
      keys: levels.map((_, i) => String(i)),
    },
  };
}

function answerOf(levels, words, { exactPrice, share }, known) {
  const ahead = levels.find((level) => level.shock !== null);
  if (!ahead) return levels.length ? words.behind(known) : words.none;
  return words.answer({
    level: exactPrice(String(ahead.price_usd)),
    distance: share(ahead.distance),
    shock: share(ahead.shock),
    own: ahead.shock < ahead.distance,
  });
}

/** Whether a level is reached stands with its price: a column more would leave a phone's edge. */
function row(level, words, { dollars, exactPrice, number, share }, detailed) {
  const { price_usd, distance, shock, liquidated_usd: closed, reached } = level;
  const price = exactPrice(String(price_usd));
  const further = ({ gain, touch_probability: chance }) =>
    detailed ? [number(gain), share(chance)] : [];
  if (shock === null) return [`${price} ${words.past}`, '', '', '', ...(detailed ? ['', ''] : [])];
  const mark = reached ? ` ${words.reached}` : '';
  return [price + mark, share(distance), share(shock), dollars(closed), ...further(level)];
}
