// The headline: what was reported and what follows from it, from the engine. The same stands in the
// page already, so that it can be read before the engine is there, and without it.
import { diverging } from '../lib/charts/index.js';
import { percent, plain, short } from '../lib/format.js';
import { byId, say } from './dom.js';
import { Figure } from './figure.js';
import { LOCALE } from './text/common.js';
import { TOTALS as WORDS } from './text/totals.js';

const WRITTEN = { total_liquidated_usd: short, btc_ratio: (value, options) => plain(value, { places: 2, ...options }), btc_long_share: percent, btc_share: percent };

/** Shows the reported totals of a preset and draws them by asset. */
export function totals({ figures, derived }) {
  const value = (key) => [...figures, ...derived].find((figure) => figure.key === key)?.value;
  for (const place of document.querySelectorAll('#totals-figures [data-key]')) say(place, WRITTEN[place.dataset.key](value(place.dataset.key), { locale: LOCALE }));
  const [long, shorts, both, rest] = ['btc_long_usd', 'btc_short_usd', 'btc_usd', 'other_usd'].map(value);
  const rows = [{ label: WORDS.asset, long, short: shorts, total: both }, { label: WORDS.rest, total: rest }];
  const element = byId('totals-chart');
  const caption = element.querySelector('figcaption').textContent;
  const brief = (amount) => short(amount, { locale: LOCALE });
  new Figure(element, diverging, { along: 'y', caption })
    .draw(rows, { title: WORDS.title, sentence: WORDS.sentence({ asset: WORDS.asset, long: brief(long), short: brief(shorts) }) });
}
