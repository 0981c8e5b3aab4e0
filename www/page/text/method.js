// English: the tables of the method page that the build makes from the engine.
export const METHOD = {
  defaults: { caption: 'Defaults of a scenario', head: ['Input', 'Default'], names: {
    'market.asset': 'Asset', direction: 'Direction', coordinate: 'Scale', 'book.maintenance': 'Maintenance rate', 'book.spread': 'Spread of entry prices', 'book.steps': 'Entries that the spread is cut into',
    'impact.survival': 'Book that stays', flow: 'Dollars traded for each forced one', days: 'Days, for the chance of touching a level', recovery: 'Taken back afterwards',
    'engine.kind': 'Orders', 'engine.arrival': 'Push comes', 'engine.fee_rate': 'Liquidation fee', 'engine.fee_to': 'Fee goes to', 'engine.residual': 'Margin left over goes to', 'engine.fund_usd': 'Insurance fund before', 'engine.adl': 'Auto-deleveraging',
  } },
  events: { caption: 'Inputs of the events; each figure’s source opens on the page', head: ['Event', 'Price before', 'Extreme', 'Reported', 'Open interest', 'Depth for 1%', 'Leverage'] },
  venues: { caption: 'Rules by venue', head: ['Venue', 'Contract', 'Maintenance at', 'Fee kept', 'Rounding', 'Tiers', 'Standing', 'Source'], ownTable: 'as you state them', open: 'page' },
};
