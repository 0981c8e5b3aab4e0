// The headline: what was reported of an event and what follows from it, from the engine. That of the
// first event stands in the page already, so that it can be read before the engine is there, and without it.
import { percent, plain, short, times, usd, utc } from '../../lib/format.js';
import { why } from '../ui/cells.js';
import { byId, fill, html, say } from '../ui/dom.js';
import { Figure } from '../ui/figure.js';
import { explains } from '../shell/offers.js';
import { LOCALE } from '../shell/common.words.js';
import { TOTALS as WORDS } from './totals.words.js';

const locale = LOCALE;
const FIRST = '2025-11-04';
const SHOWN = 4;
/** What tells most, first; then whatever else was reported in dollars or shares. */
const ORDER = [
  'total_liquidated_usd',
  'btc_ratio',
  'btc_long_share',
  'btc_share',
  'side_ratio',
  'side_share',
  'btc_liquidated_usd',
  'long_usd',
  'short_usd',
  'largest_usd',
  'eth_liquidated_usd',
  'revised_total_usd',
  'drawdown',
];
const SIGNS = { '/': '÷', '*': '×', '-': '−', '+': '+' };

/** A figure of a preset in the dress of its unit. */
export function worn({ key, value, unit }) {
  if (unit === 'USD' || (!unit && /_usd$/.test(key))) return short(value, { locale });
  if (/^USD/.test(unit ?? '')) return usd(value, { locale });
  if (unit === 'fraction' || (!unit && /_share$/.test(key)))
    return percent(value, { locale, ...(unit && { places: undefined }) });
  if (unit === 'multiple') return times(value, { locale, places: undefined });
  return unit ? `${value}` : plain(value, { locale, places: 2 });
}

/** A formula of keys with the values in their places. */
export function numbersOf(formula, find) {
  return formula.replace(
    /[a-z][a-z_0-9]*|[-+*/]/g,
    (part) => SIGNS[part] ?? (find(part) ? worn(find(part)) : part),
  );
}

/** An event by its day and name. */
export const eventOf = ({ id, title }) =>
  WORDS.event({ title, day: utc(Date.parse(id), { locale, fields: { dateStyle: 'medium' } }) });

/** The headline of one event at a time. */
export class Totals {
  #preset;
  #figure = null;

  constructor() {
    explains('totals', async (key) => (await import('./totals.why.js')).explain(key, this.#preset));
  }

  /** Shows the reported totals of a preset and draws them by asset. */
  show(preset) {
    this.#preset = preset;
    say(byId('totals-event'), preset.title);
    say(byId('totals-h'), WORDS.heading[preset.kind]);
    say(byId('totals-lead'), WORDS.lead(preset));
    fill(byId('totals-figures'), cellsOf(preset));
    this.#draw();
  }

  /** The picture that stands there is the first event's; what draws another one comes a little later. */
  async #draw() {
    const { diverging } = await import('../../lib/charts/diverging.js');
    const drawn = totalsOf(this.#preset);
    byId('totals-chart').hidden = !drawn;
    if (!drawn) return;
    this.#figure ??= new Figure(byId('totals-chart'), diverging, {
      along: 'y',
      why: ['totals', 'chart'],
    });
    this.#figure.draw(...drawn);
  }
}

/** Longs against shorts: data of the chart, and how it is shown; null where the sides were not reported. */
export function totalsOf({ figures, derived, id, title }) {
  const value = (key) => [...figures, ...derived].find((figure) => figure.key === key)?.value;
  const sides = [
    ['btc_long_usd', 'btc_short_usd', 'btc_usd', 'btc_long_share', WORDS.asset],
    ['long_usd', 'short_usd', null, 'side_share', WORDS.all],
  ].find(([long, shorts]) => value(long) && value(shorts));
  if (!sides) return null;
  const [[long, shorts, both, part], asset] = [sides.slice(0, 4).map(value), sides[4]];
  const rest = sides[2] && value('other_usd');
  const rows = [
    { label: asset, long, short: shorts, total: both ?? '' },
    ...(rest ? [{ label: WORDS.rest, total: rest }] : []),
  ];
  const isMost = isLess(shorts, long) && Number(part) > 0.9;
  const isFirst = id === FIRST;
  const sentence = WORDS.sentences[isMost ? 'longs' : isLess(shorts, long) ? 'more' : 'less']({
    asset,
    long: short(long, { locale }),
    short: short(shorts, { locale }),
  });
  return [
    rows,
    {
      title: isFirst ? WORDS.title : WORDS.titleOf(title),
      sentence,
      caption: isFirst ? WORDS.caption : WORDS.captionOf,
    },
  ];
}

/** By whole digits: these are exact, and no matter of a double. */
const isLess = (a, b) => BigInt(a.split('.')[0]) < BigInt(b.split('.')[0]);

/** The figures of the headline as markup; `still` ones open nothing. */
export function cellsOf({ figures, derived }, still = false) {
  const value = (figure) =>
    still ? worn(figure) : html`<button ${why('totals', figure.key)}>${worn(figure)}</button>`;
  return html`${cells([...figures, ...derived], derived).map(
    ({ figure, name, from }) =>
      html`<div>
        <dt>${name}</dt>
        <dd data-key="${figure.key}">${value(figure)}</dd>
        <dd class="from">${from}</dd>
      </div>`,
  )}`;
}

/** The figures of the headline, with their names and where they come from. */
function cells(all, derived) {
  const find = (key) => all.find((figure) => figure.key === key);
  const known = ORDER.map(find).filter(Boolean);
  const others = all.filter(
    (figure) =>
      figure.status === 'sourced' &&
      /^(USD|fraction)$/.test(figure.unit) &&
      !known.includes(figure),
  );
  return [...known, ...others].slice(0, SHOWN).map((figure) => {
    const { formula } = derived.find(({ key }) => key === figure.key) ?? {};
    return {
      figure,
      name: nameOf(figure),
      from: formula ? computed(expanded(formula, derived), find) : reported(figure, find),
    };
  });
}

/** A formula with its numbers, marked where one of them has no source. */
function computed(formula, find) {
  const isSure = (formula.match(/[a-z][a-z_0-9]*/g) ?? []).every(
    (key) => find(key)?.status !== 'unverified',
  );
  return isSure ? numbersOf(formula, find) : WORDS.unverified(numbersOf(formula, find));
}

/** Where a figure was printed; a total, also what it was before and afterwards. */
function reported({ key, source, status }, find) {
  const other = (name) => key === 'total_liquidated_usd' && find(name) && worn(find(name));
  const words = WORDS.reported({
    source,
    first: other('early_total_usd'),
    later: other('revised_total_usd'),
  });
  return status === 'unverified' ? WORDS.unverified(words) : words;
}

/** What a figure is called; the larger side comes first in what follows from both. */
export const nameOf = ({ key, label, formula = '' }) =>
  WORDS.derived[formula.startsWith('short_usd') ? `${key}_of_shorts` : key] ?? label ?? key;

/** A formula in reported figures alone: what is derived itself is written out. */
export const expanded = (formula, derived) =>
  formula.replace(/[a-z][a-z_0-9]*/g, (key) => {
    const inner = derived.find((figure) => figure.key === key)?.formula;
    return inner ? (formula === key ? inner : `(${expanded(inner, derived)})`) : key;
  });
