// The pens of one locale: how each kind of value is written. What is exact is a decimal string; an
// estimate is a number, and says so.
import { estimate, percent, plain, short, usd } from '../format.js';

/** A pen for exact values, and one for estimates, with options of their own. */
export const penOf = (locale, as, own) => (value, options) =>
  as(value, { locale, ...own, ...options });
export const roughPenOf = (locale, as, own) => (value) => estimate(value, as, { locale, ...own });

/** How each kind of value is written in a locale. */
export function pens(locale) {
  const exact = (as, own) => penOf(locale, as, own);
  const rough = (as, own) => roughPenOf(locale, as, own);
  return {
    money: exact(short),
    exactPrice: exact(usd),
    cents: exact(usd, { places: 2 }),
    exactShare: exact(percent, { places: undefined }),
    ratio: exact(plain, { places: 2 }),
    count: exact(plain),
    dollars: rough(short),
    share: rough(percent),
    estimatedPrice: rough(usd, { digits: 4 }),
    number: rough(plain),
  };
}
