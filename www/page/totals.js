// The headline: what was reported, drawn as wide as there is room. The figures above the chart
// stand in the page already and are the same with and without the engine.
import { diverging } from '../lib/charts/index.js';
import { short } from '../lib/format.js';
import { byId } from './dom.js';
import { Figure } from './figure.js';
import { LOCALE, TEXT } from './text.js';

const WORDS = TEXT.totals;

/** Draws the reported totals of a preset by asset. */
export function totals({ figures }) {
  const value = (key) => figures.find((figure) => figure.key === key)?.value;
  const [long, shorts, both, rest] = ['btc_long_usd', 'btc_short_usd', 'btc_usd', 'other_usd'].map(value);
  const rows = [{ label: WORDS.asset, long, short: shorts, total: both }];
  if (rest) rows.push({ label: WORDS.rest, total: rest });
  const element = byId('totals-chart');
  const caption = element.querySelector('figcaption').textContent;
  const brief = (amount) => short(amount, { locale: LOCALE });
  new Figure(element, diverging, { along: 'y', caption })
    .draw(rows, { title: WORDS.title, sentence: WORDS.sentence({ asset: WORDS.asset, long: brief(long), short: brief(shorts) }) });
}
