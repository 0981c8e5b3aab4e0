// How the fields of the page read a number: as the reader's language writes it. The address and the
// engine get plain decimals. Loaded when the first field is typed into.
import { write } from './pens.js';
import { reader } from './read.js';
import { LOCALE } from '../shell/locale.js';
import { FIELDS } from './fields.words.js';
import { WRITTEN } from './written.js';

export const { read, begun, list } = reader(LOCALE);

/** Reads as English and its neighbours write: with a decimal point. */
const other = reader('en');

/**
 * What is said of a text that is no number; where another language would read it as one, how it is
 * written here.
 */
export function expected(text = '') {
  const meant = read(text) === null && /\d\.\d/.test(text) ? other.read(text) : null;
  return meant === null
    ? example()
    : FIELDS.mark({ typed: text.trim(), here: WRITTEN.plain(meant) });
}

const example = () =>
  FIELDS.number({
    small: WRITTEN.plain('7.2'),
    large: WRITTEN.plain('12500'),
    short: write.shortCount('70000000000', { digits: 2 }),
  });

/** What is said of a text with the problem that `check` has found. */
export const problemOf = ({ problem, least, most }, text) =>
  problem === 'range'
    ? FIELDS.range({ least: WRITTEN.plain(least), most: WRITTEN.plain(most) })
    : problem === 'many'
      ? FIELDS.many({ most })
      : expected(text);

/**
 * Tells `set` what was typed, as a decimal ('' where nothing is), and `complain` what is wrong with
 * it; a number that is not whole yet only once the hand has left.
 */
export function heard(text, set, complain, hasLeft = false) {
  const found = text.trim() && read(text);
  if (found === null) return complain(!hasLeft && begun(text) ? '' : expected(text));
  complain('');
  return set(found);
}
