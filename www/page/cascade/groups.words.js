// English: what the cascade panel shows on demand.
export const GROUPS = {
  timeTitle: 'Step by step, while the book refills',
  timeSentence: ({ steps, liquidated, peak, settled, instant, rho, ends }) =>
    ends
      ? `If ${rho} of the pressure is left at each next step, ${liquidated} are closed instead of ${instant}, in ${steps} ${steps === '1' ? 'step' : 'steps'}: ${peak} at the far end, ${settled} once the pressure has passed.`
      : `After ${steps} steps it has not come to an end.`,
  timeCaption:
    'In steps of the engine, not in seconds: it closes what is due, the book refills in part, and it looks again.',
  step: 'Step',
  closedInStep: 'closed in each step',
  curveTitle: 'What other pushes would do',
  curveSentence: ({ critical, endless }) =>
    critical
      ? `The tipping point is a push of ${critical}: there the outcome jumps.`
      : `No tipping point in this range: a slightly larger push does slightly more${endless ? `, until from a push of ${endless} on nothing in the model stops it` : ''}.`,
  curveCaption: 'Distance between the lines: the cascade’s own part.',
  levels: 'Key levels',
  level: 'Level',
  levelsRows: {
    now: 'In this scenario',
    distance: 'Away',
    shock: 'Push that gets there',
    closed: 'Closed on the way',
    gain: 'Gain there',
    chance: 'By chance',
  },
  levelsCaption: 'By chance: how likely a day of ordinary volatility is to bring that push.',
  levelsSentence: ({ level, distance, shock, own }) =>
    own
      ? `${level} is ${distance} away, but a push of ${shock} gets there: the cascade does the rest.`
      : `${level} is ${distance} away, and a push of ${shock} gets there.`,
  allBehind: ({ down }) =>
    `No key level lies ${down ? 'below' : 'above'} the price, where the push goes.`,
  noLevels: 'No key level is set. Add some under “Price and key levels”.',
  behind: 'behind',
  ledger: 'Who paid and who received, marked at the price at the end',
  ledgerHead: ['Account', 'Paid or received', 'US dollars'],
  ledgerSum: 'Sum',
  paid: 'paid',
  received: 'received',
  ledgerSentence: ({ margin, closed, transfer, side }) =>
    `At the price before, ${closed} of ${side} were closed, but their owners lost ${margin}: their margin. The move itself shifted ${transfer} between the two sides of all open interest.`,
  ledgerNote:
    'In this scenario’s made-up positions. The accounts are exact and add up to zero; each line is rounded to the cent. Whoever took the forced orders gains only if the price comes back.',
  noLedger:
    'There is no ledger here: levels by themselves have no owner and no margin, and some amounts are beyond what exact money holds.',
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
  accounts: {
    liquidated_traders_usd: 'Liquidated traders',
    surviving_same_side_usd: 'Others on their side',
    opposite_side_usd: 'The opposite side',
    deleveraged_winners_usd: 'Winners closed by the venue (ADL)',
    absorbers_usd: 'Those who took the forced orders',
    accompanying_flow_usd: 'Those who sold along',
    insurance_fund_usd: 'Insurance fund',
    exchange_fees_usd: 'Exchange fees',
    platform_loss_usd: 'Loss of the platform',
  },
  reached: 'reached',
  missed: 'not reached',
  calibrated: ({ asset, side, up, isEstimate, from, to, reported, factor, share, mechanical }) =>
    `The share of positions at risk is not guessed. It is solved so that the ${up ? 'rise' : 'fall'} from ${from} to the ${to} ${up ? 'high' : 'low'} liquidates the ${isEstimate ? 'estimated' : 'reported'} ${reported} of ${asset} ${side}, times ${factor}: that takes ${share} of open interest. As the inputs stand, ${mechanical} of the move is then the cascade’s own doing.`,
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
    `Result ${digest}, engine ${engine}: the same inputs give the same digest on every machine it was tried on (Node, Chromium and native).`,
};
