// English: the chart `pair`; a host hands in its own under `words`.
export const WORDS = { shock: 'First push', a: 'A', b: 'B', alone: 'the push alone' };
