// From a cascade case to a scenario of the engine.

import { input } from './number.mjs';

const IMPACTS = { expfloor: 'bounded', ladder: 'levels' };
const IMPACT_KEYS = {
  depth: 'depth_usd',
  gamma: 'gamma',
  w: 'rate',
  max: 'max',
  survival: 'survival',
  exhausted_u: 'exhausted',
};
const RUNG_KEYS = {
  u: 'u',
  liq_price: 'liq_price_usd',
  notional: 'notional_usd',
  qty: 'qty',
  side: 'side',
};

/** The scenario of the case's input. */
export function scenario(from) {
  return {
    washout: 1,
    market: { price_usd: input(from.p0) },
    direction: from.direction ?? 'down',
    coordinate: from.coord ?? 'linear',
    book: from.gen
      ? generated(from.gen)
      : { kind: 'rungs', rungs: from.rungs.map((rung) => renamed(rung, RUNG_KEYS)) },
    impact: from.impact ? impact(from.impact) : { kind: 'linear', depth_usd: input(from.depth) },
    flow: input(from.phi ?? '1'),
    shock: input(from.shock ?? '0'),
  };
}

/** The entries of `from` that `keys` names, under their new names. */
export function renamed(from, keys) {
  const known = Object.entries(from).filter(([key]) => key in keys);
  return Object.fromEntries(known.map(([key, value]) => [keys[key], input(value)]));
}

function impact(from) {
  const made = { kind: IMPACTS[from.kind] ?? from.kind, ...renamed(from, IMPACT_KEYS) };
  if (from.levels) made.levels = from.levels.map((pair) => pair.map(input));
  return made;
}

/** The reproducible book of the cases: a 31-bit linear congruential generator. */
function generated({ seed, m }) {
  let x = BigInt(seed);
  const next = () => {
    x = (1103515245n * x + 12345n) % 2147483648n;
    return Number(x >> 8n);
  };
  const [u, notional_usd] = [new Float64Array(m), new Float64Array(m)];
  for (let index = 0; index < m; index += 1) {
    u[index] = (next() % 200_000) / 1e6;
    notional_usd[index] = 1000 * (1 + (next() % 100_000));
  }
  return { kind: 'columns', u, notional_usd };
}
