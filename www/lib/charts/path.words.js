// English: the chart `path`; a host hands in its own under `words`.
export const WORDS = { price: 'Price', round: 'Round', closed: 'closed in each round' };
