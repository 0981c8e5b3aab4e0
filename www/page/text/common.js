// English: what more than one part of the page says. One file for each part lies beside this one;
// to translate the page, translate this folder and the text that stands still in the HTML. Functions
// get values that are written out already; `≈` is part of them.

/** Numbers are written as the reader's own English does; the text is English. */
export const LOCALE = globalThis.navigator?.languages?.find((tag) => /^en(-|$)/.test(tag)) ?? 'en';

export const TEXT = {
  table: 'Table',
  plotName: (title) => `${title}. Arrow keys read the values one by one.`,
  chart: {},
  none: 'none',
  side: { long: 'long', short: 'short', longs: 'longs', shorts: 'shorts' },
  input: {
    number: () => 'Expected a number, such as 7.2, 1,400 or 70B.',
    range: ({ least, most }) => `Expected ${least} to ${most}.`,
    many: ({ most }) => `Expected at most ${most} prices, with commas between.`,
    choice: ({ known }) => `Expected ${known.join(' or ')}.`,
    refused: (reason) => `The engine refuses this: ${reason}. The results shown are those of the last scenario that worked.`,
  },
  engine: {
    failed: (message) => `The engine could not be started, so nothing can be computed here: ${message}`,
    unloaded: (message) => `This part could not be loaded: ${message}. Reload the page to try again.`,
    version: (version) => `engine ${version}`,
  },
};
