// Washout: columns of positions against one venue's rules.

import { load } from '../lib/washout.mjs';

export async function many(shared) {
  const { locateMany, skipped } = await load(['locateMany']);
  if (skipped) return { skipped };
  return ({ side, entry, quantity, margin }) => locateMany({ ...shared, side, entry_price: entry, quantity, margin }).liquidation_price;
}
