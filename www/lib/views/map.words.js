// English: the view `map`.
export const WORDS = {
  name: 'Liquidation map',
  title: ({ asset }) => `${asset}: liquidation map`,
  caption:
    'Bars: what would be closed if the price got there. Dashed: running totals, on a scale of their own. Grey: the way the price goes. Where positions stand is assumed.',
  answer: ({ asset, down, shock, move, final, liquidated, side }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'} and it ends ${move} ${down ? 'lower' : 'higher'}, at ${final}; ${liquidated} of ${side} are closed on the way.`,
  quiet: ({ asset, down, shock, push }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'}, to ${push}, and nobody is liquidated: there is no cascade.`,
  saturated: ({ asset, down, shock, liquidated, side }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'} and nothing in the model stops it: all ${liquidated} of ${side} are closed.`,
};
