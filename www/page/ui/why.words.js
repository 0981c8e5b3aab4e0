// English: what is behind each number. Formulas in words; the numbers in them are the engine's.
export const WHY = {
  close: 'Close',
  method: 'The method, with its limits',
  inputs: 'What goes in',
  formula: 'Formula',
  numbers: 'With these numbers',
  exact: 'Exact: no digit is lost on the way.',
  estimate: 'An estimate: it is as good as its inputs.',
  yours: 'set by you',
  presetOwn: 'of the event',
  engine: 'computed by the engine',
  mine: 'set above',
  notThere: 'There is nothing to explain yet.',
  status: { sourced: '', assumption: 'assumption', unverified: 'unverified' },
  totals: {
    reported: 'as reported; nothing is computed',
    chart: 'Reported totals, as bars',
    bars: 'as reported; what is left of a total after its named parts is total − parts',
    lower:
      'A lower bound: several exchanges publish at most one liquidation a second for each ' +
      'market. It is the size of positions, not what their owners lost.',
  },
  /** Inputs are called what their controls are; these need more words, or have none. */
  inputNames: {
    depth: 'Depth: dollars for 1%',
    mix: 'Leverage mix',
    reported: 'Reported liquidations',
    low: 'Extreme of the move',
    end: 'Whole move',
    closed: 'Closed in all',
    level: 'Level',
    fund: 'Insurance fund before',
  },
  solved: 'solved by the engine',
  figures: {
    mechanical: { words: '(whole move − first push) ÷ whole move', method: 'mechanical' },
    amplification: { words: 'whole move ÷ first push', method: 'amplification' },
    first: {
      words: 'sum of all positions whose liquidation price lies within the first push',
      method: 'ladder',
    },
    gain: {
      words:
        'move that further forced orders add ÷ move that sets them off, measured 0.25% to ' +
        'either side of the end',
      method: 'gain',
    },
  },
  charts: {
    map: {
      title: 'Liquidation map',
      words:
        'a bar: sum of the values of all positions whose liquidation price lies in it; the ' +
        'running total adds them outwards from the price now',
      method: 'ladder',
    },
    path: {
      title: 'The cascade, round by round',
      words:
        'u ← s + f(φ × N(u)), from u = s on, until nobody is left to close: the smallest u ' +
        'with u = s + f(φ × N(u)). s: first push, N: dollars at risk up to u, φ: flow, f: ' +
        'how orders move the price',
      method: 'cascade',
    },
    curve: {
      title: 'What other pushes would do',
      words:
        'for each push s the smallest u with u = s + f(φ × N(u)); the distance between the ' +
        'lines is u − s. The tipping point is the smallest push that sets off an avalanche',
      method: 'levels',
    },
    heat: {
      title: 'Other pushes and one more input',
      words:
        'each cell: u for its push s and its other input, the smallest u with u = s + f(φ ' +
        '× N(u)); everything else as set',
      method: 'cascade',
    },
    time: {
      title: 'Step by step',
      words:
        'z ← ρ z + (1 − π) φ v ÷ D; p ← p + π φ v ÷ D; u = s + z + p. v: closed in the ' +
        'step, ρ: pressure left, π: lasting part, D: dollars for a move of 100%',
      method: 'timed',
    },
    share: {
      title: 'Share of open interest at risk',
      words:
        'reported total × factor ÷ (open interest × part of the positions that stands ' +
        'within the move); or as set by hand',
      method: 'calibration',
    },
  },
  gainLinear: 'dollars at risk per 1% near the end × flow ÷ (depth × book that stays)',
  level: {
    words:
      'the smallest push s with which the cascade reaches the level: the largest value of ' +
      '(distance of a position − move made by everything closed before it), over all ' +
      'positions on the way',
    chance:
      'By chance: twice the normal probability of a move of that push, 2 Φ(−s ÷ ' +
      '(volatility × √days)).',
    names: {
      distance: 'Away',
      shock: 'Push that gets there',
      shock_price_usd: 'Price after that push',
      liquidated_usd: 'Closed on the way',
      gain: 'Gain there',
      touch_probability: 'By chance',
    },
  },
  ledger: {
    liquidated_traders_usd: 'money returned to them − the equity that they had before',
    surviving_same_side_usd:
      'coins that they still hold × (price at the end − price before), on their side',
    opposite_side_usd:
      'all coins on the other side × (price before − price at the end), before anything is ' +
      'taken from winners',
    deleveraged_winners_usd:
      '− what auto-deleveraging takes from winners to cover what the fund cannot',
    absorbers_usd: 'coins that they took × (price at the end − price that they paid)',
    accompanying_flow_usd: 'coins sold along × (price obtained − price at the end)',
    insurance_fund_usd: 'margin left over + fees paid into it − deficits that it covers',
    exchange_fees_usd: 'liquidation fees that do not go to the fund',
    platform_loss_usd: '− a deficit that nobody could cover',
    sum_usd: 'sum of the nine accounts',
    margin_lost_usd: 'equity of the liquidated before − what was returned to them',
    value_at_liquidation_usd:
      'sum of size × liquidation price, over all positions that were closed',
    value_at_fill_usd: 'sum of size × price obtained, over the same positions',
    fees_usd: 'what was sold × liquidation fee, as far as the margin pays it',
    returned_usd: 'margin that was left after closing and goes back to traders',
    surplus_usd: 'margin that was left after closing and goes to the fund',
    deficit_usd: 'what positions closed beyond their bankruptcy price were short of',
    fund_end_usd: 'fund before + margin left over + fees paid into it − deficits that it covers',
    adl_usd: 'deficits beyond the fund, taken from winners',
    uncovered_usd: 'deficits beyond the fund and the winners',
    open_interest_transfer_usd:
      'coins open on each side × (price before − price at the end), either way',
    sum: 'The nine accounts sum to zero, exactly: what one loses another receives.',
  },
  locate: {
    distance: { words: '(liquidation price − price now) ÷ price now', method: 'distance' },
    bankruptcy: {
      words:
        'the price at which nothing is left of the margin: for a long, entry − margin ÷ ' +
        'size; for a short, entry + margin ÷ size',
      method: 'bankruptcy',
    },
    leverage: { words: 'value of the position now ÷ equity now', method: 'leverage' },
  },
  facts: {
    raw: {
      words: 'the price at which equity equals maintenance margin, before the venue rounds it',
      method: 'liquidation-price',
    },
    second: {
      words:
        'the price on the other side at which equity of the whole account equals its ' +
        'maintenance margin',
      method: 'liquidation-price',
    },
    notional: {
      words: 'linear: size × price now; inverse: dollars ÷ price now',
      method: 'leverage',
    },
    margin: {
      words: 'value at entry ÷ leverage + margin added later; or as set',
      method: 'liquidation-price',
    },
    initial: { words: 'value at entry ÷ leverage', method: 'everyday' },
    equity: { words: 'margin + unrealised profit at the price now', method: 'leverage' },
    maintenance: {
      words:
        'value now × rate of the tier − deduction of the tier, with the closing fee where ' +
        'the venue keeps one',
      method: 'tiers',
    },
    maintenance_end: {
      words:
        'value at the liquidation price × rate of the tier − deduction of the tier, with ' +
        'the closing fee where the venue keeps one',
      method: 'tiers',
    },
    tier: {
      words:
        'the tier in which the value at the liquidation price lies; deduction of a tier = ' +
        'lower bound × (its rate − the rate before) + the deduction before',
      method: 'tiers',
    },
    ratio: {
      words: 'maintenance margin against equity, the way round that the venue has it',
      method: 'tiers',
    },
    loss: { words: '− profit at the liquidation price', method: 'everyday' },
    fees: {
      words: 'value at entry × fee of opening; value at the liquidation price × taker fee',
      method: 'everyday',
    },
  },
  answers: {
    exit_price: {
      words:
        'profit: linear, side × size × (exit − entry); inverse, side × dollars × (1 ÷ ' +
        'entry − 1 ÷ exit). Return: profit ÷ (value at entry ÷ leverage). After fees: ' +
        'profit − both fees − funding',
      method: 'everyday',
    },
    roe_pct: {
      words: 'the price at which profit = return × (value at entry ÷ leverage), before fees',
      method: 'everyday',
    },
    funds: {
      words:
        'balance ÷ (1 ÷ leverage + fee of opening), or what the tier allows at this ' +
        'leverage, whichever is less',
      method: 'everyday',
    },
    distance_pct: {
      words: 'maintenance margin − equity, both at the price that lies so far away',
      method: 'everyday',
    },
    funding: { words: 'the price at which profit = both fees + funding', method: 'everyday' },
  },
  link: {
    title: 'The push that reaches this price',
    words:
      'the smallest push s with which the cascade reaches the price: the largest value of ' +
      '(distance of a position − move made by everything closed before it), over all ' +
      'positions on the way',
    method: 'levels',
    shock: 'Push that gets there',
    to: 'Price after that push',
    distance: 'Away',
    own: 'The cascade’s own part',
    closed: 'Closed on the way',
    now: 'Push set above',
  },
  position: {
    title: 'The position on the scale of prices',
    words:
      'entry, price now, liquidation and bankruptcy price as computed above; key levels ' +
      'and the end of the scenario where it is about the same market',
    method: 'liquidation-price',
  },
  portfolio: {
    line: (number) => `Line ${number}`,
    set: 'from its line, or set above',
    words: 'the price at which equity equals maintenance margin, by the rules of its venue',
    push: 'The push that gets there is an estimate of the scenario above.',
    ladder: 'each position is a step of the ladder: at its liquidation price its value is closed',
  },
  sources: {
    yours: 'your order book or list, read on your machine',
    book: 'Your order book',
    bids: 'Bids',
    asks: 'Asks',
    steps: 'steps',
    reach: 'reaches',
    within: 'within 1%',
    mid: 'Middle of best bid and best ask',
    bookWords:
      'size × price of all orders up to each distance from the middle, condensed to 30 ' +
      'steps a side at most; each step is eaten before the next',
    part: 'One venue is a part of the market.',
    rungs: 'Your own levels',
    rungsWords:
      'at each price so many dollars are closed: below the price before they are longs, ' +
      'above it shorts',
    more: (count) => `And ${count} more.`,
  },
  locateInputs: {
    venue: 'Venue',
    symbol: 'Market',
    side: 'Side',
    entry_price: 'Entry price',
    quantity: 'Size',
    leverage: 'Leverage',
    margin: 'Margin',
    maintenance: 'Maintenance rate of the tier',
    table: 'Tier table',
    mark_price: 'Price now',
    equity: 'Equity',
    notional: 'Value now',
  },
};
