// What is behind a located position of a table: the same rule as for one alone, what its line says,
// and the push of the scenario that gets there.
import { priceText } from '../../lib/charts/position.js';
import { estimate, percent, plain, usd } from '../../lib/format.js';
import { LOCALE, TEXT } from '../text/common.js';
import { LOCATE } from '../text/locate.js';
import { PORTFOLIO } from '../text/portfolio.js';
import { WHY } from '../text/why.js';

const locale = LOCALE;
const WORDS = WHY.portfolio;
/** Inputs of a line, as far as they are numbers or names that a reader sets. */
const SHOWN = ['venue', 'symbol', 'margin_mode', 'entry_price', 'quantity', 'leverage', 'margin'];

/** The explanation of position `key` of `{rows, found, pushes}`, or of their ladder. */
export function explain(key, located) {
  if (!located) return null;
  const { rows, found, pushes } = located;
  const limit = ({ liquidation_price: price }) => (price === null ? TEXT.none : priceText(price, { locale }));
  if (key === 'ladder') return { title: PORTFOLIO.ladderTitle, value: '', words: WORDS.ladder, method: 'ladder', inputs: found.map((one, i) => ({ name: WORDS.line(rows[i].line), value: limit(one), source: `${TEXT.side[one.side]}, ${usd(String(one.notional_usd), { locale })}` })) };
  const [one, row] = [found[key], rows[key]];
  if (!one) return null;
  const inputs = SHOWN.filter((name) => row.bag[name] !== undefined).map((name) => ({ name: LOCATE.fields[name]?.[0] ?? name, value: /^-?[\d.]+$/.test(row.bag[name]) ? plain(row.bag[name], { locale }) : LOCATE.venues[row.bag[name]] ?? row.bag[name], source: WORDS.set }));
  const push = pushes.has(Number(key)) ? [{ name: PORTFOLIO.head[4], value: estimate(pushes.get(Number(key)), percent, { locale }), source: WHY.engine }] : [];
  return { title: `${WORDS.line(row.line)}: ${LOCATE.figures.liquidation}`, value: limit(one), words: WORDS.words, method: 'liquidation-price', isExact: true, notes: [WORDS.push], inputs: [{ name: LOCATE.fields.side[0], value: TEXT.side[one.side], source: WORDS.set }, ...inputs, { name: PORTFOLIO.head[3], value: usd(String(one.notional_usd), { locale, places: 2 }), source: WHY.engine }, ...push] };
}
