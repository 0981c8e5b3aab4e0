// Arquero: a table, a derived column, a group-by and a roll-up.

import { fromCSV, op } from 'arquero';

// The expressions are read by Arquero's own parser, which knows no digit separators.
export function arquero(bytes) {
  return fromCSV(new TextDecoder().decode(bytes))
    .derive({ usd: (row) => row.qty * row.price, hour: (row) => row.time - (row.time % 3600000) })
    .groupby('symbol', 'side', 'hour')
    .rollup({ usd: (row) => op.sum(row.usd) })
    .objects();
}
