// English: what more than one part of the page says. One file for each part lies beside this one;
// to translate the page, translate this folder and the text that stands still in the HTML.
// Functions get values that are written out already; `≈` is part of them.
import { COMMON } from '../../lib/views/common.words.js';

export const TEXT = {
  table: 'Table',
  /** Opens what is behind a picture or a sentence; a number opens it by itself. */
  why: 'Formula and inputs',
  none: 'none',
  /** What an asset is called in a sentence; others by their symbol. */
  assets: { ...COMMON.assets, XRP: 'XRP' },
  save: {
    title: 'Download',
    csv: 'Data (CSV)',
    json: 'Data (JSON)',
    svg: 'Picture (SVG)',
    png: 'Picture (PNG)',
    done: ({ file }) => `${file} is made here, on your machine.`,
    failed: ({ message }) => `It could not be made: ${message}`,
  },
  undone: 'Undone.',
  redone: 'Done again.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to do again.',
  copied: 'Link copied.',
  copyFailed: 'Copy the address from the address bar.',
  chosen: ({ title }) => `${title}: totals, cascade and position now start from this event.`,
  side: { long: 'long', short: 'short', longs: COMMON.longs, shorts: COMMON.shorts },
  input: {
    refused: (reason) =>
      `The engine refuses this: ${reason}. The results shown are those of the last ` +
      'scenario that worked.',
  },
  engine: {
    away: 'the connection failed',
    unloaded: (message) =>
      `This part could not be loaded: ${message}. Check the connection, then try again; if ` +
      'it stays so, reload the page.',
    version: (version) => `engine ${version}`,
  },
};
