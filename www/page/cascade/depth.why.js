// What is behind an order book or levels that the reader has brought: what was read of them.
import { percent, plain, short, usd } from '../../lib/format.js';
import { LOCALE } from '../shell/common.words.js';
import { WHY } from '../ui/why.words.js';

const locale = LOCALE;
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
    row(`${name}: ${WORDS.steps}`, plain(String(levels.split(',').length), { locale })),
    row(
      `${name}: ${WORDS.reach}`,
      percent(levels.split(',').at(-1).split(':')[0], { locale, digits: 3, places: undefined }),
    ),
    ...(within ? [row(`${name}: ${WORDS.within}`, short(within, { locale }))] : []),
  ]);
  return {
    title: WORDS.book,
    value: usd(mid, { locale }),
    words: WORDS.bookWords,
    method: 'order-book',
    inputs: [row(WORDS.mid, usd(mid, { locale })), ...sides],
    notes: [WORDS.part],
  };
}

const rungsOf = (rungs) => ({
  title: WORDS.rungs,
  value: plain(String(rungs.length), { locale }),
  words: WORDS.rungsWords,
  method: 'ladder',
  isExact: true,
  inputs: rungs
    .slice(0, MOST)
    .map(([price, amount]) => row(usd(price, { locale }), usd(amount, { locale }))),
  notes:
    rungs.length > MOST ? [WORDS.more(plain(String(rungs.slice(MOST).length), { locale }))] : [],
});
