// English: what is said of a text that a field cannot take.
export const FIELDS = {
  number: ({ small, large, short }) => `Expected a number, such as ${small}, ${large} or ${short}.`,
  mark: ({ typed, here }) =>
    `“${typed}” is no number as your language writes them. If a decimal point is meant: ${here}.`,
  range: ({ least, most }) => `Expected ${least} to ${most}.`,
  many: ({ most }) => `Expected at most ${most} prices, with semicolons between.`,
};
