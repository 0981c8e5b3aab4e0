// Cases of type `metric`: arithmetic of reported figures. Which one a case asks for is told by what
// goes in.

import { Skip } from './check.mjs';

const HEAD = 'time,symbol,side,qty,price';

export function run(washout, { input, expected }, check) {
  if ('btc_long' in input) return totals(washout, input, expected, check);
  if ('rho' in input) return thresholds(washout, input, expected, check);
  throw new Skip('the package has no function for this metric yet');
}

/** Reported totals, counted as if each were one liquidation: a coin at a dollar each. */
function totals(washout, input, expected, check) {
  const row = (symbol, side, usd) => `2025-11-04T00:00:00Z,${symbol},${side},${usd},1`;
  const btc = [row('BTCUSDT', 'long', input.btc_long), row('BTCUSDT', 'short', input.btc_short)];
  const alone = washout.count([HEAD, ...btc].join('\n'));
  const rest = input.total_usd - input.btc_long - input.btc_short;
  const all = washout.count([HEAD, ...btc, row('ETHUSDT', 'long', rest)].join('\n'));
  const asset = (name) => all.by_asset.find((group) => group.asset === name);
  const got = {
    long_short_ratio: alone.ratio,
    long_share: alone.long_share,
    imbalance: alone.imbalance,
    btc_total: alone.total_usd,
    btc_share_of_total: asset('BTC')?.share,
    non_btc: asset('ETH')?.total_usd,
  };
  for (const [key, value] of Object.entries(expected)) check.close(key, value, got[key]);
}

function thresholds(washout, { rho }, expected, check) {
  for (const [index, share] of rho.entries()) check.close(`gc[${index}]`, expected.gc[index], washout.resilienceThreshold(share));
}
