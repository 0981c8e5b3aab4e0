// English: the push and one more input together.
export const HEAT = {
  title: ({ input }) =>
    `How far beyond the push the price ends, for other pushes and another ${input}`,
  sentence: ({ push, input, low, high, ends }) =>
    `With a push of ${push}, ${ends[0]} at a ${input} of ${low}, and ${ends[1]} at ${high}.`,
  ends: (move) => `the price ends ${move} away`,
  endless: 'nothing in the model stops it',
  caption: ({ cells }) =>
    `Each of the ${cells} cells is a scenario of its own, computed here; all other inputs are those above. The ring is the scenario above. Lines: the cascade adds that much to the push.`,
  choose: 'The other input',
  waiting: 'Computing…',
  inputs: { depth: 'depth', survival: 'surviving depth', oi: 'open interest' },
  failed: ({ reason }) => `There is no such picture for this scenario: ${reason}.`,
  words: { input: 'Other input' },
};
