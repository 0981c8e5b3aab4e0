// English: the view `time`.
export const WORDS = {
  name: 'Step by step in time',
  title: ({ asset }) => `${asset}: step by step, while the book refills`,
  answer: ({ rho, side, liquidated, instant, steps, peak, settled }) =>
    `If ${rho} of the pressure is left at each next step, ${liquidated} of ${side} are closed ` +
    `instead of ${instant}, in ${steps} ${steps === '1' ? 'step' : 'steps'}; the price gets as ` +
    `far as ${peak}, and is at ${settled} once the pressure has passed.`,
  endless: ({ steps }) => `After ${steps} steps it has not come to an end.`,
  none: 'There are no steps in time where orders move the price in this way.',
  caption:
    'In steps of the venue’s engine, not in seconds: it closes what is due, the book refills in ' +
    'part, and it looks again.',
  chart: { round: 'Step', closed: 'closed in each step' },
};
