// English: the view `path`.
export const WORDS = {
  name: 'The cascade, round by round',
  title: ({ asset }) => `${asset}: the cascade, round by round`,
  answer: ({ push, rounds, final }) =>
    rounds === '1'
      ? `It is over after one round, at ${final}.`
      : `After the push to ${push} it takes ${rounds} rounds until nobody is left to close, at ${final}.`,
  caption:
    'Rounds are for the eye: the end is computed exactly, without them. The band at the end: where the price settles once the forced orders are through.',
};
