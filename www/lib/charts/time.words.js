// English: the chart `time`; a host hands in its own under `words`.
export const WORDS = { from: 'From' };
