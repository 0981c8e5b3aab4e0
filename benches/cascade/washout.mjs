// Washout, through the package's own functions: one ladder, built once with the table of its
// market, put into one market after another, asked in columns.

import { load } from '../lib/washout.mjs';
import { closed, scenario } from './ledger.mjs';

/** A ladder makes the table of another market once so many shocks are asked in one call. */
const ENOUGH = new Float64Array(500);

const linear = (depth) => ({ kind: 'linear', depth_usd: String(depth) });

export async function engine() {
  const { skipped, ladder, ledger, ledgerMany } = await load(['ladder', 'ledger', 'ledgerMany']);
  if (skipped) return { skipped };
  const inMarket = (made, depth) => {
    made.market({ impact: linear(depth) });
    return made;
  };
  const liquidated = (made, shocks) => made.outcomes(shocks).liquidated_usd;
  return {
    build: (u, notional, depth) => ladder({ u, notional_usd: notional, impact: linear(depth) }),
    free: (made) => made.free(),
    table(made, depth) {
      inMarket(made, depth).outcomes(ENOUGH);
      return made;
    },
    query: liquidated,
    reverse: (made, amounts) => made.liquidating(amounts),
    // With everything around it: a bag of positions in, the nine accounts and every fill out.
    ledger(u, notional, depth) {
      const bag = scenario(u, notional, depth);
      return () => ledger(bag);
    },
    // The same money for positions in columns.
    ledgerMany(u, notional, depth) {
      const bag = closed(u, notional, depth);
      return () => ledgerMany(bag);
    },
    sweep(made, shocks, depths) {
      const cells = new Float64Array(shocks.length * depths.length);
      depths.forEach((depth, row) =>
        cells.set(liquidated(inMarket(made, depth), shocks), row * shocks.length),
      );
      return cells;
    },
    paths: (made, { shocks, depths }) => made.paths({ shocks, depth_usd: depths }).liquidated_usd,
    shocksAlone: (made, { shocks }) => liquidated(made, shocks),
  };
}
