// What is behind a located position of a table: the same rule as for one alone, what its line says,
// and the push of the scenario that gets there.
import { priceText } from '../../lib/charts/position.js';
import { estimate, percent, plain, usd } from '../../lib/format.js';
import { nameOf } from './asset.js';
import { isMet } from './met.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';
import { LOCATE } from './locate.words.js';
import { PORTFOLIO } from './portfolio.words.js';
import { WHY } from '../ui/why.words.js';

const locale = LOCALE;
const WORDS = WHY.portfolio;
/** Inputs of a line, as far as they are numbers or names that a reader sets. */
const SHOWN = ['venue', 'symbol', 'margin_mode', 'entry_price', 'quantity', 'leverage', 'margin'];
const limitOf = ({ liquidation_price: price }) =>
  price === null ? TEXT.none : priceText(price, { locale });

/** The explanation of position `key` of the lines of a list, or of their ladder. */
export function explain(key, rows) {
  if (!rows) return null;
  return key === 'ladder' ? ladderOf(rows.filter(isMet)) : positionOf(rows[key]);
}

function ladderOf(rows) {
  const source = ({ side, notional_usd: notional }) =>
    `${TEXT.side[side]}, ${usd(String(notional), { locale })}`;
  const inputs = rows.map(({ line, found }) => ({
    name: WORDS.line(line),
    value: limitOf(found),
    source: source(found),
  }));
  return { title: PORTFOLIO.ladderTitle, value: '', words: WORDS.ladder, method: 'ladder', inputs };
}

function positionOf(row) {
  if (!row?.found) return null;
  const { line, bag, found, push } = row;
  const set = (name, value) => ({ name, value, source: WORDS.set });
  const named = SHOWN.filter((name) => bag[name] !== undefined).map((name) =>
    set(LOCATE.fields[name]?.[0] ?? name, written(bag[name])),
  );
  const asset = set(PORTFOLIO.head.asset, nameOf(row.asset));
  const tiers = bag.maintenance_tiers
    ? [set(LOCATE.fields.maintenance_tiers[0], PORTFOLIO.ownTiers)]
    : [];
  const computed = (name, value) => ({ name, value, source: WHY.engine });
  const value = computed(
    PORTFOLIO.head.value,
    usd(String(found.notional_usd), { locale, places: 2 }),
  );
  const reach = push ? [computed(PORTFOLIO.head.push, estimate(push, percent, { locale }))] : [];
  const side = set(LOCATE.fields.side[0], TEXT.side[found.side]);
  return {
    title: `${WORDS.line(line)}: ${LOCATE.figures.liquidation}`,
    value: limitOf(found),
    words: WORDS.words,
    method: 'liquidation-price',
    isExact: true,
    notes: reach.length ? [WORDS.push] : [],
    inputs: [asset, side, ...named, ...tiers, value, ...reach],
  };
}

const written = (text) =>
  /^-?[\d.]+$/.test(text) ? plain(text, { locale }) : (LOCATE.venues[text] ?? text);
