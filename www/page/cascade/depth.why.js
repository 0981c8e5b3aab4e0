// What is behind an order book or levels that the reader has brought: what was read of them.
import { write } from '../ui/pens.js';
import { WHY } from '../ui/why.words.js';

const WORDS = WHY.sources;
const MOST = 12;
const row = (name, value) => ({ name, value, source: WORDS.yours });

/** The explanation of the `book` or the `rungs` of a state. */
export function explain(key, state) {
  if (key === 'book') return state.book ? bookOf(state) : null;
  return state.rungs ? rungsOf(state.rungs.split(',').map((pair) => pair.split(':'))) : null;
}

function bookOf({ book, bids, asks }) {
  const [mid, below, above] = book.split(':');
  const sides = [
    [WORDS.bids, bids, below],
    [WORDS.asks, asks, above],
  ].flatMap(([name, levels, within]) => [
    row(`${name}: ${WORDS.steps}`, write.count(String(levels.split(',').length))),
    row(
      `${name}: ${WORDS.reach}`,
      write.percent(levels.split(',').at(-1).split(':')[0], { digits: 3 }),
    ),
    ...(within ? [row(`${name}: ${WORDS.within}`, write.money(within))] : []),
  ]);
  return {
    title: WORDS.book,
    value: write.exactPrice(mid),
    words: WORDS.bookWords,
    method: 'order-book',
    inputs: [row(WORDS.mid, write.exactPrice(mid)), ...sides],
    notes: [WORDS.part],
  };
}

const rungsOf = (rungs) => ({
  title: WORDS.rungs,
  value: write.count(String(rungs.length)),
  words: WORDS.rungsWords,
  method: 'ladder',
  isExact: true,
  inputs: rungs
    .slice(0, MOST)
    .map(([price, amount]) => row(write.exactPrice(price), write.exactPrice(amount))),
  notes: rungs.length > MOST ? [WORDS.more(write.count(String(rungs.slice(MOST).length)))] : [],
});
