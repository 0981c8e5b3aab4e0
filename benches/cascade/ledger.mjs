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
    return {
      id: String(at),
      side: 'long',
      qty: qty.toFixed(8),
      entry_usd: String(PRICE_USD),
      margin_usd: margin.toFixed(4),
      maintenance: String(MAINTENANCE),
    };
  });
  return {
    washout: 1,
    market: { price_usd: String(PRICE_USD) },
    book: { kind: 'positions', positions },
    impact: { kind: 'linear', depth_usd: String(depthUsd) },
    shock: String(SHOCK),
  };
}

const cents = (x) => Math.round(x * 100) / 100;

/** All of the positions as closed, at prices between the shock and the end: columns. */
export function closed(u, notional, depthUsd) {
  const total = notional.reduce((sum, usd) => sum + usd, 0);
  const final = PRICE_USD * (1 - SHOCK - total / depthUsd);
  const column = (value) => Float64Array.from(u, (displacement, at) => value(displacement, at));
  const qty = column((_, at) => Math.round(Math.max(1, (notional[at] / PRICE_USD) * 1e8)) / 1e8);
  const liquidation = (displacement) => PRICE_USD * (1 - displacement);
  return {
    side: 'long',
    price_usd: String(PRICE_USD),
    final_price_usd: final.toFixed(2),
    qty,
    entry_usd: column(() => PRICE_USD),
    margin_usd: column((displacement, at) =>
      cents(qty[at] * (PRICE_USD - liquidation(displacement) * (1 - MAINTENANCE))),
    ),
    fill_usd: column((displacement) =>
      cents(Math.min(PRICE_USD * (1 - SHOCK), liquidation(displacement))),
    ),
    engine: { fee_rate: '0.0005', fund_usd: '1000000' },
  };
}
