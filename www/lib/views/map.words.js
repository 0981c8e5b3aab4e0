// English: the view `map`.
export const WORDS = {
  name: 'Liquidation map',
  title: ({ asset }) => `${asset}: liquidation map`,
  answer: ({ asset, down, shock, move, final, liquidated, side }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'} and it ends ${move} ` +
    `${down ? 'lower' : 'higher'}, at ${final}; ${liquidated} of ${side} are closed on the way.`,
  quiet: ({ asset, down, shock, push }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'}, to ${push}, and nobody is liquidated: ` +
    'there is no cascade.',
  saturated: ({ asset, down, shock, liquidated, side }) =>
    `Push ${asset} ${shock} ${down ? 'down' : 'up'} and nothing in the model stops it: ` +
    `all ${liquidated} of ${side} are closed.`,
  caption: ({ liquidated, all, side, drawn, isAssumed }) =>
    'Bars: what would be closed if the price got there. Dashed: running totals, outwards from ' +
    'the price now, on a scale of their own. Grey: the way the price goes, which closes ' +
    `${liquidated} of the ${all} of ${side} at risk` +
    `${drawn && ` (${drawn} are in the picture, the rest lies further away)`}.` +
    `${isAssumed ? ' Where positions stand is assumed.' : ''}`,
};
