// English: the chart `sankey`; a host hands in its own under `words`.
export const WORDS = { channel: 'Where to', share: 'Share', amount: 'USD' };
