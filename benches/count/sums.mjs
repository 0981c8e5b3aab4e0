// Totals by group for the variants that have a parser and no scanner: a plain Map of strings.

import Decimal from 'decimal.js';

import { HOUR_MS, usdText } from './groups.mjs';

/** Floats, as most scripts do it. */
export function floats() {
  return sums(
    0,
    (sum, qty, price) => sum + qty * price,
    (sum) => sum,
  );
}

/** Exact, by decimal.js with digits enough for any of the sums. */
export function decimals() {
  Decimal.set({ precision: 60 });
  const zero = new Decimal(0);
  return sums(
    zero,
    (sum, qty, price) => sum.plus(new Decimal(qty).times(price)),
    (sum) => sum.toFixed(),
  );
}

/** Exact, by BigInt over the digits of the text. */
export function bigints() {
  return sums(0n, (sum, qty, price) => sum + scaled(qty) * scaled(price), usdText);
}

function sums(zero, add, finish) {
  const groups = new Map();
  return {
    add(time, symbol, side, qty, price) {
      const key = `${time - (time % HOUR_MS)},${symbol},${side}`;
      groups.set(key, add(groups.get(key) ?? zero, qty, price));
    },
    done: () =>
      [...groups].map(([key, sum]) => {
        const [hour, symbol, side] = key.split(',');
        return { symbol, side, hour: Number(hour), usd: finish(sum) };
      }),
  };
}

function scaled(text) {
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * 100_000_000n;
  return BigInt(text.slice(0, point) + text.slice(point + 1).padEnd(8, '0'));
}
