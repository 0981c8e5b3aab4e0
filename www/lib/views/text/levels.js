// English: the view `levels`.
export const WORDS = {
  title: ({ asset }) => `${asset}: what it takes to reach a price`,
  answer: ({ level, distance, shock, own }) => `${level} is ${distance} away, ${own ? `but a push of ${shock} gets there: the cascade does the rest` : `and a push of ${shock} gets there`}.`,
  behind: 'No named price lies where the push goes.',
  head: ['Price', 'Away', 'Push that gets there', 'Closed on the way', 'In this scenario'],
  reached: 'reached', missed: 'not reached', past: 'lies behind',
  caption: 'The push is the move from outside; the rest of the way is forced selling or buying.',
};
