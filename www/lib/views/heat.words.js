// English: the view `heat`.
export const WORDS = {
  name: 'Other pushes and one more input',
  title: ({ asset, input }) =>
    `${asset}: how far beyond the push the price ends, for other pushes and another ${input}`,
  answer: ({ push, input, low, high, ends }) =>
    `With a push of ${push}, ${ends[0]} at ${input} of ${low}, and ${ends[1]} at ${high}.`,
  ends: (move) => `the price ends ${move} away`,
  endless: 'nothing in the model stops it',
  caption: ({ cells, input }) =>
    `Each of the ${cells} cells is a scenario of its own, with another push and another ` +
    `${input}. The ring: this scenario. Lines: the cascade adds that much to the push.`,
  inputs: { depth: 'depth', survival: 'surviving depth', oi: 'open interest' },
  articled: { depth: 'a depth', survival: 'a surviving depth', oi: 'an open interest' },
  heads: { depth: 'Depth', survival: 'Surviving depth', oi: 'Open interest' },
};
