// Raw messages of venues and what ccxt reads from them. Its side means different things by venue
// and is not compared; its symbol is its own name for the market, `BASE/QUOTE:SETTLE`.

import { compare, events } from './events.mjs';
import { same } from './number.mjs';

// Of a Binance order ccxt takes the last fill (`l`); what was closed is the sum of its fills (`z`),
// as the same message says in the other schema.
const contracts = ({ info, contracts }) => info?.z ?? contracts;
// Of a Gate account's own liquidation ccxt takes the price that triggered it; what it was closed at
// stands beside it.
const price = ({ info, price }) =>
  info?.liq_price === undefined ? price : (info.fill_price ?? price);
const letters = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

const KEYS = [
  [
    'symbol',
    (theirs, ours) => letters(ours.symbol).startsWith(letters(theirs.symbol.split(':')[0])),
  ],
  ['contracts', (theirs, ours) => same(contracts(theirs), ours.qty)],
  ['price', (theirs, ours) => same(price(theirs), ours.fill_usd ?? ours.price_usd)],
  ['time', (theirs, ours) => theirs.timestamp === ours.time_ms],
];

export function run(washout, item, check) {
  compare([item.parsed].flat(), events(washout, item), KEYS, check);
}
