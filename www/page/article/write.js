// Figures of the engine as the panel writes them. Formats only: nothing is computed.
import { estimate, percent, plain, short, usd, utc } from '../../lib/format.js';
import { LOCALE } from '../shell/locale.js';

const locale = LOCALE;
/** Of a percentage in an audit: a funding rate is a hundredth of one. */
const PLACES = 4;

export const amount = (value) => short(value, { locale });
/** A price in cents, a whole one without them, a small one with all its digits. */
export const price = (value) =>
  usd(value, {
    locale,
    ...(/^-?0?\.|^-?0\.?/.test(value) ? {} : { places: /^-?\d+(\.0+)?$/.test(value) ? 0 : 2 }),
  });
export const cents = (value) => usd(value, { locale, places: 2 });
export const share = (value, places = 2) => percent(value, { locale, places });
/** With the digits that it has. */
export const exactly = (value) => percent(value, { locale, places: undefined });
/** Without its sign, where words say which way. */
export const size = (value, places = 2) => share(value.replace('-', ''), places);
export const fell = (value) => value.startsWith('-');
export const about = (value) => estimate(value, percent, { locale });
export const number = (value) => plain(value, { locale });
export const rounded = (value) => plain(value, { locale, places: 4 });
export const day = (ms) =>
  utc(ms, { locale, fields: { day: 'numeric', month: 'long', year: 'numeric' } });
export const isZero = (value) => /^-?0*(\.0*)?$/.test(value);

const DATE = /\b\d{4}-\d\d-\d\d\b/g;

/** A figure of an audit, written in its unit. */
export function figure(value, unit) {
  if (unit === 'usd') return amount(value);
  // Of the four places the closing zeros go, and the point where all do.
  if (unit === 'fraction')
    return percent(value, { locale, places: PLACES }).replace(/\D0{4}(?=\D*$)|0{1,3}(?=\D*$)/, '');
  if (unit === 'day') return dayOf(value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
  return /^-?\d+\.\d{9,}$/.test(value) ? plain(value, { locale, digits: 6 }) : value;
}

/** A figure of an audit by its name, with every digit that it has. */
export const named = (name, value) => (/_usd$/.test(name) ? number(value) : figure(value));

/** With its first letter large, as a sentence begins. */
export const capital = (text) => text.replace(/^./, (first) => first.toUpperCase());

/** A formula of the engine as it is printed: with the signs of minus and times. */
export const printed = (text) =>
  text.replace(/(?<![\w)])-(?=\d)|(?<= )-(?= )/g, '−').replace(/(?<= )x(?= )/g, '×');

/** A sentence of an audit with its figures by name, and its days as the reader writes them. */
export const sentence = (text, names) =>
  printed(
    text.replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, (name) => names[name] ?? name.replaceAll('_', ' ')),
  ).replace(DATE, dayOf);

const dayOf = (text) => (Number.isNaN(Date.parse(text)) ? text : day(Date.parse(text)));
