// English: the chart `position`; a host hands in its own under `words`.
export const WORDS = {
  price: 'Price',
  now: 'Price now',
  entry: 'Entry',
  liquidation: 'Liquidation',
  second: 'Liquidation, other side',
  bankruptcy: 'Bankruptcy',
  level: 'Key level',
  ends: 'Scenario ends',
  what: 'Level',
};
