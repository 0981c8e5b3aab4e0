// Who paid and who received, to the cent, as a table.
import { WORDS } from './ledger.words.js';

export const text = WORDS;
export const parts = ['ledger'];

export function make({ outcome }, { words, write: { cents, dollars, money }, known }) {
  const title = words.title(known);
  const { ledger: book } = outcome;
  if (!book)
    return {
      title,
      answer: words.none,
      caption: '',
      table: { caption: title, head: words.head, rows: [] },
    };
  const row = ([key, value]) => [
    words.accounts[key] ?? key,
    `${value.startsWith('-') ? '' : '+'}${cents(value)}`,
  ];
  const answer = words.answer({
    side: known.side,
    closed: dollars(outcome.liquidated_usd),
    margin: money(book.margin_lost_usd),
    transfer: money(book.open_interest_transfer_usd),
  });
  const rows = [
    ...Object.entries(book.accounts)
      .filter(([, value]) => !isZero(value))
      .map(row),
    [words.sum, cents(book.sum_usd)],
  ];
  return {
    title,
    answer,
    caption: words.caption,
    table: { caption: title, head: words.head, rows },
  };
}

const isZero = (value) => /^-?0*(\.0*)?$/.test(value);
