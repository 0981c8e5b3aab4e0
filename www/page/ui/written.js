// How the fields of the page show a number: as the reader's language writes it.
import { write } from './pens.js';

/** A decimal as its field shows it, by what it is a number of. */
export const WRITTEN = {
  plain: write.count,
  percent: write.percentage,
  times: write.exactTimes,
  price: write.exactPrice,
  usd: (value) => write.money(value, { digits: 15, trim: true }),
};
