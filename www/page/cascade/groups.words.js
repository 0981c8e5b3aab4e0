// English: what the cascade panel shows on demand, beside the views of the package.
export const GROUPS = {
  noLevels: 'No key level is set. Add some under “Price and key levels”.',
  behindLedger: {
    margin_lost_usd: 'margin lost',
    value_at_liquidation_usd: 'closed, at liquidation prices',
    value_at_fill_usd: 'the same, at the prices obtained',
    fees_usd: 'liquidation fees',
    returned_usd: 'returned to traders',
    surplus_usd: 'left over after closing',
    deficit_usd: 'missing after closing',
    fund_end_usd: 'in the fund afterwards',
    adl_usd: 'taken from winners (ADL)',
    uncovered_usd: 'covered by nobody',
    open_interest_transfer_usd: 'moved between the sides of all open interest',
  },
  calibrated: ({ asset, side, up, isEstimate, from, to, reported, factor, share, mechanical }) =>
    `The share of positions at risk is not guessed. It is solved so that the ` +
    `${up ? 'rise' : 'fall'} from ${from} to the ${to} ${up ? 'high' : 'low'} liquidates the ` +
    `${isEstimate ? 'estimated' : 'reported'} ${reported} of ${asset} ${side}, times ${factor}: ` +
    `that takes ${share} of open interest. As the inputs stand, ${mechanical} of the move is ` +
    'then the cascade’s own doing.',
  ownRungs: 'The positions are the levels that you gave; nothing about them is assumed.',
  yours: 'set by you',
  byHand: ({ share }) =>
    `The share of positions at risk is set by hand: ${share} of open interest.`,
  status: {
    reported: 'reported',
    assumption: 'assumption',
    unverified: 'unverified',
    derived: 'computed',
    computed: 'computed',
    measured: 'measured',
  },
  digest: (digest, engine) =>
    `Result ${digest}, engine ${engine}: the same inputs give the same digest on every machine ` +
    'it was tried on (Node, Chromium and native).',
};
