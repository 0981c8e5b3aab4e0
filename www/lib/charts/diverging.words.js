// English: the chart `diverging`; a host hands in its own under `words`.
export const WORDS = { asset: 'Asset', both: 'not split by side' };
