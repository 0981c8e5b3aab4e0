// The views that are tables: key levels and the ledger.
import { facts, pens } from './facts.js';

/** What it takes to reach each named price. */
export function levels({ outcome }, options) {
  const { words } = options;
  const { dollars, exactPrice, share } = pens(options);
  const known = facts(outcome, options);
  const ahead = outcome.levels.find((level) => level.shock !== null);
  const own = { past: words.levels.past, true: words.levels.reached, false: words.levels.missed };
  const row = (level) => (level.shock === null
    ? [exactPrice(String(level.price_usd)), '', '', '', own.past]
    : [exactPrice(String(level.price_usd)), share(level.distance), share(level.shock), dollars(level.liquidated_usd), own[level.reached]]);
  const answer = ahead
    ? words.levels.answer({ level: exactPrice(String(ahead.price_usd)), distance: share(ahead.distance), shock: share(ahead.shock), own: ahead.shock < ahead.distance })
    : words.levels.behind;
  const title = words.levels.title(known);
  return { title, answer, caption: words.levels.caption, table: { caption: title, head: words.levels.head, rows: outcome.levels.map(row) } };
}

/** Who paid and who received, to the cent. */
export function ledger({ outcome }, options) {
  const { words } = options;
  const { cents, dollars, money } = pens(options);
  const known = facts(outcome, options);
  const title = words.ledger.title(known);
  const { ledger: book } = outcome;
  if (!book) return { title, answer: words.ledger.none, caption: '', table: { caption: title, head: words.ledger.head, rows: [] } };
  const row = ([key, value]) => {
    const paid = value.startsWith('-');
    const amount = isZero(value) ? '' : cents(value.replace('-', ''));
    return [words.ledger.accounts[key] ?? key, paid ? amount : '', paid ? '' : amount];
  };
  const answer = words.ledger.answer({ side: known.side, closed: dollars(outcome.liquidated_usd), margin: money(book.margin_lost_usd), transfer: money(book.open_interest_transfer_usd) });
  const rows = [...Object.entries(book.accounts).filter(([, value]) => !isZero(value)).map(row), [words.ledger.sum, '', cents(book.sum_usd)]];
  return { title, answer, caption: words.ledger.caption, table: { caption: title, head: words.ledger.head, rows } };
}

const isZero = (value) => /^-?0*(\.0*)?$/.test(value);
