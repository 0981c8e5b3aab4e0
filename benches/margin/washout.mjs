// Washout: columns of positions against one venue's rules, straight at the boundary.

import { boundary } from '../lib/washout.mjs';

export async function many(shared) {
  const engine = await boundary('locateMany');
  if (engine.skipped) return { skipped: engine.skipped };
  return ({ side, entry, quantity, margin }) =>
    engine.call('locateMany', { ...shared, side, entry_price: entry, quantity, margin })
      .liquidation_price;
}
