// How the fields of the page show a number: as the reader's language writes it.
import { percent, plain, short, times, usd } from '../../lib/format.js';
import { LOCALE } from '../shell/common.words.js';

const locale = LOCALE;

/** A decimal as its field shows it, by what it is a number of. */
export const WRITTEN = {
  plain: (value) => plain(value, { locale }),
  percent: (value) => percent(value, { locale, shift: 0, places: undefined }),
  times: (value) => times(value, { locale, places: undefined }),
  price: (value) => usd(value, { locale }),
  usd: (value) => short(value, { locale, digits: 15, trim: true }),
};
