// English: the view `path`.
export const WORDS = {
  name: 'The cascade, round by round',
  title: ({ asset }) => `${asset}: the cascade, round by round`,
  answer: ({ push, rounds, final }) =>
    ({
      0: `Nobody is closed, so the price stays where the push takes it, at ${final}.`,
      1: `It is over after one round, at ${final}.`,
    })[rounds] ??
    `After the push to ${push} it takes ${rounds} rounds until nobody is left to close, ` +
      `at ${final}.`,
  caption: 'Rounds are for the eye: the end is computed exactly, without them.',
  band: ({ share, price, third, full }) =>
    'The band at the end: where the price settles once the forced orders are through, at ' +
    `${price} if ${share} of what they moved comes back, from ${third} for a third of it to ` +
    `${full} for all.`,
};
