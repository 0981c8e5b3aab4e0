// Cases of type `metric`: arithmetic of reported figures. Which one a case asks for is told by what
// goes in.

import { Skip } from './check.mjs';

const HEAD = 'time,symbol,side,qty,price';

export function run(washout, { input, expected }, check) {
  if ('btc_long' in input) return totals(washout, input, expected, check);
  if ('rho' in input) return thresholds(washout, input, expected, check);
  for (const [key, ask, metric] of METRICS)
    if (key in input && ask in washout) return metric(washout, input, expected, check);
  throw new Skip('the package has no function for this metric yet');
}

/** @type {[string, string, Function][]} */
const METRICS = [
  ['peak', 'drawdown', drawdown],
  ['returns_pct', 'summary', summary],
  ['oi_usd', 'change', openInterest],
  ['rate_8h', 'annualFunding', funding],
];

function drawdown(washout, { peak, price }, expected, check) {
  check.close(
    'drawdown',
    expected.drawdown,
    washout.drawdown({ peak_usd: peak, price_usd: price }),
  );
}

/** One key asks what a wrong use would give: the running month counted among the others. */
function summary(washout, { returns_pct: values }, expected, check) {
  const keys = { mean: 'mean', median: 'median', positive: 'positive', n: 'count' };
  const got = washout.summary({ values });
  for (const [key, value] of Object.entries(expected)) {
    const running = /^median_if_running_month_(\d+)_(\d+)_/.exec(key);
    const all = running
      ? washout.summary({ values: [...values, `${running[1]}.${running[2]}`] }).median
      : got[keys[key]];
    check.close(key, value, all);
  }
}

function openInterest(washout, input, expected, check) {
  const change = ([from, to]) => washout.change({ from, to });
  check.close('usd_change', expected.usd_change, change(input.oi_usd));
  check.close('coin_change', expected.coin_change, change(input.oi_coin));
  const both = { usd_change: input.nov4_usd_change, price_change: input.nov4_price_change };
  check.close('nov4_coin_change', expected.nov4_coin_change, washout.change(both));
}

function funding(washout, { rate_8h: rate }, expected, check) {
  check.close('annual', expected.annual, washout.annualFunding({ rate, hours: 8 }));
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
  for (const [index, share] of rho.entries())
    check.close(`gc[${index}]`, expected.gc[index], washout.resilienceThreshold(share));
}
