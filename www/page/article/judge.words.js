// What the panel says that judges an article: context, flows, audit, history.
export const JUDGE = {
  unknown: (why) => `Cannot be checked: ${why}.`,
  refused: (reason) => `Refused: ${reason}. What is shown is the last that worked.`,
  yes: 'yes',
  no: 'no',
  open: 'not known',
  formula: 'Formula',
  rule: 'Rule',
  from: 'Computed from',
  exact: 'Exact value',

  audit: {
    title: 'Which claims hold',
    sentence: ({ all, holds, only, not, open }) =>
      `Of ${all} sentences, ${holds} ${holds === '1' ? 'holds' : 'hold'}, ${only} hold ` +
      `only if something particular is meant, ${not} ${not === '1' ? 'does' : 'do'} not ` +
      `hold, and ${open} cannot be checked.`,
    lead:
      'The twenty sentences of the article, in our words. Each is computed again from named ' +
      'figures; open one for its formula. What a simulation decides follows the cascade ' +
      'above.',
    verdicts: {
      holds: 'holds',
      holds_only_if: 'holds only if',
      does_not_hold: 'does not hold',
      cannot_be_checked: 'cannot be checked',
    },
    marks: { holds: '✓', holds_only_if: '◐', does_not_hold: '✗', cannot_be_checked: '?' },
    kinds: { view: 'a view' },
    onlyIf: (condition) => `Only if ${condition}.`,
    value: 'Computed',
    panels: {
      count: ['Totals', '#totals'],
      context: ['Context', '#judge-context'],
      ledger: ['Who paid', '#judge-flows'],
      simulate: ['Cascade', '#simulate'],
      flows: ['Flows', '#judge-flows'],
    },
    see: (name) => `See: ${name}`,
    meaning: (condition) => `If ${condition}:`,
    series: (series) => `Figures: ${series}.`,
    noReading: 'There is nothing to compute it from.',
    claimsHead: ['Sentence', 'Verdict'],
    figures: 'Figures that claims are checked with',
    figuresHead: ['Name', 'Value', 'Source'],
    figuresHint:
      'The name is what a formula uses. Figures of the cascade and of the context panel ' +
      'follow what you set there.',
    assumed: 'What the checks assume',
    leverage: ['Leverage of the closed longs', 'An assumption, for claim 11.'],
    altOi: ['An altcoin’s open interest', 'For claim 17; empty: not checked.'],
    altDepth: [
      'Dollars that move it 1%',
      'For claim 17, with the same leverage and the same push.',
    ],
    own: 'Check another article',
    ownHint:
      'An audit is JSON: claims with formulas over named figures, and the figures with ' +
      'their sources. Save the first one and change it. It stays in your browser.',
    ownLabel: 'Audit as JSON',
    choose: 'Choose a file',
    use: 'Check this audit',
    back: 'Back to the first article',
    save: 'Save the first audit (JSON)',
    fileName: 'washout-audit.json',
    pasted: 'The pasted audit',
    inUse: (name) => `In use: ${name}.`,
    ownLead:
      'The sentences of your own audit. Its own figures come first; figures of the panels ' +
      'below and of the cascade can be used by their names.',
    problem: ({ name, reason }) => `${name} is not used: ${reason}.`,
    noJson: (reason) => `expected JSON, found something else (${reason})`,
    noObject: 'expected an object with claims',
    tooLarge: 'it is larger than 5 MB',
    otherEvent: 'The cascade above shows another event, so its figures are not used here.',
    otherWay: 'The cascade above pushes the price up, so its figures are not used here.',
    otherDay: 'The context panel is set to another day, so its figures are not used here.',
    sources: {
      mechanical_share: 'the cascade panel: an estimate',
      recovery_share: 'an input of the cascade panel, not a result',
      ledger_sum_usd: 'the ledger of the cascade: exact',
      btc_gain: 'the cascade panel: an estimate',
      liquidatable_usd: 'the cascade panel: an estimate',
      liquidated_to_upper_usd: 'the push that reaches the upper level: an estimate',
      liquidated_to_lower_usd: 'the push that reaches the lower level: an estimate',
      alt_gain: 'the same push in the altcoin that you describe: an estimate',
      shares: 'your own shares, in the panel about flows',
      leverage_assumed: 'your own assumption',
    },
    /** What a formula calls its figures. */
    names: {
      total_24h_usd: 'total of 24 hours',
      total_0300_usd: 'total to 03:00',
      total_europe_usd: 'total to the European session',
      total_later_usd: 'total a day later',
      btc_long_usd: 'Bitcoin longs',
      btc_short_usd: 'Bitcoin shorts',
      btc_long_europe_usd: 'Bitcoin longs to the European session',
      btc_short_second_report_usd: 'a second report of the shorts',
      fear_greed: 'the index',
      fear_greed_alternative_me: 'the label of alternative.me',
      fear_greed_coinmarketcap: 'the label of CoinMarketCap’s bands',
      peak_printed_usd: 'the peak in print',
      price_before_usd: 'the price before, as one report has it',
      price_0602_usd: 'the price at 06:02',
      peak_high_usd: 'the highest high',
      peak_close_usd: 'the highest close',
      close_usd: 'the close',
      october_low_usd: 'the low of 10 October',
      close_against_lows_since: 'the day of the last low below the close',
      lowest_close_since: 'the day of the last close as low',
      lowest_low_since: 'the day of the last low as low',
      lowest_close_since_3_november: 'the day of the last close as low, asked on 3 November',
      month_to_date: 'the month to date',
      month_to_date_2018: 'the same days of 2018',
      worst_start_2019_2024: 'the worst start of 2019 to 2024',
      worst_start_since_3_november: 'the year of the last worse start, asked on 3 November',
      funding_8h: 'funding per 8 hours',
      funding_8h_lowest: 'the lowest payment',
      stablecoin_change_7d: 'change of stablecoin supply over 7 days',
      stablecoin_change_30d: 'change of stablecoin supply over 30 days',
      open_interest_change_usd: 'change of open interest in USD',
      level_lower_usd: 'the lower level',
      level_upper_usd: 'the upper level',
      leverage_assumed: 'the leverage assumed',
      liquidated_to_lower_usd: 'longs closed down to the lower level',
      liquidated_to_upper_usd: 'longs closed down to the upper level',
      liquidatable_usd: 'all longs at risk',
      ledger_sum_usd: 'the sum of the ledger',
      mechanical_share: 'the mechanical part of the fall',
      recovery_share: 'the part that comes back',
      btc_gain: 'the gain of Bitcoin',
      alt_gain: 'the gain of the altcoin',
      volume_usd: 'the traded volume',
      open_interest_usd: 'the open interest',
      liquidated_usd: 'the liquidated amount',
      share_stronger_holders: 'the share of stronger holders',
      share_options: 'the share of options',
      share_etfs: 'the share of ETFs',
      share_delta_neutral: 'the share of delta-neutral',
      share_usdc: 'the share of USDC',
      share_usdt: 'the share of USDT',
      share_rlusd: 'the share of RLUSD',
      share_fiat: 'the share of fiat',
    },
  },

  context: {
    title: 'What the market was doing',
    on: (day) => `What the market was doing on ${day}`,
    head: ['Question', 'Answer'],
    lead: (day) =>
      `Every answer is about ${day}, has its rule and its series, and says when it cannot ` +
      'be given. Bring your own files for other days.',
    otherDay: (event) =>
      `Figures of the event of ${event} are left out: they say nothing about another day.`,
    typed: 'Figures that you typed are taken to be of that day.',
    noLevel: 'no level is named for this day',
    /** Where the open interest of the cascade is from. */
    interest: {
      yours: 'set by you',
      unverified: 'quoted from memory',
      assumption: 'an assumption',
      sourced: 'as reported',
    },
    ask: {
      drawdown_from_high: 'Below the high',
      drawdown_from_close: 'Below the highest close',
      lowest_close: 'Lowest close since',
      lowest_low: 'Lowest low since',
      close_against_lows: 'Lowest price since',
      month_to_date: 'Start of the month',
      whole_months: 'This month in other years',
      fear_greed: 'Fear & Greed',
      funding: 'Funding',
      quadrant: 'Price and open interest',
      liquidations_to_open_interest: 'Liquidated, of open interest',
      liquidations_to_volume: 'Liquidated, of volume',
      deleveraging: 'Kind of deleveraging',
      leverage: 'Leverage, by its own history',
      key_level: 'Key level',
      stablecoins: (days) => `Stablecoins, ${days} days`,
    },
    say: {
      fall: ({ part, peak, day, column, close }) =>
        `${part} below the highest ${column} of the span, ${peak} on ${day}: the close was ` +
        `${close}.`,
      above: ({ peak, column, close }) =>
        `Not below it at all: the close of ${close} stands at or above the highest ` +
        `${column} so far, ${peak}.`,
      columns: { drawdown_from_high: 'high', drawdown_from_close: 'close', lowest_low: 'low' },
      lowest: ({ column, now, day, days, then, tie }) =>
        `${now} was the lowest ${column} since ${day} (${then}), ${days} ` +
        `${days === '1' ? 'day' : 'days'} earlier${tie ? ': exactly as low' : ''}.`,
      lowestOfAll: ({ column, now, start }) =>
        `${now} was the lowest ${column} of the whole series, which begins on ${start}.`,
      counter: ({ close, day, then }) =>
        `Not the lowest price: on ${day} it traded at ${then}, below the close of ${close}.`,
      counterOfAll: ({ start }) =>
        `No earlier day of the series, which begins on ${start}, traded as low as this close.`,
      month: ({ change, fell, rank, of, first, since }) =>
        `${fell ? 'It fell' : 'It rose'} ${change} by the close: ` +
        `${
          rank === '1' ? `the worst of ${of} starts` : `rank ${rank} from the worst of ${of} starts`
        } ` +
        `since ${first}. ` +
        `${since ? `As bad or worse was last ${since}.` : 'None was as bad.'}`,
      whole: ({ median, count, positive, fell }) =>
        `Of ${count} whole ones before, ${positive} rose; the median ` +
        `${fell ? 'fell' : 'rose'} ${median}. The running month is not among them.`,
      mood: ({ value, label, provider, own }) =>
        `${value}: “${label}” by ${provider}${own ? ', its own word' : ', by its bands'}.`,
      otherMood: ({ label, provider }) =>
        ` The same number is “${label}” on the bands of ${provider}.`,
      sameMood: ({ provider }) => ` The bands of ${provider} call it the same.`,
      funding: ({ rate, year, regime, strict, negative }) =>
        `${rate} per 8 hours, ${year} a year: ${regime}. ` +
        `${
          strict
            ? 'That is neutral to negative in the strict sense (0.005% or less)'
            : 'In the strict sense (0.005% or less) that is not neutral to negative'
        }; ` +
        `${negative ? 'at least one payment was below zero.' : 'no payment was below zero.'}`,
      regimes: {
        negative: 'negative',
        slightly_negative: 'slightly negative',
        soft: 'soft',
        neutral: 'neutral',
        elevated: 'elevated',
        overheated: 'overheated',
        extreme: 'extreme',
      },
      quadrants: {
        long_deleveraging: 'longs left',
        new_shorts: 'new shorts came',
        short_covering: 'shorts were covered',
        new_longs: 'new longs came',
        flat: 'one of the two did not move',
      },
      quadrant: ({ which, price, priceFell, coins, coinsFell, usd, converted, isTyped }) =>
        `The price ${priceFell ? 'fell' : 'rose'} ` +
        `${price}${
          isTyped ? '' : ' (between two prices in reports of the day, not from close to close)'
        } ` +
        `and open interest in coins ${coinsFell ? 'fell' : 'rose'} ` +
        `${coins}${usd ? ` (in dollars: ${usd})` : ''}: ` +
        `${which}.${converted ? ' Coins are converted from dollars and the price.' : ''}`,
      ofInterest: ({ part, liquidated, all, from }) =>
        `${part} of open interest: ${liquidated} of ${all}. The first is reported, the ` +
        `second the input of the cascade above, ${from}.`,
      ofVolume: ({ part, liquidated, all }) =>
        `${part} of what was traded: ${liquidated} of ${all}.`,
      ownInterest: ({ part, liquidated, all }) =>
        `${part} of open interest: ${liquidated} of ${all}.`,
      classes: {
        none: 'none: hardly any leverage left',
        re_leveraging: 're-leveraging: leverage came back',
        flush: 'a flush: leverage left in good order',
        disorderly: 'disorderly: leverage left while the market’s plumbing failed',
        collapse: 'a collapse: leverage left and the damage stayed',
        no_class: 'no class: every condition was tested, none of the five holds',
      },
      kind: ({ name, open }) =>
        `${name}.${open ? ` Not excluded, for want of figures: ${open}.` : ''}`,
      noKind: ({ open }) =>
        `No class is known to hold.${open ? ` Not excluded, for want of figures: ${open}.` : ''}`,
      leverage: ({ percentile, days }) =>
        `Higher than or equal to ${percentile} of the ${days} days before it.`,
      supply: ({ amount, part, fell, from, to }) =>
        `${fell ? 'Fell' : 'Rose'} by ${amount} (${part}), from ${from} to ${to}. Supply ` +
        'says nothing about who holds it or where.',
      levels: {
        healthy_reset: ({ close, upper }) =>
          `At ${close}, above ${upper}: by the stated rule a healthy reset.`,
        on_the_level: ({ close, lower, upper }) =>
          `At ${close}, between ${lower} and ${upper}: on the level, so the rule decides nothing.`,
        deeper_drop: ({ close, lower }) =>
          `At ${close}, below ${lower}: by the stated rule a deeper drop.`,
      },
      break: ({ shock, lower }) =>
        ` In the cascade above, a push of ${shock} from its start is enough to break ${lower}.`,
    },
    conditions: 'Its conditions',
    conditionsHead: ['Class', 'Condition', 'Seen', 'Holds'],
    kinds: {
      none: 'none',
      re_leveraging: 're-leveraging',
      flush: 'flush',
      disorderly: 'disorderly',
      collapse: 'collapse',
    },
    years: 'By year',
    yearsHead: ['Year', 'Change'],
    missingYears: (years) => `Without both days: ${years}.`,
    rates: 'Payments',
    ratesHead: ['Payment', 'Per 8 hours', 'Regime'],
    bands: ({ provider, bands }) => `${provider}: ${bands}.`,
    own: 'Your own files and figures',
    ownHint:
      'Files are read in this page and go nowhere. A file takes the place of the built-in ' +
      'series; what you leave empty stays as built in.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    takeAway: 'Back to the built-in series',
    files: {
      candles: [
        'Prices by day',
        'CSV of date,open,high,low,close, or Binance klines (JSON). Hours become days.',
      ],
      fear_greed: ['Fear & Greed', 'CSV of date,value,label, or alternative.me (JSON).'],
      funding: ['Funding rates', 'CSV of date,rate (a fraction), or Binance (JSON).'],
      stablecoins: ['Stablecoin supply', 'CSV of date,value.'],
      interest: ['Open interest by day', 'CSV of date,value. Needed with reserves for leverage.'],
      reserve: ['Coins on exchanges by day', 'CSV of date,value.'],
    },
    provider: 'Index of',
    providers: {
      'alternative.me': 'alternative.me',
      CoinMarketCap: 'CoinMarketCap',
      'another provider': 'another provider',
    },
    series: ({ name, rows, first, last }) => `${name}: ${rows} rows, ${first} to ${last}.`,
    missing: ({ count, days }) => ` ${count} missing: ${days}.`,
    missingMore: (count) => `and ${count} more stretches`,
    skipped: ({ count, why }) => ` ${count} left out: ${why}.`,
    uneven: (count) => ` ${count} bars whose range does not hold their open or close.`,
    none: 'none built in',
    problem: ({ name, reason }) => `${name} is not used: ${reason}.`,
    tooLarge: 'it is larger than 20 MB',
    number: 'Expected a number, such as 7.2, 1,400 or 70B.',
    groups: {
      day: 'The day',
      open_interest: 'Open interest of one market, before and after',
      liquidations: 'Liquidated',
      deleveraging: 'What else was seen',
      key_level: 'Key level',
    },
    fields: {
      at: ['Day (UTC)', '2025-11-04'],
      peak_from: ['Peak sought from', '2025-10-01'],
      since_year: ['Compare with years from', '2011'],
      'open_interest.usd_change': ['Change in dollars'],
      'open_interest.price_change': ['Change of the price'],
      'open_interest.coins_before': ['Coins before'],
      'open_interest.coins_after': ['Coins after'],
      'open_interest.usd_before': ['Dollars before'],
      'open_interest.usd_after': ['Dollars after'],
      'open_interest.price_before': ['Price before'],
      'open_interest.price_after': ['Price after'],
      'liquidations.liquidated_usd': ['Liquidated'],
      'liquidations.open_interest_usd': ['Open interest'],
      'liquidations.volume_usd': ['Volume'],
      'deleveraging.depth_ratio': ['Depth at the worst, of its usual'],
      'deleveraging.depth_ratio_later': ['Depth a day later, of its usual'],
      'deleveraging.fund_draw': ['Insurance fund used'],
      'deleveraging.peg_deviation': ['Largest distance of a stablecoin from $1'],
      'deleveraging.funding_after': ['Funding per 8 hours, after'],
      'deleveraging.adl': ['Auto-deleveraging'],
      'deleveraging.venue_failure': ['A large venue failed'],
      'deleveraging.peg_broken': ['A peg 1% off for an hour'],
      'deleveraging.withdrawals_halted': ['Withdrawals halted'],
      'deleveraging.bad_debt': ['Bad debt left'],
      'key_level.lower_usd': ['Lower edge'],
      'key_level.upper_usd': ['Upper edge'],
    },
    given: { open_interest: 'If you set one of these, none of the built-in ones is used.' },
  },

  flows: {
    title: 'Where the money went',
    ledger: 'What is known: the ledger of the cascade above',
    ledgerSentence: ({ margin, notional, before }) =>
      `Positions worth ${before} at the price before were closed: ${notional} at their ` +
      `liquidation prices. Their owners lost ${margin}: their margin.`,
    lost: 'Lost',
    gained: 'Gained',
    nobody: 'nobody',
    full: 'The whole ledger',
    noLedger: 'The cascade above has no ledger: levels by themselves have no owner and no margin.',
    split: 'What nobody measures: where it goes next',
    assumption:
      'This is your assumption, not a finding. The shares below are round numbers to start ' +
      'from; no measurement stands behind them.',
    total: ['Money that is split', 'Empty: the margin lost in the ledger above.'],
    rest: 'The rest goes to',
    rests: (name) => `${name}: what is left.`,
    group: { hedges: 'hedge', stablecoins: 'stablecoin' },
    channels: {
      liquidity_providers: 'Liquidity providers',
      stronger_holders: 'Stronger holders buying spot',
      options: 'Options',
      etfs: 'ETFs',
      delta_neutral: 'Delta-neutral positions',
      usdc: 'USDC',
      usdt: 'USDT',
      rlusd: 'RLUSD',
      fiat: 'Fiat',
    },
    within: {
      liquidity_providers: 'liquidity providers',
      stronger_holders: 'stronger holders',
      options: 'options',
      etfs: 'ETFs',
      delta_neutral: 'delta-neutral positions',
      usdc: 'USDC',
      usdt: 'USDT',
      rlusd: 'RLUSD',
      fiat: 'fiat',
    },
    chartTitle: 'Where freed money may go, by your shares',
    chartSentence: ({ total, first, part }) =>
      `By your shares the largest part of the ${total}, ${part}, goes to ${first}.`,
    chartCaption:
      'Bands are as wide as dollars. Plain: direct. Tinted: hedges. Hatched: stablecoins. ' +
      'Shares sum to exactly 100%, dollars to the total, to the last digit.',
    percent: 'Expected a percentage, such as 12.5.',
    again: (reason) => `${reason}. The picture shows the last split that worked.`,
    words: { channel: 'Where to', share: 'Share', amount: 'Dollars' },
  },

  four: {
    title: 'Four numbers that are taken for each other',
    lead:
      'Size of the positions, loss of their owners, what one side paid the other, and what ' +
      'all coins are worth less: the first is what headlines print.',
    head: ['Figure', 'Reported on the day', 'In the cascade above'],
    names: {
      notional: 'Notional closed',
      margin_lost: 'Margin lost',
      mark_to_market: 'Paid from one side to the other',
      market_value: 'Change of market value',
    },
    range: ({ low, high }) => `${low} to ${high}`,
    how: (formula) => `= ${formula}`,
    ledger: 'as its ledger says',
    atLiquidation: 'as its ledger says, at liquidation prices',
    fields: {
      leverage_low: ['Lowest leverage', ''],
      leverage_high: [
        'Highest leverage',
        'Nobody publishes the leverage of what was closed: a range, not a figure.',
      ],
      coins: ['Coins in circulation', 'About, in November 2025.'],
    },
    unverified: 'The open interest of that day is quoted from memory; no source was found.',
  },

  history: {
    title: 'Past washouts, side by side',
    sentence: ({ count, largest, size }) =>
      `Of ${count} recorded events the largest is “${largest}” with ${size} in print.`,
    chartTitle: 'Past washouts and squeezes compared',
    caption:
      'Ring: the first total in print; disc: the latest; sizes on a log scale. Longs ' +
      'solid, shorts hatched. * rests on a figure that nobody has confirmed. Totals are ' +
      'floors, because feeds are sampled.',
    figures: 'Every figure, with its source',
    prices:
      'Prices are those of the sources named. They begin and end at other hours than a ' +
      'simulation of the event, which goes from one day’s close to the extreme (UTC), so ' +
      'the two can differ.',
    head: ['Figure', 'Value', 'Source'],
    unverified: 'unverified',
    yes: 'yes',
    simulate: 'Simulate its cascade',
    /** What the chart says otherwise, or does not say by itself. */
    words: {
      class: 'Class',
      class_none: 'none',
      class_re_leveraging: 're-leveraging',
      class_flush: 'flush',
      class_disorderly: 'disorderly',
      class_collapse: 'collapse',
      class_no_class: 'no class',
      coins: 'in coins',
      coins_converted_from_usd: 'in coins, converted',
      usd_of_all_coins: 'in dollars, all coins',
    },
    names: {
      total_early: 'Liquidated, first total',
      total: 'Liquidated',
      total_revised: 'Liquidated, later total',
      long: 'Longs',
      short: 'Shorts',
      btc: 'Bitcoin',
      eth: 'Ether',
      traders: 'Accounts',
      largest: 'Largest single order',
      price_before_usd: 'Price before, as this source has it',
      price_extreme_usd: 'Price at the extreme, as this source has it',
      price_move: 'Move of the price, as this source has it',
      oi_before_usd: 'Open interest before',
      oi_after_usd: 'Open interest after',
      oi_before_coins: 'Open interest before, coins',
      oi_after_coins: 'Open interest after, coins',
      oi_change_usd: 'Change of open interest in dollars',
      oi_change_all_usd: 'Change of all open interest in dollars',
      depth_before_usd: 'Bids within 1% before',
      depth_worst_usd: 'Bids within 1% at the worst',
      adl: 'Auto-deleveraging',
      venue_failure: 'A large venue failed',
      withdrawals_halted: 'Withdrawals halted',
    },
  },
};
