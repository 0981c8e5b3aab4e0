// English: what is behind the numbers of a counted file.
export const COUNT_WHY = {
  file: 'File',
  events: 'Events counted',
  longs: 'Longs',
  shorts: 'Shorts',
  total: 'Total',
  coverage: 'Coverage',
  from: 'From',
  until: 'Until',
  width: 'Width of a bar',
  bars: 'Bars with events',
  rows: 'Rows read',
  span: 'Span',
  market: 'Market',
  venue: 'Venue',
  side: 'Closed',
  quantity: 'Quantity',
  price: 'Price stated',
  fill: 'Price filled',
  time: 'Time (UTC)',
  valued: 'Valued',
  largest: 'One of the largest orders',
  gap: 'Gap',
  yours: 'your file, read on your machine',
  readAs: (format) => `your file, read as ${format}`,
  counted: 'counted',
  events1: (count) => `${count} ${count === '1' ? 'event' : 'events'}`,
  units: { base: 'coins', quote: 'dollars', contracts: 'contracts' },
  valuedAt: {
    fill: 'at the price that was filled',
    order: 'at the limit of the order',
    bankruptcy: 'at the bankruptcy price',
    trade: 'at the price of the trade',
    reported: 'as the feed states it',
    face: 'at the face value of the contracts',
  },
  holds: {
    full: 'the feed holds every liquidation',
    'largest-per-second': 'the feed holds at most the largest of each market and second',
    sampled: 'the feed holds at most one of each market and second',
    aggregated: 'an aggregator’s totals, of mixed coverage',
    unstated: 'the file does not say what it holds',
  },
  lower:
    'Unless its feed holds every liquidation, a total is a lower bound. It is the size of ' +
    'positions, not what their owners lost.',
  noDivisor: 'No short was closed, so there is nothing to divide by.',
  sums: {
    long: 'sum of the values of all events that closed a long; value = quantity × price',
    short: 'sum of the values of all events that closed a short; value = quantity × price',
    total: 'longs + shorts',
    ratio: 'longs ÷ shorts',
    share: 'longs ÷ (longs + shorts)',
    coverage: 'sum of the values of all events from feeds that hold as much',
    busiest: (hours) =>
      `of all stretches of ${hours === 1 ? 'an hour' : `${hours} hours`} that end on a ` +
      'full minute, the one with most dollars',
    last: (hours) =>
      `the last ${hours === 1 ? 'hour' : `${hours} hours`} of the file, up to the minute ` +
      'of its last event',
    largest: 'quantity × price',
    assets:
      'for each asset, the values of its longs and of its shorts; share = its total ÷ the ' +
      'total of all',
    hours:
      'the values of all events from the start of a bar up to the next; bars start at full ' +
      'UTC steps',
    gaps: 'a stretch of an hour or more without any event',
  },
  rows4: 'rows = counted + exact duplicates + rejected + no liquidations',
  methods: {
    long: 'value',
    short: 'value',
    total: 'value',
    ratio: 'ratios',
    share: 'ratios',
    coverage: 'coverage',
    windows: 'windows',
    largest: 'value',
    assets: 'value',
    hours: 'windows',
    gaps: 'windows',
    rows: 'rows',
  },
};
