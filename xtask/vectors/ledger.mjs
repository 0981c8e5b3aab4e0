// Cases of type `ledger`: who paid whom. Fills are estimates that the engine rounds to a tick once;
// from there on it is exact, so every amount has to be exact where the case's fills are short
// decimals, and the accounts have to sum to zero to the last digit in any case.

import { Skip } from './check.mjs';
import { input as number, isNumber, isShort, rational, same } from './number.mjs';
import { renamed, scenario } from './scenario.mjs';

const POSITION = {
  id: 'id',
  side: 'side',
  qty: 'qty',
  entry: 'entry_usd',
  margin: 'margin_usd',
  leverage: 'leverage',
  mmr: 'maintenance',
  basis: 'basis',
  mm_amount: 'deduction_usd',
};
const WINNER = {
  id: 'id',
  upnl: 'profit_usd',
  leverage: 'leverage',
  pnl_pct: 'profit_rate',
  wealth: 'wealth_usd',
};
const VENUE = {
  engine: 'kind',
  arrival: 'arrival',
  fee_rate: 'fee_rate',
  fee_to: 'fee_to',
  residual: 'residual',
  fund: 'fund_usd',
  adl: 'adl',
  tick: 'tick_usd',
};
const ESTIMATES = { u_final: 'displacement', p_final: 'final_price_usd' };
// The sum of quantities at liquidation prices, which are quotients.
const QUOTIENTS = { liquidated_value_at_liq_price: 'value_at_liquidation_usd' };
const AMOUNTS = {
  liquidated_qty: 'liquidated_qty',
  liquidated_value_at_fill: 'value_at_fill_usd',
  margin_lost: 'margin_lost_usd',
  residual_returned: 'returned_usd',
  fees: 'fees_usd',
  surplus: 'surplus_usd',
  deficit: 'deficit_usd',
  fund_end: 'fund_end_usd',
  adl_haircut: 'adl_usd',
  unallocated: 'uncovered_usd',
  fund_takeover_qty: 'taken_over_qty',
};
export function run(washout, { input, expected }, check) {
  const { ledger, ...outcome } = washout.ledger(asked(input));
  // A quotient (a margin of a third, a fill between) is rounded; a sum of short decimals is not.
  const exactly = [
    ...Object.values(expected.fills ?? {}),
    ...input.positions.flatMap(Object.values).filter(isNumber),
  ].every(isShort);
  const amount = (key, value, got) =>
    exactly && isShort(value) ? check.exact(key, value, got) : check.close(key, value, got);
  if (outcome.saturated)
    throw new Skip(
      'its price ends at zero or below, where no market is, and the engine stops before',
    );
  check.equal('k', expected.k, outcome.fired);
  for (const [key, ours] of Object.entries(ESTIMATES))
    if (key in expected) check.close(key, expected[key], outcome[ours]);
  for (const [key, ours] of Object.entries(QUOTIENTS))
    if (key in expected) check.close(key, expected[key], ledger[ours]);
  for (const [key, ours] of Object.entries(AMOUNTS))
    if (key in expected) amount(key, expected[key], ledger[ours]);
  for (const [key, value] of Object.entries(expected.ledger))
    amount(`ledger.${key}`, value, account(ledger, key));
  list('haircuts', expected.haircuts, ledger.haircuts, 'usd', amount);
  list('fills', expected.fills, ledger.fills, 'price_usd', amount);
  check.exact('ledger_sum', '0', ledger.sum_usd);
  check.exact('sum of the accounts', '0', total(Object.values(ledger.accounts)));
}

function asked(input) {
  return {
    ...scenario({ ...input, rungs: [] }),
    market: {
      price_usd: number(input.p0),
      ...(input.oi_qty === undefined ? {} : { open_interest_qty: number(input.oi_qty) }),
    },
    book: {
      kind: 'positions',
      positions: input.positions.map((position, index) =>
        named(renamed(position, POSITION), index),
      ),
    },
    engine: {
      ...renamed(input, VENUE),
      winners: (input.winners ?? []).map((winner, index) => named(renamed(winner, WINNER), index)),
    },
  };
}

/** The cases count from 0 whom they do not name, and some names are numbers. */
const named = (item, index) => ({ ...item, id: String(item.id ?? index) });

/** The cases count what auto-deleveraging took in the account of the opposite side. */
function account(ledger, key) {
  return key === 'opposite_side'
    ? ledger.opposite_side_after_adl_usd
    : ledger.accounts[`${key}_usd`];
}

/** One number for each name; a name that the engine does not list has none taken. */
function list(name, expected = {}, got, key, amount) {
  const found = new Map(got.map((item) => [item.id, item[key]]));
  for (const [id, value] of Object.entries(expected))
    amount(`${name}.${id}`, value, found.get(id) ?? '0');
  for (const [id, value] of found) if (!(id in expected)) amount(`${name}.${id}`, '0', value);
}

/** The exact sum of decimal texts, as a quotient. */
function total(texts) {
  const sum = texts
    .map(rational)
    .reduce((a, b) => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }));
  return same(`${sum.top}/${sum.bottom}`, '0') ? '0' : `${sum.top}/${sum.bottom}`;
}
