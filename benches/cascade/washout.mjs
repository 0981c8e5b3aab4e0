// Washout: one ladder, built once, put into one market after another, asked in columns. Straight
// at the boundary, where every call is what the package's own functions pass on.

import { boundary } from '../lib/washout.mjs';
import { closed, scenario } from './ledger.mjs';

export async function engine() {
  const { call, handle, skipped } = await boundary('Ladder');
  if (skipped) return { skipped };
  const inMarket = (ladder, depth) => {
    ladder.call('market', { impact: { kind: 'linear', depth_usd: String(depth) } });
    return ladder;
  };
  const liquidated = (ladder, shocks) => ladder.call('outcomes', shocks).liquidated_usd;
  return {
    build: (u, notional) => handle('Ladder', 'open', u, notional, { impact: { kind: 'none' } }),
    free: (ladder) => ladder.free(),
    table: inMarket,
    query: liquidated,
    reverse: (ladder, amounts) => ladder.call('liquidating', amounts),
    // With everything around it: a bag of positions in, the nine accounts and every fill out.
    ledger(u, notional, depth) {
      const bag = scenario(u, notional, depth);
      return () => call('ledger', bag);
    },
    // The same money for positions in columns.
    ledgerMany(u, notional, depth) {
      const bag = closed(u, notional, depth);
      return () => call('ledgerMany', bag);
    },
    sweep(ladder, shocks, depths) {
      const cells = new Float64Array(shocks.length * depths.length);
      depths.forEach((depth, row) => cells.set(liquidated(inMarket(ladder, depth), shocks), row * shocks.length));
      return cells;
    },
  };
}
