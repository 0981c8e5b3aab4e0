// English: every chart; a host hands in its own under `words`.
export const WORDS = { longs: 'Longs', shorts: 'Shorts', total: 'Total', none: 'Nothing to draw' };
