// The keys of a scenario in the address: the event that it starts from, the inputs of the table,
// and what a reader has brought: an order book (its mid, what each side holds within 1 %, and its
// levels) and own liquidation levels.
import { compare, shift } from '../../lib/format.js';
import { INPUTS } from '../../lib/inputs.js';

/** Own liquidation levels, and levels of one side of an order book, that a scenario takes. */
export const MOST_RUNGS = 1000;
const MOST_BOOK = 60;
const MOST_LEVELS = 8;
const DECIMAL = /^\d{1,15}(\.\d{1,12})?$/;
const BOOK = /^[\d.]{1,20}:[\d.]{0,20}:[\d.]{0,20}$/;
const EVENT = /^[\w.-]{1,40}$/;

const BROUGHT = {
  preset: (text) => (EVENT.test(text) ? { value: text } : { problem: 'unknown' }),
  levels: checkLevels,
  book: (text) => (BOOK.test(text) ? { value: text } : { problem: 'pairs' }),
  bids: (text) => checkPairs(text, MOST_BOOK),
  asks: (text) => checkPairs(text, MOST_BOOK),
  rungs: (text) => checkPairs(text, MOST_RUNGS),
};

export const keys = [...new Set(['preset', ...Object.keys(INPUTS), ...Object.keys(BROUGHT)])];

export function check(key, text) {
  if (key in BROUGHT) return BROUGHT[key](text);
  const { choices, least, most } = INPUTS[key];
  if (choices)
    return choices.includes(text) ? { value: text } : { problem: 'choice', known: choices };
  if (!DECIMAL.test(text)) return { problem: 'number' };
  const value = shift(text);
  const isWithin = compare(value, least) >= 0 && compare(value, most) <= 0;
  return isWithin ? { value } : { problem: 'range', least, most };
}

function checkLevels(text) {
  const all = text
    .split(',')
    .map((level) => level.trim())
    .filter(Boolean);
  if (all.length > MOST_LEVELS) return { problem: 'many', most: MOST_LEVELS };
  const bad = all.map((level) => check('price', level)).find(({ problem }) => problem);
  return bad ?? { value: [...new Set(all.map((level) => shift(level)))].join(',') };
}

/** `a:b,a:b`: pairs of plain decimals. */
function checkPairs(text, most) {
  const pairs = text.split(',').map((pair) => pair.split(':'));
  const isPair = (pair) => pair.length === 2 && pair.every((part) => DECIMAL.test(part));
  return pairs.length <= most && pairs.every(isPair) ? { value: text } : { problem: 'pairs' };
}
