// English: what stands around the heat map.
export const HEAT = {
  name: 'The push and one more input together',
  choose: 'The other input',
  failed: ({ reason }) => `There is no such picture for this scenario: ${reason}.`,
};
