// English: the chart `heat`; a host hands in its own under `words`.
export const WORDS = {
  shock: 'First push',
  fall: 'Ends at',
  liquidated: 'Liquidated',
  beyond: 'beyond the push',
  more: 'or more beyond the push',
  alone: 'the push alone',
  input: 'Input',
};
