// Each variant: columns of positions in, a column of liquidation prices out (NaN where none). A
// variant with a `part` is given that part of the positions, and its time is scaled.

import { MAINTENANCE_RATE } from './positions.mjs';

const RATE = Number(MAINTENANCE_RATE);
const washout = (bag) => async () => (await import('./washout.mjs')).many(bag);

export const VARIANTS = {
  washout: {
    title: 'Washout, one rate (exact)',
    exact: 'yes',
    open: washout({
      venue: 'generic',
      contract: 'linear',
      basis: 'mark',
      fee_kept: 'none',
      deductions: 'computed',
      maintenance_tiers: [{ lower: '0', rate: MAINTENANCE_RATE }],
    }),
  },
  'washout-tiers': {
    title: 'Washout, Binance USD-M tiers (exact)',
    exact: 'yes',
    open: washout({ venue: 'binance-usdm', symbol: 'BTCUSDT' }),
  },
  // About 0.3 ms a position (a fractional power in decimal.js), so a part is solved and scaled.
  orderly: { title: '@orderly.network/perp, one rate', exact: 'no', part: 0.01, open: orderly },
  formula: { title: 'JS floats, the formula alone', exact: 'no', open: async () => formula },
};

/** The peer's isolated form, a call a position, as its own documentation has it. */
async function orderly() {
  const { positions: perp } = await import('@orderly.network/perp');
  return ({ side, entry, quantity, margin }) =>
    Float64Array.from(
      side,
      (sign, at) =>
        perp.liquidationPriceIsolated({
          isolatedPositionMargin: margin[at],
          costPosition: sign * quantity[at] * entry[at],
          positionQty: sign * quantity[at],
          sumUnitaryFunding: 0,
          lastSumUnitaryFunding: 0,
          baseMMR: RATE,
          baseIMR: 2 * RATE,
          IMRFactor: 0,
          referencePrice: entry[at],
          leverage: 10,
        }) ?? NaN,
    );
}

function formula({ side, entry, quantity, margin }) {
  return Float64Array.from(side, (sign, at) => {
    const price =
      (margin[at] - sign * quantity[at] * entry[at]) / (quantity[at] * RATE - sign * quantity[at]);
    return price > 0 ? price : NaN;
  });
}
