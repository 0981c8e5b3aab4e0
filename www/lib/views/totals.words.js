// English: the view `totals`.
export const WORDS = {
  name: 'Reported totals',
  title: ({ event }) => `${event}: reported liquidations`,
  split: ({ asset, long, short, ratio }) =>
    `${asset}: ${long} of longs and ${short} of shorts were closed by force` +
    `${ratio ? `, ${ratio} dollars of longs for each dollar of shorts` : ''}.`,
  whole: ({ total }) => `${total} of positions were closed by force.`,
  none: 'No totals were reported for this event.',
  caption:
    'A long bets on a rise, a short on a fall. Reported totals are a lower bound, and sizes of ' +
    'positions, not losses.',
  doubt: '* quoted from memory; no source was found.',
  rest: 'Everything else',
  all: 'All assets',
  reported: (sources) => `Reported: ${sources}.`,
};
