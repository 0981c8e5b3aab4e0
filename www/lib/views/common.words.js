// English: what every view says. Functions get values that are written out; `≈` is part of them.
// Each view has its own text beside this one; to translate, hand in your own under `words`.
/** How numbers and dates are written where nothing else is asked for. */
export const LANGUAGE = 'en';

export const COMMON = {
  assets: { BTC: 'Bitcoin', ETH: 'Ether', SOL: 'Solana', DOGE: 'Dogecoin', LUNA: 'Luna' },
  longs: 'longs',
  shorts: 'shorts',
  table: 'Table',
  tableOf: (title) => `${title}, as a table`,
  plot: (title) => `${title}. Arrow keys read the values one by one.`,
  computed: ({ engine, digest }) =>
    `A scenario, not a forecast. Washout ${engine}, result ${digest}.`,
  knobs: {
    shock: 'First push',
    depth: 'Depth',
    depthUnit: 'for 1%',
    reset: 'Reset',
    down: 'down',
    up: 'up',
  },
};
