// English: many positions at once.
const one = (count, single, many) => (count === 1 ? single : many);

export const PORTFOLIO = {
  title: 'Many positions at once',
  label: 'Positions, one a line',
  hint:
    'The first line names the columns: asset or symbol (the market), side, entry_price, ' +
    'quantity, leverage or margin, and where it differs venue, contract, margin_mode. Of a ' +
    'market whose tiers are not built in, maintenance_rate (such as 1%). What a line leaves ' +
    'out is as set above. Nothing is sent or put into the link.',
  run: 'Locate all',
  file: 'Choose a file',
  head: {
    line: 'Line',
    asset: 'Asset',
    side: 'Side',
    price: 'Liquidated at',
    value: 'Value',
    push: 'First push that gets there',
    state: 'State',
  },
  states: {
    liquidation: 'open',
    none: 'never liquidated',
    already_liquidatable: 'already past',
    not_enough_margin: 'not enough margin',
  },
  ownTiers: 'with tiers that you state',
  otherAsset: 'another asset',
  far: 'too far away',
  lacks: {
    tiers: ({ asset }) =>
      `not located: the venue’s tiers for ${asset} are not known here. State maintenance_rate.`,
    entry: ({ asset }) => `not located: no entry_price, and the one above is not that of ${asset}.`,
    asset: ({ asset }) =>
      `not located: no asset is named, and the price is far from that of ${asset}.`,
  },
  others: ({ count, all, asset }) =>
    `The scenario above is of ${asset}. ${count} of ${all} positions ` +
    `${one(count, 'is', 'are')} in other assets: where ${one(count, 'it is', 'they are')} ` +
    `liquidated is shown, but no push and no ladder, which are ${asset}’s.`,
  assumed: ({ count, asset }) =>
    `${count} ${one(count, 'line names no asset and is', 'lines name no asset and are')} ` +
    `taken for ${asset}.`,
  lacking: ({ count }) =>
    `${count} ${one(count, 'line', 'lines')} could not be located: the last column says why.`,
  done: ({ count }) => `${count} ${one(count, 'position', 'positions')} located.`,
  ladder: ({ shock, liquidated, all, drawn, side, count, final }) =>
    `If ${one(count, 'this position', `these ${count} positions`)} were the whole book, ` +
    `the push set above (${shock}) would close ${liquidated} of ${all} of ${side}, and the ` +
    'price would end at ' +
    `${final}.${drawn && ` In the picture are ${drawn}; the rest is further away.`}`,
  ladderTitle: 'The ladder of these positions',
  problems: {
    empty: () => 'Expected a header and at least one position, found fewer than two lines.',
    many: ({ most }) => `Expected at most ${most} positions.`,
    large: ({ name }) => `${name} is larger than 1 MB: too large for a list of 1000 positions.`,
    column: ({ found, known }) => `There is no column “${found}”; there are ${known.join(', ')}.`,
    twice: ({ found }) => `The column “${found}” is there twice (market and symbol are one).`,
    cells: ({ line, expected, found }) =>
      `Line ${line}: expected ${expected} cells as in the header, found ${found}.`,
    engine: ({ line, message }) => `Line ${line}: ${message}.`,
  },
};
