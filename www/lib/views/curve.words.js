// English: the view `curve`.
export const WORDS = {
  name: 'Other pushes',
  title: ({ asset }) => `${asset}: what other pushes would do`,
  tips: ({ critical }) => `The tipping point is a push of ${critical}: there the outcome jumps.`,
  smooth: ({ last, move }) =>
    'No tipping point: a slightly larger push does slightly more, ' +
    `up to a push of ${last} that ends ${move} away.`,
  endless: ({ from }) =>
    'No tipping point: a slightly larger push does slightly more, ' +
    `until from a push of ${from} on nothing in the model stops it.`,
  caption: 'The distance between the lines is the cascade’s own part.',
};
