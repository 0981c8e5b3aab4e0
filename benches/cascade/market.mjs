// The made-up market of the cascade benchmark, the same for every variant: rungs where leverage of
// 5x to 100x would be liquidated, heavy-tailed sizes, 1.5 billion USD in all, so that the gain
// comes near 1. Runs in Node and in a browser.

import { random } from '../lib/random.mjs';

const SEED = 20251010;
const OPEN_INTEREST_USD = 1.5e9;
const LEVERAGES = [5, 10, 20, 25, 50, 100];

/** USD that would move the price by 100 % at constant depth: 600 million for each 1 %. */
export const DEPTH_USD = 6e10;
/** The market beyond this is not asked for. */
export const WORST_SHOCK = 0.2;
export const QUESTIONS = 1000;
export const SWEEP = { shocks: 200, depths: 20 };
/** Monte Carlo: each path draws a shock and a depth. */
export const PATHS = { count: 1e4, bins: 6000 };

/** Columns in no order: displacement at which each rung fires, and its notional in USD. */
export function rungs(count) {
  const next = random(SEED);
  const u = new Float64Array(count);
  const notional = new Float64Array(count);
  let total = 0;
  for (let at = 0; at < count; at++) {
    const leverage = LEVERAGES[Math.floor(next() * LEVERAGES.length)];
    u[at] = (0.2 + next()) / leverage;
    notional[at] = Math.min(1 / (1 - next()), 1e4);
    total += notional[at];
  }
  for (let at = 0; at < count; at++) notional[at] *= OPEN_INTEREST_USD / total;
  return { u, notional };
}

export const shocks = (count = QUESTIONS) =>
  even(count, (part) => 0.0005 + part * (WORST_SHOCK - 0.0005));
/** USD to be liquidated: 0.1 % to 95 % of everything. */
export const amounts = (count = QUESTIONS) =>
  even(count, (part) => OPEN_INTEREST_USD * (0.001 + part * 0.949));
export const depths = (count = SWEEP.depths) => even(count, (part) => DEPTH_USD * (0.5 + part * 2));

/** Shocks up to 15 %, depths from half to twice. */
export function paths() {
  const next = random(SEED + 1);
  const draw = (value) => Float64Array.from({ length: PATHS.count }, () => value(next()));
  return { shocks: draw((x) => 0.15 * x), depths: draw((x) => DEPTH_USD * 2 ** (2 * x - 1)) };
}

function even(count, value) {
  return Float64Array.from({ length: count }, (_, at) => value(count === 1 ? 0 : at / (count - 1)));
}
