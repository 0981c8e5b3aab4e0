// Washout: one ladder, built once, put into a market, asked in columns.

import { load } from '../lib/washout.mjs';

export async function engine() {
  const { ladder, skipped } = await load(['ladder']);
  if (skipped) return { skipped };
  const inMarket = (built, depth) => built.inMarket({ impact: { kind: 'linear', depth_usd: String(depth) } });
  const liquidated = (built, shocks) => built.outcomes(shocks).liquidated_usd;
  return {
    build: ladder,
    free: (built) => built.free(),
    table: inMarket,
    query: liquidated,
    reverse: (built, amounts) => built.shocksToLiquidate(amounts),
    sweep(built, shocks, depths) {
      const cells = new Float64Array(shocks.length * depths.length);
      depths.forEach((depth, row) => cells.set(liquidated(inMarket(built, depth), shocks), row * shocks.length));
      return cells;
    },
  };
}
