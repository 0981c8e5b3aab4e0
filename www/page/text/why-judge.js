// English: what is behind the numbers of the panel that judges.
export const JUDGE_WHY = {
  claim: (id) => `Claim ${id}`, summary: 'How the sentences fare', figure: (name) => `Figure: ${name}`, split: 'Where freed money may go', past: 'Past washouts and squeezes',
  own: 'set by you', day: 'of the event', built: 'built in', rows: (count) => `${count} rows`, span: ({ name, first, last }) => `${name}, ${first} to ${last}`, unknown: 'not known',
  reading: ({ formula, relation }) => `${formula} ${relation}`,
  relations: {
    about: ({ target, tolerance }) => (tolerance ? `≈ ${target}, give or take ${tolerance}` : `= ${target}`), at_least: ({ target }) => `≥ ${target}`, at_most: ({ target }) => `≤ ${target}`, above: ({ target }) => `> ${target}`, below: ({ target }) => `< ${target}`,
    between: ({ target, upper }) => `from ${target} to ${upper}`, word: ({ target }) => `reads “${target}”`,
  },
  verdicts: 'A sentence holds if each of its readings holds, holds only if some do, and does not hold if none does; what lacks a figure cannot be checked',
  stated: 'as its source states it; nothing is computed', cascade: 'as the cascade panel computes it',
  splitWords: 'dollars = money that is split × share, cut to the last digit so that the parts sum to it; the rest takes what the others leave', total: 'Money that is split', ledgerTotal: 'margin lost in the ledger of the cascade', left: 'what the others leave',
  pastWords: 'ring: first total in print; disc: latest total; price = extreme ÷ price before − 1; class: the gravest one whose conditions hold', none: 'no size in print',
  reported: 'as reported; nothing is computed',
  four: {
    notional_usd: 'Notional closed', margin_lost_usd: 'Margin lost', leverage_low: 'Lowest leverage', leverage_high: 'Highest leverage', open_interest_usd: 'Open interest', mark_to_market_usd: 'Moved between the sides', price_before_usd: 'Price before', price_after_usd: 'Price after', coins: 'Coins in circulation',
  },
  ledger: 'the ledger of the cascade', assumed: 'set in the fields below',
  methods: {
    drawdown_from_high: 'extreme', drawdown_from_close: 'extreme', lowest_close: 'extreme', lowest_low: 'extreme', close_against_lows: 'extreme', month_to_date: 'season', whole_months: 'season', fear_greed: 'sentiment', funding: 'funding', quadrant: 'interest',
    liquidations_to_open_interest: 'ratios', liquidations_to_volume: 'ratios', deleveraging: 'class', leverage: 'leverage-history', key_level: 'zone', stablecoins: 'stablecoins',
  },
};
