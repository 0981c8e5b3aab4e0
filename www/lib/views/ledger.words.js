// English: the view `ledger`.
export const WORDS = {
  name: 'Who paid and who received',
  title: ({ asset }) => `${asset}: who paid and who received`,
  answer: ({ closed, side, margin, transfer }) =>
    `Valued at the price before, ${closed} of ${side} were closed, but their owners lost ` +
    `${margin}: their margin. The move itself shifted ${transfer} between the two sides of all ` +
    'open interest.',
  none:
    'There is no ledger here: price levels by themselves have no owner and no margin, and some ' +
    'amounts are larger than exact money can hold.',
  head: ['Account', 'Received (−: paid)'],
  sum: 'Sum of all',
  accounts: {
    liquidated_traders_usd: 'Liquidated traders',
    surviving_same_side_usd: 'Others on their side',
    opposite_side_usd: 'The opposite side',
    deleveraged_winners_usd: 'Winners closed by the venue (ADL)',
    absorbers_usd: 'Those who took the forced orders',
    accompanying_flow_usd: 'Those who traded along',
    insurance_fund_usd: 'Insurance fund',
    exchange_fees_usd: 'Exchange fees',
    platform_loss_usd: 'Loss of the platform',
  },
  caption:
    'In the scenario’s assumed positions, marked at the price at the end. The accounts are exact ' +
    'and add up to zero; each line is rounded to the cent. Whoever took the forced orders gains ' +
    'only if the price comes back.',
};
