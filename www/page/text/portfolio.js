// English: many positions at once.
export const PORTFOLIO = {
  title: 'Many positions at once', label: 'Positions, one a line',
  hint: 'The first line names the columns, by the names of the package: side, entry_price, quantity, leverage or margin, and where it differs venue, contract, symbol, margin_mode. What a line leaves out is as set above. Nothing is sent or put into the link.',
  run: 'Locate all', file: 'Choose a file', head: ['Line', 'Side', 'Liquidated at', 'Value', 'First push that gets there', 'State'],
  states: { liquidation: 'open', none: 'never liquidated', already_liquidatable: 'already past', not_enough_margin: 'not enough margin' },
  done: ({ count }) => `${count} positions located.`,
  ladder: ({ shock, closed, all, count, final }) => `If these were the whole book, the push set above (${shock}) would close ${closed} of their ${all}, and the price would end at ${final}.`,
  ladderTitle: 'The ladder of these positions',
  problems: { empty: 'Expected a header and at least one position.', many: ({ most }) => `Expected at most ${most} positions.`, column: ({ found, known }) => `There is no column “${found}”; there are ${known.join(', ')}.`, cells: ({ line, expected, found }) => `Line ${line}: expected ${expected} cells as in the header, found ${found}.`, engine: ({ line, message }) => `Line ${line}: ${message}.` },
};
