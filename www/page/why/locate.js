// What is behind the numbers of one position: the venue's formula with its numbers, the tier and its
// table, and what the reader set.
import { priceText } from '../../lib/charts/position.js';
import { percent, plain, times, usd } from '../../lib/format.js';
import { LOCALE } from '../text/common.js';
import { LOCATE } from '../text/locate.js';
import { WHY as WORDS } from '../text/why.js';

const locale = LOCALE;
const NAMES = WORDS.locateInputs;

/** The explanation of a figure of `found`, the engine's answer to the complete state `all`. */
export function explain(key, { all, found }) {
  const { formula } = found;
  const money = (value) => (found.settled_in === 'quote' ? usd(value, { locale }) : LOCATE.coins(plain(value, { locale })));
  const price = (value) => value && priceText(value, { locale });
  const value = { liquidation: price(found.liquidation_price), distance: found.distance_pct && percent(found.distance_pct, { locale, shift: 0 }), bankruptcy: price(found.bankruptcy_price), leverage: found.effective_leverage && times(found.effective_leverage, { locale }) }[key] ?? '–';
  const mine = (name, text) => (text ? [{ name: NAMES[name], value: text, source: WORDS.mine }] : []);
  const set = [...mine('venue', LOCATE.venues[all.venue] ?? all.venue), ...mine('side', found.side), ...mine('entry_price', price(all.entry_price)), ...mine('quantity', `${plain(all.quantity, { locale })} ${LOCATE.options.quantity_unit[all.quantity_unit] ?? ''}`.trim()), ...mine('mark_price', all.mark_price && price(all.mark_price))];
  const computed = (name, text) => ({ name: NAMES[name], value: text, source: WORDS.engine });
  const tier = found.tier ? [{ name: NAMES.maintenance, value: percent(found.tier.rate, { locale, places: undefined }), source: LOCATE.table(found.table ?? {}) }] : [];
  const shared = { title: LOCATE.figures[key], value, isExact: true };
  if (key === 'liquidation') return { ...shared, words: formula.words, numbers: formula.numbers, method: 'liquidation-price', inputs: [...set, computed('margin', money(found.margin)), ...tier], notes: [`${LOCATE.source}: ${formula.source}. ${LOCATE.checked}: ${formula.status}.`, ...found.notes.map((note) => `${note}.`)] };
  const { words, method } = WORDS.locate[key];
  const numbers = key === 'distance' && found.distance_usd ? `${usd(found.distance_usd, { locale })} ÷ ${price(all.mark_price || all.entry_price)} = ${value}` : key === 'leverage' && found.effective_leverage ? `${money(found.notional)} ÷ ${money(found.equity)} = ${value}` : null;
  return { ...shared, words, numbers, method, inputs: [...set, computed('margin', money(found.margin)), ...(key === 'leverage' ? [computed('notional', money(found.notional)), computed('equity', money(found.equity))] : [])] };
}
