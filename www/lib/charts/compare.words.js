// English: the chart `compare`; a host hands in its own under `words`.
export const WORDS = {
  event: 'Event',
  early: 'First total',
  latest: 'Latest total',
  size: 'Size',
  long_share: 'Longs',
  move: 'Price',
  interest: 'Open interest',
  class: 'Class',
  unknown: 'not known',
  coins: 'coins',
  coins_converted_from_usd: 'coins',
  usd_of_all_coins: 'USD, all coins',
  doubt: '*',
};
