// English: the panel of one position.
export const LOCATE = {
  venues: {
    'binance-usdm': 'Binance USD-M',
    'binance-coinm': 'Binance COIN-M',
    bybit: 'Bybit',
    okx: 'OKX',
    gate: 'Gate',
    bitget: 'Bitget',
    kucoin: 'KuCoin',
    bitmex: 'BitMEX',
    hyperliquid: 'Hyperliquid',
    deribit: 'Deribit',
    phemex: 'Phemex',
    edgex: 'edgeX',
    generic: 'Another venue, by your own rules',
  },
  options: {
    contract: { linear: 'linear (in dollars)', inverse: 'inverse (in coins)' },
    form: {
      entry: 'maintenance at entry',
      mark: 'maintenance at the mark price',
      classic: 'classic account, isolated',
      cross: 'classic account, cross',
      standard: 'standard',
    },
    symbol: { own: 'another, with tiers that you state' },
    side: { long: 'long', short: 'short' },
    margin_mode: { isolated: 'isolated', cross: 'cross' },
    quantity_unit: { base: 'coins', quote: 'dollars', contracts: 'contracts' },
    tier_unit: { base: 'coins', quote: 'dollars', contracts: 'contracts' },
    basis: { mark: 'at the mark price', entry: 'at entry' },
    fee_kept: {
      none: 'nothing',
      liquidation: 'at the liquidation price',
      bankruptcy: 'at the bankruptcy price',
    },
    deductions: {
      computed: 'computed, so that nothing jumps',
      given: 'as in the table',
      none: 'none: the margin jumps',
    },
  },
  fields: {
    venue: ['Venue'],
    contract: ['Contract'],
    form: ['Form'],
    symbol: ['Market'],
    asset: ['Asset or market', 'Such as SOL or SOLUSDT. Empty: the asset of the scenario above.'],
    side: ['Side'],
    margin_mode: ['Margin'],
    entry_price: ['Entry price'],
    quantity: ['Size'],
    quantity_unit: ['Size in'],
    leverage: ['Leverage'],
    margin: ['Margin instead', 'Empty: entry value ÷ leverage. Cross: the wallet balance.'],
    fee_rate: ['Taker fee', 'An assumption: yours depends on your volume.'],
    mark_price: ['Price now', 'Empty: the entry price.'],
    extra_margin: ['Margin added later'],
    balance: ['Balance to open with', 'Empty: not asked.'],
    open_fee_rate: ['Fee of opening', 'Empty: the taker fee.'],
    tick: ['Price step', 'What the venue rounds to.'],
    contract_value: ['One contract is worth', 'In coins; inverse: in dollars.'],
    other_maintenance_margin: ['Maintenance of other positions'],
    other_unrealized_pnl: ['Unrealised profit of others'],
    basis: ['Maintenance measured'],
    fee_kept: ['Closing fee kept'],
    deductions: ['Deductions'],
    maintenance_tiers: [
      'Tiers that you state',
      'The venue’s table of this market is not built in. A rate for every size, such as ' +
        '1%; or a line each: from, to, maintenance rate, deduction, most leverage. The last ' +
        'two may be left out. With a decimal point, in every language.',
    ],
    tier_unit: ['Bounds in'],
    exit_price: ['Profit if closed at'],
    roe_pct: ['Price for a return of'],
    funds: ['Largest size with a balance of'],
    distance_pct: ['Margin to add for a distance of'],
    funding: ['Break-even, after funding of'],
  },
  byTiers: {
    own: ', with the tiers that you state',
    market: ({ symbol }) => `, by its tiers of ${symbol}`,
  },
  badAsset: 'Expected the name of a market, such as SOL or SOLUSDT.',
  anyVenue: 'The venue',
  /** What has to be stated before there is an answer. */
  asks: {
    tiers: ({ venue, asset }) =>
      `${venue}: its maintenance tiers for ${asset} are not known here. State them, and ` +
      'there is an answer.',
    entry: ({ asset, scenario }) =>
      `State the entry price of this ${asset} position: the scenario above is of ` +
      `${scenario}, and its price is not the one.`,
  },
  groups: { contract: 'The contract', margin: 'Margin and the price now', fees: 'Fees' },
  refused: (reason) => `Refused: ${reason}. The answers shown are the last that worked.`,
  question: (reason) => `Refused: ${reason}.`,
  states: {
    liquidation: ({ venue, side, price, distance, below, from, by }) =>
      `${venue} liquidates this ${side} at ${price}, ${distance} ` +
      `${below ? 'below' : 'above'} ${from}${by}.`,
    none: ({ side }) =>
      side === 'long'
        ? 'No price liquidates this position: its margin covers a fall to zero.'
        : 'No price liquidates this position: its margin covers any rise.',
    already_liquidatable: ({ now, price }) =>
      `Already past: at ${now} this position is under ` +
      `liquidation${price ? `; the limit is ${price}` : ''}.`,
    not_enough_margin: ({ margin, maintenance }) =>
      `Not enough margin to open this position: it would start with ${margin} where ` +
      `${maintenance} has to be kept.`,
    not_enough_balance: ({ balance, initial, fee }) =>
      `Not enough margin to open: it takes ${initial} of margin and ${fee} of fees; there ` +
      `is ${balance}.`,
  },
  entry: 'entry',
  now: 'the price now',
  figures: {
    liquidation: 'liquidation price',
    distance: 'away',
    bankruptcy: 'bankruptcy price',
    leverage: 'effective leverage',
  },
  rounded: {
    none: 'not rounded by the venue',
    nearest: 'rounded to the price step',
    towards_entry: 'rounded towards entry',
    away_from_entry: 'rounded away from entry',
    down: 'rounded down',
    up: 'rounded up',
    one_tick_towards_entry: 'one price step nearer to entry',
  },
  chartTitle: 'The position on the scale of prices',
  chartSentence: {
    liquidation: ({ room }) => `${room} of room between the price and liquidation.`,
    other: 'Where the position stands.',
  },
  chartCaption:
    'Grey: the way to liquidation. Coloured: beyond it. Dashed: key levels and where the ' +
    'scenario above ends.',
  facts: {
    loss: 'Lost at liquidation',
    raw: 'Liquidation price, unrounded',
    second: 'Liquidated on the other side at',
    bankruptcy_raw: 'Bankruptcy price, unrounded',
    notional: 'Value now',
    initial: 'Initial margin',
    margin: 'Margin',
    equity: 'Equity',
    maintenance: 'Maintenance margin now',
    maintenance_end: 'Maintenance margin at liquidation',
    tier: 'Tier',
    ratio: 'Margin ratio',
    pnl: 'Unrealised profit',
    fees: 'Fees: opening, closing',
  },
  tier: ({ number, from, to, rate, deduction, leverage }) =>
    `${number}: ${to ? `from ${from} to ${to}` : `above ${from}`}, rate ` +
    `${rate}${deduction ? `, deduction ${deduction}` : ''}${leverage ? `, up to ${leverage}` : ''}`,
  table: ({ date, source }) =>
    date ? `Table of ${date}: ${source}.` : 'The tiers that you state.',
  coins: (amount) => `${amount} coins`,
  contracts: (amount) => `${amount} contracts`,
  formula: 'The formula, with your numbers',
  source: 'Source',
  checked: 'Standing',
  answers: {
    exit: ({ pnl, roe, net }) => `${pnl}, ${roe} of the margin; ${net} after fees`,
    before: 'it is liquidated before that',
    target: (price) => price,
    never: 'no price does that',
    size: ({ coins, dollars, tier }) =>
      `${coins}, worth ${dollars}${tier ? '; the tiers allow no more' : ''}`,
    add: (amount) => amount,
    take: (amount) => `${amount} can be taken away`,
    even: (price) => price,
  },
  scenario: 'In the scenario above',
  link: ({ shock, to, mechanical, distance }) =>
    `A first push of ${shock}, to ${to}, is enough to reach this liquidation price ` +
    `${distance} away: the cascade itself goes the other ${mechanical} of the way.`,
  behind: 'The price of the scenario is already beyond this liquidation price.',
  linkNow: ({ shock, closed, gets }) =>
    `The push set above (${shock}) ${gets ? 'gets there' : 'does not get there'}; until ` +
    `then ${closed} of other positions are closed.`,
  linkTurned: ({ up }) =>
    'The scenario above pushes the other way; this is its mirror, a push ' +
    `${up ? 'up' : 'down'} with the same book.`,
  otherMarket: ({ asset, about }) =>
    `The scenario above is of ${asset}; this position is in ${about}, so it says nothing about it.`,
  far: ({ asset, own, scenario }) =>
    `The price of this position, ${own}, is too far from that of the scenario, ` +
    `${scenario}, to be put on its path. Is it in another asset than ${asset}? Then choose ` +
    `its market, which has tiers of its own. Is it ${asset} at another time? Then set ` +
    '“Price now”, or the price of the scenario.',
  taken: ({ asset }) =>
    `No asset is stated: the position is taken to be in ${asset}, as the scenario is.`,
  noPrice: 'There is no liquidation price to reach.',
};
