// English: the view `levels`.
export const WORDS = {
  name: 'What it takes to reach a price',
  title: ({ asset }) => `${asset}: what it takes to reach a price`,
  answer: ({ level, distance, shock, own }) =>
    `${level} is ${distance} away, ${own ? 'but' : 'and'} a push of ${shock} gets there` +
    `${own ? ': the cascade does the rest' : ''}.`,
  behind: ({ down }) =>
    `None of the key levels lies ${down ? 'below' : 'above'} the price, where the push goes.`,
  none: 'No key level is set.',
  head: ['Price', 'Away', 'Push', 'Closed'],
  further: ['Gain there', 'By chance'],
  reached: '✓',
  past: '(behind)',
  caption:
    'Push: the move from outside that gets there; the rest of the way is forced selling or ' +
    'buying. Closed: positions on the way. ✓: reached in this scenario.',
  more:
    'Gain there: dollars of further forced orders for each dollar of them. By chance: how likely ' +
    'a day of ordinary volatility is to bring that push.',
};
