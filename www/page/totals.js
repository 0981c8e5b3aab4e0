// The headline: what was reported of an event and what follows from it, from the engine. That of the
// first event stands in the page already, so that it can be read before the engine is there, and without it.
import { diverging } from '../lib/charts/index.js';
import { percent, plain, short, times, usd } from '../lib/format.js';
import { why } from './cells.js';
import { byId, fill, html, say } from './dom.js';
import { Figure } from './figure.js';
import { explains } from './offers.js';
import { LOCALE } from './text/common.js';
import { TOTALS as WORDS } from './text/totals.js';

const locale = LOCALE;
const SHOWN = 4;
/** What tells most, first; then whatever else was reported in dollars or shares. */
const ORDER = ['total_liquidated_usd', 'btc_ratio', 'btc_long_share', 'btc_share', 'long_usd', 'short_usd', 'largest_usd', 'drawdown'];
const SIGNS = { '/': '÷', '*': '×', '-': '−', '+': '+' };

/** A figure of a preset in the dress of its unit. */
export function worn({ key, value, unit }) {
  if (unit === 'USD' || (!unit && /_usd$/.test(key))) return short(value, { locale });
  if (/^USD/.test(unit ?? '')) return usd(value, { locale });
  if (unit === 'fraction' || (!unit && /_share$/.test(key))) return percent(value, { locale, ...(unit && { places: undefined }) });
  if (unit === 'multiple') return times(value, { locale, places: undefined });
  return unit ? `${value}` : plain(value, { locale, places: 2 });
}

/** A formula of keys with the values in their places. */
export function numbersOf(formula, find) {
  return formula.replace(/[a-z][a-z_0-9]*|[-+*/]/g, (part) => SIGNS[part] ?? (find(part) ? worn(find(part)) : part));
}

/** The headline of one event at a time. */
export class Totals {
  #preset;
  #figure = null;
  #caption = byId('totals-chart').querySelector('figcaption').textContent;

  constructor() {
    explains('totals', async (key) => (await import('./why/totals.js')).explain(key, this.#preset));
  }

  /** Shows the reported totals of a preset and draws them by asset. */
  show(preset) {
    this.#preset = preset;
    const { figures, derived, title, summary, id } = preset;
    say(byId('totals-event'), title);
    say(byId('totals-lead'), WORDS.lead(summary));
    fill(byId('totals-figures'), html`${cells([...figures, ...derived], derived).map(({ figure, name, from }) => html`<div><dt>${name}</dt><dd data-key="${figure.key}"><button ${why('totals', figure.key)}>${worn(figure)}</button></dd><dd class="from">${from}</dd></div>`)}`);
    this.#draw([...figures, ...derived], id, title);
  }

  #draw(all, id, event) {
    const value = (key) => all.find((figure) => figure.key === key)?.value;
    const [long, shorts, both, rest] = ['btc_long_usd', 'btc_short_usd', 'btc_usd', 'other_usd'].map(value);
    byId('totals-chart').hidden = long === undefined || shorts === undefined;
    if (byId('totals-chart').hidden) return;
    const rows = [{ label: WORDS.asset, long, short: shorts, total: both }, ...(rest === undefined ? [] : [{ label: WORDS.rest, total: rest }])];
    const brief = (amount) => short(amount, { locale });
    const share = Number(value('btc_long_share'));
    const words = { asset: WORDS.asset, long: brief(long), short: brief(shorts) };
    this.#figure ??= new Figure(byId('totals-chart'), diverging, { along: 'y', caption: this.#caption });
    this.#figure.draw(rows, { title: id === '2025-11-04' ? WORDS.title : WORDS.titleOf(event), sentence: WORDS.sentences[share > 0.9 ? 'longs' : share >= 0.5 ? 'more' : 'less'](words), caption: id === '2025-11-04' ? this.#caption : '' });
  }
}

/** The figures of the headline, with their names and where they come from. */
function cells(all, derived) {
  const find = (key) => all.find((figure) => figure.key === key);
  const known = ORDER.map(find).filter(Boolean);
  const others = all.filter((figure) => figure.status === 'sourced' && /^(USD|fraction)$/.test(figure.unit) && !known.includes(figure));
  return [...known, ...others].slice(0, SHOWN).map((figure) => {
    const { formula } = derived.find(({ key }) => key === figure.key) ?? {};
    return { figure, name: WORDS.derived[figure.key] ?? figure.label ?? figure.key, from: formula ? numbersOf(expanded(formula, derived), find) : WORDS.reported(figure.source) };
  });
}

/** A formula in reported figures alone: what is derived itself is written out. */
export const expanded = (formula, derived) => formula.replace(/[a-z][a-z_0-9]*/g, (key) => {
  const inner = derived.find((figure) => figure.key === key)?.formula;
  return inner ? (formula === key ? inner : `(${expanded(inner, derived)})`) : key;
});
