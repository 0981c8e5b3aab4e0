// English: an order book and own levels instead of assumptions.
export const SOURCES = {
  bookTitle: 'Use an order book as depth',
  choose: 'Choose a file',
  bookHint:
    'or drop it here: Binance depth or Hyperliquid l2Book (JSON), or CSV of ' +
    'side,price,quantity. It stays in your browser; only a link that you share carries it, ' +
    'condensed.',
  paste: 'Or paste it',
  useBook: 'Use this book',
  noBook: 'Back to depth by hand',
  pasted: 'The pasted text',
  needed: 'This needs an order book: choose, drop or paste one here.',
  tooLarge: ({ name }) => `${name} is larger than 20 MB: too large for an order book.`,
  noJson: 'expected JSON (Binance depth, Hyperliquid l2Book) or CSV of side,price,quantity',
  refused: ({ name, reason }) => `${name} is not used: ${reason}.`,
  elsewhere: ({ mid, price, way }) =>
    `its middle, ${mid}, is ${way} from the price of the scenario, ${price}, so it is of ` +
    'another time or market. Set “Price before” to it first, or choose the event of its ' +
    'time',
  apart: ({ price, way }) =>
    `It is ${way} from the price of the scenario, ${price}: of another time or market.`,
  read: ({ name, levels, contract }) =>
    `${name}: ${levels} levels ` +
    `read${contract ? `, quantities taken as contracts of $${contract}` : ''}; condensed ` +
    'to 30 a side at most.',
  book: ({ mid, down, up, bids, asks }) =>
    `In use: one venue’s book around ${mid}, ${down} deep below and ${up} above. ` +
    `${
      bids || asks
        ? `Within 1% it holds ${
            bids ?? 'an unknown amount'
          } of bids and ${asks ?? 'an unknown amount'} of asks.`
        : 'It does not reach 1% either way.'
    } ` +
    'One venue is a part of the market; beyond its end the depth set by hand goes on.',
  rungsTitle: 'Use your own liquidation levels',
  rungsLabel: 'One level a line: price, USD',
  useRungs: 'Use these levels',
  noRungsAnyMore: 'Back to the assumed positions',
  rungs: ({ count }) =>
    `In use: ${count} ${count === '1' ? 'level' : 'levels'} of your own instead of assumed ` +
    'positions; longs below the price, shorts above.',
  tooLong: 'They are too many for a link, which leaves them out.',
  noRungs: 'Expected lines of price, USD, such as 101500,120000000.',
  manyRungs: ({ most, found }) =>
    `Expected at most ${most} lines, found ${found}; the package takes millions.`,
  badRung: ({ number, line }) => `Line ${number}: expected price, USD, found “${line}”.`,
};
