// English: what a frame says to readers without scripts, and what it is called before it is
// computed.
export const STILL = {
  plain: {
    title: 'A figure by Washout',
    answer: 'A figure that is computed in the reader’s own browser.',
    noscript:
      'This figure is computed in your browser, by scripts. They are off, so there is ' +
      'nothing to show here.',
  },
  recorded: ({ event, day }) =>
    `The recorded event “${event}” of ${day}, as it was. Should this frame be meant to ` +
    'show a changed scenario: that needs scripts.',
};
