// What a script does: round after round, look at every position, liquidate what the price has
// reached, move the price by what was liquidated, until a round liquidates nothing.

const TOUCH = 1e-13;

export const engine = () => ({
  slow: true,
  build: (u, notional) => ({ u: u.slice(), notional: notional.slice() }),
  table: (ladder, depth) => ({ ...ladder, depth }),
  query: (market, shocks) => shocks.map((shock) => liquidated(market, shock)),
  reverse: (market, amounts) => amounts.map((usd) => smallest(market, usd)),
  sweep: (ladder, shocks, depths) =>
    grid(shocks, depths, (shock, depth) => liquidated({ ...ladder, depth }, shock)),
});

function liquidated({ u, notional, depth }, shock) {
  const fired = new Uint8Array(u.length);
  let [sum, mark, moved] = [0, shock, true];
  while (moved) {
    moved = false;
    for (let at = 0; at < u.length; at++) {
      if (fired[at] || u[at] > mark + TOUCH) continue;
      fired[at] = 1;
      sum += notional[at];
      moved = true;
    }
    mark = shock + sum / depth;
  }
  return sum;
}

/** The smallest shock that liquidates `usd`, by bisection. */
function smallest(market, usd) {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (liquidated(market, middle) >= usd * (1 - 1e-12)) high = middle;
    else low = middle;
  }
  return high;
}

export function grid(shocks, depths, value) {
  const cells = new Float64Array(shocks.length * depths.length);
  depths.forEach((depth, row) =>
    shocks.forEach((shock, column) => (cells[row * shocks.length + column] = value(shock, depth))),
  );
  return cells;
}
