// English: the view `levels`.
export const WORDS = {
  name: 'What it takes to reach a price',
  title: ({ asset }) => `${asset}: what it takes to reach a price`,
  answer: ({ level, distance, shock, own }) =>
    `${level} is ${distance} away, ${own ? `but a push of ${shock} gets there: the cascade does the rest` : `and a push of ${shock} gets there`}.`,
  behind: 'No named price lies where the push goes.',
  head: ['Price', 'Away', 'Push', 'Closed'],
  reached: '✓',
  past: '(behind)',
  caption:
    'Push: the move from outside that gets there; the rest of the way is forced selling or buying. Closed: positions on the way. ✓: reached in this scenario.',
};
