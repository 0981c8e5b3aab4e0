// English: the chart `map`; a host hands in its own under `words`.
export const WORDS = { price: 'Price', now: 'Price now', end: 'Final price' };
