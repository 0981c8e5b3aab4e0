// English: the headline.
export const TOTALS = {
  heading: {
    washout: 'What was washed out, and how much of the fall it explains',
    squeeze: 'Who was squeezed, and how much of the rise it explains',
  },
  event: ({ day, title }) => `${day}: ${title}`,
  lead: ({ summary, note }) =>
    `${summary} ${note ? `${note} ` : ''}Below is what was reported, and what follows from it; ` +
    'what you set further down changes none of it. Every number opens its formula and its source.',
  /** What follows from the reported figures: a name each. The others carry theirs. */
  derived: {
    btc_usd: 'liquidated in Bitcoin',
    other_usd: 'liquidated in everything else',
    btc_ratio: 'dollars of Bitcoin longs closed for each dollar of shorts',
    btc_long_share: 'of Bitcoin’s liquidations closed longs',
    btc_share: 'of the total was Bitcoin',
    side_ratio: 'dollars of longs closed for each dollar of shorts',
    side_share: 'of the liquidations closed longs',
    side_ratio_of_shorts: 'dollars of shorts closed for each dollar of longs',
    side_share_of_shorts: 'of the liquidations closed shorts',
  },
  reported: ({ source, first, later }) =>
    `reported: ${source}${first ? `; first ${first}` : ''}${later ? `; later ${later}` : ''}`,
  unverified: (formula) => `${formula}, unverified`,
};
