// Washout: columns of positions against one venue's rules, straight at the boundary.

import { boundary } from '../lib/washout.mjs';

export async function many(shared) {
  const { call, skipped } = await boundary('locateMany');
  if (skipped) return { skipped };
  return ({ side, entry, quantity, margin }) =>
    call('locateMany', { ...shared, side, entry_price: entry, quantity, margin }).liquidation_price;
}
