// English: what is said about a link that could not be used whole.
export const NOTES = {
  title: 'Part of this link was not used.',
  close: 'Close',
  key: ({ key }) => `“${key}” is not an input of this page; it was ignored.`,
  pairs: ({ key }) => `${key}: expected pairs of plain numbers; it was left out.`,
  number: ({ key, text }) =>
    `${key}: expected a plain decimal number, found “${text}”; the default is used.`,
  range: ({ key, text, least, most }) =>
    `${key}: expected ${least} to ${most}, found ${text}; the default is used.`,
  choice: ({ key, text, known }) =>
    `${key}: expected ${known.join(' or ')}, found “${text}”; the default is used.`,
  many: ({ key, most }) => `${key}: expected at most ${most} levels; the default is used.`,
  unknown: ({ text }) => `There is no preset “${text}”; the default is used.`,
  version: ({ text, known }) =>
    `This link was made by another version of the page (${text}; this one reads ${known}). ` +
    'It was not used.',
  shape: ({ key, text }) => `${key}: “${text}” cannot be a value of it; the default is used.`,
  long: ({ most }) => `The link is longer than ${most} characters. It was not used.`,
};
