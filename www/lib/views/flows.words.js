// English: the view `flows`. Channels have the engine's names.
export const WORDS = {
  name: 'Where the money may go',
  title: ({ asset }) => `${asset}: where freed money may go`,
  answer: ({ total, first, part }) =>
    `By the shares stated here the largest part of ${total} of freed money, ${part}, ` +
    `goes to: ${first}.`,
  missing: ({ total }) =>
    `Nobody measures where ${total ? `${total} of ` : ''}freed money may go, ` +
    'and no shares are stated here.',
  caption:
    'Freed money: the margin lost by those who were closed, or as stated. Shares: an assumption ' +
    'of whoever states them, not a finding.',
};
