// Figures of the engine as the panel writes them. Formats only: nothing is computed.
import { estimate, percent, plain, short, usd, utc } from '../../lib/format.js';
import { LOCALE } from '../text/common.js';

const locale = LOCALE;

export const amount = (value) => short(value, { locale });
/** A price in cents, a small one with all its digits. */
export const price = (value) => usd(value, /^-?0?\.|^-?0$/.test(value) ? { locale } : { locale, places: 2 });
export const cents = (value) => usd(value, { locale, places: 2 });
export const share = (value, places = 2) => percent(value, { locale, places });
/** Without its sign, where words say which way. */
export const size = (value, places = 2) => share(value.replace('-', ''), places);
export const fell = (value) => value.startsWith('-');
export const about = (value) => estimate(value, percent, { locale });
export const number = (value) => plain(value, { locale });
export const rounded = (value) => plain(value, { locale, places: 4 });
export const day = (ms) => utc(ms, { locale, fields: { day: 'numeric', month: 'long', year: 'numeric' } });
export const isZero = (value) => /^-?0*(\.0*)?$/.test(value);

const LONG = /-?\d+(?:\.\d+)?/g;
const DATE = /\b(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\b/g;

/** A figure of an audit: days are numbers like 20251104 in formulas. */
export function figure(value, name = '') {
  if (value === null) return '';
  if (/_since/.test(name) && new RegExp(`^${DATE.source}$`).test(value)) return dayOf(value);
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  return /^(19|20)\d\d$/.test(value) ? value : trimmed(value);
}

/** A sentence of an audit with its numbers grouped, its days as days and its figures by name. */
export function sentence(text, names) {
  const isDay = /_since/.test(text);
  const dated = isDay ? text.replace(DATE, dayOf) : text;
  const named = dated.replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, (name) => names[name] ?? name.replaceAll('_', ' '));
  return named.replace(LONG, (digits, at, all) => (/[\w.]/.test(all[at - 1] ?? '') || !/\d{5}/.test(digits) ? digits : trimmed(digits)));
}

const dayOf = (digits) => day(Date.parse(digits.replace(/(....)(..)(..)/, '$1-$2-$3')));

/** Six digits of what does not end; large numbers whole. */
function trimmed(value) {
  const [whole, part = ''] = value.replace('-', '').split('.');
  if (part.length <= 6) return plain(value, { locale });
  return whole.length > 6 ? plain(value, { locale, places: 0 }) : plain(value, { locale, digits: 6 });
}
