// Who paid and who received, to the cent, as a table.
import { WORDS } from './ledger.words.js';

export const text = WORDS;
export const parts = ['ledger'];

export function make({ outcome }, { words, write, known, detailed }) {
  const title = words.title(known);
  const { ledger } = outcome;
  const table = { caption: title, head: words.head };
  if (!ledger)
    return { title, answer: words.none, caption: '', table: { ...table, rows: [], keys: [] } };
  const accounts = Object.entries(ledger.accounts).filter(([, usd]) => detailed || !isZero(usd));
  const row = ([key, usd]) => [words.accounts[key] ?? key, signed(usd, write)];
  return {
    title,
    answer: answerOf(outcome, words, write, known),
    caption: words.caption,
    data: ledger,
    table: {
      ...table,
      rows: [...accounts.map(row), [words.sum, write.cents(ledger.sum_usd)]],
      keys: [...accounts.map(([key]) => key), 'sum_usd'],
    },
  };
}

const answerOf = ({ ledger, liquidated_usd }, words, { dollars, money }, { side }) =>
  words.answer({
    side,
    closed: dollars(liquidated_usd),
    margin: money(ledger.margin_lost_usd),
    transfer: money(ledger.open_interest_transfer_usd),
  });

/** What was received has a plus: most readers would take a bare amount for a sum paid. */
export const signed = (usd, { cents }) =>
  `${isZero(usd) || usd.startsWith('-') ? '' : '+'}${cents(usd)}`;

/** Whether an exact amount is nothing. */
export const isZero = (usd) => /^-?0*(\.0*)?$/.test(usd);
