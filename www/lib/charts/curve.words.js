// English: the chart `curve`; a host hands in its own under `words`.
export const WORDS = {
  shock: 'First push',
  fall: 'Ends at',
  liquidated: 'Liquidated',
  here: 'This scenario',
  critical: 'Tipping point',
  cascade: 'with the cascade',
  alone: 'the push alone',
};
