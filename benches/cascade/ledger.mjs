// The rungs of the market as positions, for the ledger: longs entered at 100,000 USD with the
// margin that puts their liquidation where the rung is.

const PRICE_USD = 100_000;
const MAINTENANCE = 0.005;
const SHOCK = 0.05;

/** A scenario of `u.length` positions under a 5 % shock. */
export function scenario(u, notional, depthUsd) {
  const positions = Array.from(u, (displacement, at) => {
    const qty = Math.max(1e-8, notional[at] / PRICE_USD);
    const liquidation = PRICE_USD * (1 - displacement);
    const margin = qty * (PRICE_USD - liquidation * (1 - MAINTENANCE));
    return { id: String(at), side: 'long', qty: qty.toFixed(8), entry_usd: String(PRICE_USD), margin_usd: margin.toFixed(4), maintenance: String(MAINTENANCE) };
  });
  return {
    washout: 1,
    market: { price_usd: String(PRICE_USD) },
    book: { kind: 'positions', positions },
    impact: { kind: 'linear', depth_usd: String(depthUsd) },
    shock: String(SHOCK),
  };
}
