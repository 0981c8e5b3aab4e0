// What every variant has to hand back: one row for each (symbol, closed side, hour), the total as
// a decimal string when it is exact and as a number when it is not. And the check of it.

import { USD_PLACES } from '../lib/sample.mjs';

export const HOUR_MS = 3_600_000;

/** 10^-16 USD as decimal text. */
export function usdText(units) {
  const digits = String(units).padStart(USD_PLACES + 1, '0');
  return `${digits.slice(0, -USD_PLACES)}.${digits.slice(-USD_PLACES)}`;
}

/**
 * Compares with the BigInt totals of the generator. Exact means every digit of every group; a
 * variant of floats is still held to one part in a billion, so that none may skip work.
 */
export function check(groups, expected) {
  if (groups.margins) return checkMargins(groups.margins, expected);
  const keys = Object.keys(expected.groups);
  if (groups.length !== keys.length)
    return { sound: false, why: `${groups.length} groups of ${keys.length}` };
  let exact = true;
  for (const { symbol, side, hour, usd } of groups) {
    const key = `${symbol},${side},${hour}`;
    const wanted = expected.groups[key];
    if (wanted === undefined)
      return { sound: false, why: `a group that is not in the file: ${key}` };
    if (typeof usd === 'string' && units(usd) === BigInt(wanted)) continue;
    exact = false;
    const near = Math.abs(Number(usd) / (Number(wanted) / 10 ** USD_PLACES) - 1) < 1e-9;
    if (!near) return { sound: false, why: `${key}: ${usd}, expected ${usdText(wanted)}` };
  }
  return { sound: true, exact };
}

/** The same for sums by (symbol, side) and by (side, hour). */
function checkMargins(margins, expected) {
  const wanted = new Map();
  for (const [key, usd] of Object.entries(expected.groups)) {
    const [symbol, side, hour] = key.split(',');
    for (const margin of [`${symbol},${side}`, `${side},${hour}`])
      wanted.set(margin, (wanted.get(margin) ?? 0n) + BigInt(usd));
  }
  const wrong = margins.find(([key, usd]) => units(usd) !== (wanted.get(key) ?? 0n));
  if (wrong)
    return {
      sound: false,
      why: `${wrong[0]}: ${wrong[1]}, expected ${usdText(wanted.get(wrong[0]) ?? 0n)}`,
    };
  return {
    sound: margins.length >= wanted.size,
    exact: true,
    why: `${margins.length} sums of ${wanted.size}`,
  };
}

function units(text) {
  const [whole, fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept.length > USD_PLACES ? null : BigInt(whole + kept.padEnd(USD_PLACES, '0'));
}
