// How this page writes each kind of value: as the reader's language does.
import { percent, plain, shortCount, times, usd, utc } from '../../lib/format.js';
import { penOf, pens, roughPenOf } from '../../lib/views/pens.js';
import { LOCALE } from '../shell/locale.js';

const exact = (as, own) => penOf(LOCALE, as, own);

/** The pens of the package's views, and those that only the page needs. */
export const write = {
  ...pens(LOCALE),
  /** A fraction with two places. */
  percent: exact(percent),
  /** A percentage, as a person says it and as the address has it. */
  percentage: exact(percent, { shift: 0, places: undefined }),
  times: exact(times),
  exactTimes: exact(times, { places: undefined }),
  factor: roughPenOf(LOCALE, times),
  shortCount: exact(shortCount),
  time: (ms, fields) => utc(ms, { locale: LOCALE, fields }),
  figure: figureOf,
};

/** A figure of an event, by its unit. */
function figureOf({ key, value, unit }) {
  if (unit === 'USD' || (!unit && /_usd$/.test(key))) return write.money(value);
  if (/^USD/.test(unit ?? '')) return usd(value, { locale: LOCALE });
  if (unit === 'fraction') return write.exactShare(value);
  if (!unit && /_share$/.test(key)) return write.percent(value);
  if (unit === 'multiple') return write.exactTimes(value);
  return unit ? `${value}` : plain(value, { locale: LOCALE, places: 2 });
}
