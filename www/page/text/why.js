// English: what is behind each number. Formulas in words; the numbers in them are the engine's.
export const WHY = {
  close: 'Close', method: 'The method, with its limits', inputs: 'What goes in', formula: 'Formula', numbers: 'With these numbers',
  exact: 'Exact: no digit is lost on the way.', estimate: 'An estimate: it is as good as its inputs.',
  yours: 'set by you', presetOwn: 'of the event', engine: 'computed by the engine', mine: 'set above', notThere: 'There is nothing to explain yet.',
  status: { sourced: '', assumption: 'assumption', unverified: 'unverified' },
  totals: {
    reported: 'as reported; nothing is computed',
    lower: 'A lower bound: several exchanges publish at most one liquidation a second for each market. It is the size of positions, not what their owners lost.',
  },
  inputNames: {
    price: 'Price before', oi: 'Open interest', depth: 'Depth: dollars for 1%', survival: 'Book that stays', impact: 'How orders move the price', flow: 'Flow that follows', mix: 'Leverage mix', spread: 'Spread of entry prices', share: 'Share of open interest at risk',
    reported: 'Reported liquidations', low: 'Extreme of the move', factor: 'True total ÷ reported', vol: 'Daily volatility', push: 'First push', end: 'Whole move', closed: 'Closed in all', first: 'Closed by the push alone', level: 'Level', levelPush: 'Push that gets there', fund: 'Insurance fund before', fee: 'Liquidation fee', engine: 'Orders',
  },
  solved: 'solved by the engine',
  figures: {
    mechanical: { words: '(whole move − first push) ÷ whole move', method: 'mechanical' },
    amplification: { words: 'whole move ÷ first push', method: 'amplification' },
    first: { words: 'sum of all positions whose liquidation price lies within the first push', method: 'ladder' },
    gain: { words: 'move that further forced orders add ÷ move that sets them off, measured 0.25% to either side of the end', method: 'gain' },
  },
  gainLinear: 'dollars at risk per 1% near the end × flow ÷ (depth × book that stays)',
  level: {
    words: 'the smallest push s with which the cascade reaches the level: the largest value of (distance of a position − move made by everything closed before it), over all positions on the way',
    chance: 'By chance: twice the normal probability of a move of that push, 2 Φ(−s ÷ (volatility × √days)).',
    names: { distance: 'Away', shock: 'Push that gets there', shock_price_usd: 'Price after that push', liquidated_usd: 'Closed on the way', gain: 'Gain there', touch_probability: 'By chance' },
  },
  ledger: {
    liquidated_traders_usd: 'money returned to them − the equity that they had before',
    surviving_same_side_usd: 'coins that they still hold × (price at the end − price before), on their side',
    opposite_side_usd: 'all coins on the other side × (price before − price at the end), before anything is taken from winners',
    deleveraged_winners_usd: '− what auto-deleveraging takes from winners to cover what the fund cannot',
    absorbers_usd: 'coins that they took × (price at the end − price that they paid)',
    accompanying_flow_usd: 'coins sold along × (price obtained − price at the end)',
    insurance_fund_usd: 'margin left over + fees paid into it − deficits that it covers',
    exchange_fees_usd: 'liquidation fees that do not go to the fund',
    platform_loss_usd: '− a deficit that nobody could cover',
    sum: 'The nine accounts sum to zero, exactly: what one loses another receives.',
  },
  locate: {
    distance: { words: '(liquidation price − price now) ÷ price now', method: 'distance' },
    bankruptcy: { words: 'the price at which nothing is left of the margin: for a long, entry − margin ÷ size; for a short, entry + margin ÷ size', method: 'bankruptcy' },
    leverage: { words: 'value of the position now ÷ equity now', method: 'leverage' },
  },
  locateInputs: { venue: 'Venue', side: 'Side', entry_price: 'Entry price', quantity: 'Size', leverage: 'Leverage', margin: 'Margin', maintenance: 'Maintenance rate of the tier', table: 'Tier table', mark_price: 'Price now', equity: 'Equity', notional: 'Value now' },
};
