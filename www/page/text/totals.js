// English: the headline.
export const TOTALS = {
  title: 'Reported liquidations, 24 hours to 4 November 2025',
  titleOf: (event) => `Reported liquidations: ${event}`,
  caption: 'A long bets on a rise, a short on a fall. Figures: CoinGlass, as quoted on 4 November 2025.',
  captionOf: 'A long bets on a rise, a short on a fall. Sizes of positions, not losses.',
  asset: 'Bitcoin',
  rest: 'Everything else',
  sentences: {
    longs: ({ asset, long, short }) => `${asset}’s liquidations were nearly all longs: ${long} against ${short} of shorts.`,
    more: ({ asset, long, short }) => `More longs of ${asset} were closed than shorts: ${long} against ${short}.`,
    less: ({ asset, long, short }) => `More shorts of ${asset} were closed than longs: ${short} against ${long} of longs.`,
  },
  lead: (summary) => `${summary} Below is what was reported, and what follows from it. Every number opens its formula and its source.`,
  /** What follows from the reported figures: a name each. The others carry theirs. */
  derived: {
    btc_usd: 'liquidated in Bitcoin', other_usd: 'liquidated in everything else', btc_ratio: 'dollars of Bitcoin longs closed for each dollar of shorts',
    btc_long_share: 'of Bitcoin’s liquidations closed longs', btc_share: 'of the total was Bitcoin',
    ratio: 'dollars of longs closed for each dollar of shorts', long_share: 'of the liquidations closed longs', sum_usd: 'longs and shorts together',
  },
  reported: (source) => `reported: ${source}`,
};
