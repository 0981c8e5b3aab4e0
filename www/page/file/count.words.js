// English: the counting panel.
export const COUNT = {
  factsHint: 'Needed by a few feeds only; a message asks for what is missing.',
  facts: {
    symbol: ['Market', 'BTCUSD_PERP'],
    venue: ['Venue', 'binance-coinm'],
    received_ms: ['Received at (UTC)', '2025-11-04T14:05:00Z'],
    side_means: [
      '“Side” is that of',
      { '': 'as the feed documents', position: 'the position', order: 'the order' },
    ],
    in_usd: ['Coinalyze amounts', { '': 'not said', true: 'US dollars', false: 'coins' }],
    contract_values: ['One contract is worth', 'FOO-USDT-SWAP=0.01'],
  },
  auto: 'Find out from the content',
  buckets: {
    '1m': '1 minute',
    '5m': '5 minutes',
    '15m': '15 minutes',
    '30m': '30 minutes',
    '1h': '1 hour',
    '4h': '4 hours',
    '12h': '12 hours',
    '1d': '1 day',
  },
  reading: (read, total) => (total ? `${read} of ${total} read` : `${read} read`),
  cancelled: 'Cancelled. Nothing was counted.',
  empty: 'There is no text to count yet.',
  sampleName: 'sample.csv (invented data)',
  pastedName: 'The pasted text',
  problem: (name, message) => `${name} could not be counted: ${message}.`,
  formatHint: 'If you know the format, choose it above.',
  factHint: 'It can be set under “What the file itself does not say”.',
  formats: {
    'washout-csv': 'Washout’s own CSV',
    'binance-forceorder-json': 'Binance forced orders, messages',
    'binance-forceorder-csv': 'Binance forced orders, 12 columns',
    'binance-snapshot-csv': 'Binance liquidation snapshots',
    'bybit-json': 'Bybit',
    'okx-json': 'OKX',
    'bitmex-json': 'BitMEX',
    'deribit-json': 'Deribit trades',
    'kraken-futures-json': 'Kraken Futures trades',
    'htx-json': 'HTX',
    'gate-rest-json': 'Gate, REST',
    'gate-stream-json': 'Gate, stream',
    'bitget-json': 'Bitget',
    'bitfinex-json': 'Bitfinex',
    'dydx-json': 'dYdX v4 trades',
    'hyperliquid-json': 'Hyperliquid fills',
    'lighter-json': 'Lighter trades',
    'ftx-json': 'FTX trades',
    'tardis-csv': 'Tardis.dev CSV',
    'coinglass-totals-json': 'CoinGlass totals',
    'coinglass-orders-json': 'CoinGlass orders',
    'coinalyze-json': 'Coinalyze',
  },
  done: (events) => `Counted ${events} ${events === '1' ? 'event' : 'events'}.`,
  sentence: ({ events, long, short, ratio }) =>
    `${events} ${events === '1' ? 'event' : 'events'}: ${long} of longs and ${short} of ` +
    'shorts were ' +
    `closed${ratio ? `, ${ratio} dollars of longs for each dollar of shorts` : ''}.`,
  nothing: 'No event was counted.',
  unreadable: 'Nothing in this file could be read.',
  files: 'Files in this report',
  filesHead: ['File', 'Read as', 'Rows', 'Events', 'Total'],
  several: (count) => `${count} formats`,
  formatsTitle: 'Formats in this file',
  formatsHead: ['Read as', 'Rows', 'Events'],
  kinds: 'Rows that are no liquidations',
  kindsHead: ['What they are', 'Rows'],
  name: (name, format) => `${name} · read as ${format}`,
  events: ['event counted', 'events counted'],
  long: 'of longs closed',
  short: 'of shorts closed',
  total: 'in all',
  ratio: 'longs to shorts',
  share: 'of the total closed longs',
  duplicates: ['exact duplicate left out', 'exact duplicates left out'],
  rejected: ['row rejected', 'rows rejected'],
  filtered: ['row that is no liquidation', 'rows that are no liquidations'],
  span: (from, to) => `From ${from} to ${to}, UTC.`,
  coverage: {
    full: 'come from feeds that hold every liquidation of their venue.',
    'largest-per-second':
      'come from feeds that hold at most the largest liquidation of each market and ' +
      'second: a lower bound.',
    sampled:
      'come from feeds that hold at most one liquidation of each market and second: a lower bound.',
    aggregated: 'are an aggregator’s totals, from feeds of mixed coverage: a lower bound.',
    unstated:
      'come from a file that does not say which share of all liquidations it holds: take ' +
      'it as a lower bound.',
  },
  mixed:
    'The totals add feeds that do not hold the same share of all liquidations. Compare ' +
    'them with care.',
  gaps: (count) =>
    `${count === 1 ? 'One gap' : `${count} gaps`} in time: missing data or a quiet market, ` +
    'the file cannot tell.',
  gap: (from, to) => `${from} to ${to}`,
  assetsTitle: 'Liquidations by asset',
  assetsSentence: ({ asset, total, share }) =>
    `${asset} is the largest part, with ${total} or ${share} of the total.`,
  assetsCaption: (drawn, all) =>
    all > drawn ? `The ${drawn} largest of ${all} assets are drawn; the table holds them all.` : '',
  hoursTitle: 'Liquidations over time',
  hoursSentence: ({ when, long, short, bucket }) =>
    `The heaviest ${bucket.replace(/^1 /, '')} began on ${when} UTC: ${long} of longs and ` +
    `${short} of shorts.`,
  hoursCaption: 'Grey bands are times without any event.',
  largest: 'Largest orders',
  largestHead: ['Time (UTC)', 'Market', 'Closed', 'Value', 'Price'],
  windows: 'Rolling windows',
  busiest: (hours) => `busiest ${hours} h`,
  last: (hours) => `last ${hours} h`,
  windowsHead: ['Window', 'Until (UTC)', 'Longs', 'Shorts', 'Total'],
  rejects: 'Rows that were not counted',
  rejectsHead: ['Line', 'Record', 'Field', 'Reason'],
  rejectsMore: (shown, all) => `The first ${shown} of ${all} are listed.`,
  notes: 'Notes',
  save: 'Save the report (JSON)',
};
