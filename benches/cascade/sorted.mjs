// What a careful script does: sort once, keep running totals, find each round's reach by binary
// search. The rounds remain.

import { grid } from './rounds.mjs';

const TOUCH = 1e-13;

export const engine = () => ({
  build,
  table: (ladder, depth) => ({ ...ladder, depth }),
  query: (market, shocks) => shocks.map((shock) => liquidated(market, shock)),
  reverse: (market, amounts) => amounts.map((usd) => smallest(market, usd)),
  paths: (ladder, { shocks, depths }) =>
    shocks.map((shock, at) => liquidated({ ...ladder, depth: depths[at] }, shock)),
  shocksAlone: (market, { shocks }) => shocks.map((shock) => liquidated(market, shock)),
  sweep: (ladder, shocks, depths) =>
    grid(shocks, depths, (shock, depth) => liquidated({ ...ladder, depth }, shock)),
});

function build(u, notional) {
  const order = Uint32Array.from(u.keys()).sort((a, b) => u[a] - u[b]);
  const sorted = new Float64Array(u.length);
  const totals = new Float64Array(u.length + 1);
  order.forEach((from, to) => {
    sorted[to] = u[from];
    totals[to + 1] = totals[to] + notional[from];
  });
  return { u: sorted, totals };
}

function liquidated({ u, totals, depth }, shock) {
  let [fired, mark] = [0, shock];
  for (;;) {
    const touched = reach(u, mark + TOUCH);
    if (touched <= fired) return totals[fired];
    fired = touched;
    mark = shock + totals[fired] / depth;
  }
}

function reach(u, mark) {
  let [low, high] = [0, u.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (u[middle] <= mark) low = middle + 1;
    else high = middle;
  }
  return low;
}

function smallest(market, usd) {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (liquidated(market, middle) >= usd * (1 - 1e-12)) high = middle;
    else low = middle;
  }
  return high;
}
