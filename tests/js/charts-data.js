// Small made-up inputs for the chart tests. No figure here stands for a real market.
const HOUR = 3_600_000;

export const preset = [
  { label: 'Bitcoin', long: '391000000', short: '20200000', total: '411200000' },
  { label: 'Everything else', total: '988800000' },
];

export const hostile = [
  ['BTC', '12345678.12', '345678.9'],
  ['<img src=x onerror=alert(1)>', '1345678', '2345678.9'],
  ['"/><script>"\u202e\0\ud800', '345678', '5678.9'],
  ['1000000000000MOGUSDTPERPETUALSWAP', '1', '0'],
].map(([label, long, short]) => ({ label, long, short, total: long }));

export const hours = (() => {
  const kept = [0, 1, 2, 3, 6, 7, 8, 9];
  return {
    start_ms: kept.map((i) => Date.UTC(2025, 10, 4) + i * HOUR),
    step_ms: HOUR,
    long_usd: kept.map((i) => String(1000 * (i + 1) ** 2)),
    short_usd: kept.map((i) => String(500 * (i + 1))),
  };
})();

export const liquidationMap = {
  price_usd: Float64Array.of(90_000, 95_000, 100_000, 105_000, 110_000, 115_000),
  long_usd: Float64Array.of(3e7, 6e7, 2e7, 0, 0),
  short_usd: Float64Array.of(0, 0, 0, 4e7, 1e7),
  long_cumulative_usd: Float64Array.of(11e7, 8e7, 2e7, 0, 0, 0),
  short_cumulative_usd: Float64Array.of(0, 0, 0, 0, 4e7, 5e7),
  now_usd: '106538.3',
  final_usd: 99_200.5,
  levels: ['105000', '100000'],
};

export const cascade = {
  start_usd: '106538.3',
  price_usd: [100_900, 100_200, 99_800],
  liquidated_usd: [2.1e8, 3.1e8, 3.5e8],
  new_usd: [2.1e8, 1e8, 4e7],
  levels: ['105000', '100000'],
  side: 'long',
};

export const sweep = {
  shock: [0, 0.05, 0.1, 0.15],
  move: [0, 0.053, 0.13, 0.18],
  liquidated_usd: [0, 3e8, 9e8, 1.2e9],
  at: 0.0525,
  critical_shock: 0.06,
};

export const pinned = {
  a: { ...sweep, at: 0.0525 },
  b: { shock: [0, 0.05, 0.1, 0.15], move: [0, 0.061, 0.17, 0.22], at: 0.09 },
};

// A row of another year among a few hours, as a real capture has one.
export const stray = {
  start_ms: [Date.UTC(2024, 5, 4, 16), ...[1, 2, 3].map((i) => Date.UTC(2025, 11, 11, i))],
  step_ms: HOUR,
  long_usd: ['207', '9000000', '21000000', '8000000'],
  short_usd: ['0', '300000', '500000', '200000'],
};

// A long at 15x with two key levels near its liquidation price; nothing may share a line.
export const long = {
  side: 'long',
  entry_price: '106538.3',
  mark_price: '107000',
  liquidation_price: '99835.087014725568942436',
  bankruptcy_price: '99435.746666666666666667',
  levels: ['105000', '100000', '20000'],
  final_usd: 98_900.4,
};
export const hedged = {
  side: 'short',
  entry_price: '0.21',
  mark_price: null,
  liquidation_price: '0.2312345678901',
  second_liquidation_price: '0.1',
  bankruptcy_price: '0.2345',
  levels: [],
  final_usd: null,
};

// A hundred dollars and a cent, split by shares; fiat gets nothing. The cent goes to the largest
// remainder.
export const split = {
  rows: [
    ['liquidity_providers', 'Liquidity providers', null, '0.4', '40.00'],
    ['options', 'Options', 'hedges', '0.05', '5.00'],
    ['delta_neutral', 'Delta-neutral', 'hedges', '0.05', '5.00'],
    ['usdc', 'USDC', 'stablecoins', '0.3', '30.01'],
    ['usdt', 'USDT', 'stablecoins', '0.2', '20.00'],
    ['fiat', 'Fiat', null, '0', '0.00'],
  ].map(([channel, label, group, share, usd]) => ({ channel, label, group, share, usd })),
  nodes: [
    ['freed', 'Freed money', '100.01'],
    ['liquidity_providers', 'Liquidity providers', '40.00'],
    ['fiat', 'Fiat', '0.00'],
    ['hedges', 'Hedges', '10.00'],
    ['options', 'Options', '5.00'],
    ['delta_neutral', 'Delta-neutral', '5.00'],
    ['stablecoins', 'Stablecoins', '50.01'],
    ['usdc', 'USDC', '30.01'],
    ['usdt', 'USDT', '20.00'],
  ].map(([id, label, usd]) => ({ id, label, usd })),
  links: [
    ['freed', 'liquidity_providers', '40.00'],
    ['freed', 'fiat', '0.00'],
    ['freed', 'hedges', '10.00'],
    ['hedges', 'options', '5.00'],
    ['hedges', 'delta_neutral', '5.00'],
    ['freed', 'stablecoins', '50.01'],
    ['stablecoins', 'usdc', '30.01'],
    ['stablecoins', 'usdt', '20.00'],
  ].map(([from, to, usd]) => ({ from, to, usd })),
};

/** @type {(...facts: any[]) => object} */
const event = (
  day,
  name,
  [early, size],
  share,
  move,
  [interest, basis],
  kind,
  unverified = [],
) => ({
  day_ms: Date.UTC(day[0], day[1], day[2]),
  name,
  early_usd: early,
  size_usd: size,
  long_share: share && { value: share },
  price_move: move,
  open_interest_change: interest && { value: interest, basis },
  class: { class: kind },
  unverified,
});
export const washouts = [
  event(
    [2020, 1, 3],
    'A fall that was revised',
    ['1700000000', '3620000000'],
    '0.9493',
    '-0.51',
    ['-0.34', 'coins_converted_from_usd'],
    'disorderly',
    ['oi_before_usd', 'price_before_usd'],
  ),
  event(
    [2021, 5, 30],
    'A squeeze with a name that is far too long for its column',
    [null, '1130000000'],
    '0.1061',
    '0.0536',
    ['0.021', 'coins'],
    're_leveraging',
  ),
  event([2022, 10, 9], 'Next to nothing known', [null, null], null, null, [null], null),
  event(
    [2025, 9, 10],
    'The largest',
    ['19130000000', '19160000000'],
    '0.87',
    '-0.12',
    ['-0.187', 'usd_of_all_coins'],
    'collapse',
    ['total_early'],
  ),
];
