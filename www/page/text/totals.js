// English: the headline.
export const TOTALS = {
  title: 'Reported liquidations, 24 hours to 4 November 2025',
  asset: 'Bitcoin',
  rest: 'Everything else',
  sentence: ({ asset, long, short }) => `${asset}’s liquidations were nearly all longs: ${long} against ${short} of shorts.`,
};
