// The headline: what was reported of an event and what follows from it, from the engine. That of
// the first event stands in the page already, so that it can be read before the engine is there,
// and without it.
import { why } from '../ui/cells.js';
import { byId, fill, html, say } from '../ui/dom.js';
import { Figure } from '../ui/figure.js';
import { write } from '../ui/pens.js';
import { tell } from '../ui/views.js';
import { explains } from '../shell/offers.js';
import { expanded, keysOf, nameOf, numbersOf } from './figures.js';
import { TOTALS as WORDS } from './totals.words.js';

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

/** An event by its day and name. */
export const eventOf = ({ id, title }) =>
  WORDS.event({ title, day: write.time(Date.parse(id), { dateStyle: 'medium' }) });

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

  /**
   * The picture that stands there is the first event's; what draws another one comes a little
   * later.
   */
  async #draw() {
    const view = await import('../../lib/views/totals.js');
    const told = tell('totals', view, { preset: this.#preset });
    byId('totals-chart').hidden = !told.data.length;
    if (!told.data.length) return;
    const { chart, along } = view;
    this.#figure ??= new Figure(byId('totals-chart'), chart, { along, why: ['totals', 'chart'] });
    this.#figure.show(told);
  }
}

/** The figures of the headline as markup; `still` ones open nothing. */
export function cellsOf({ figures, derived }, still = false) {
  const value = (figure) =>
    still
      ? write.figure(figure)
      : html`<button ${why('totals', figure.key)}>${write.figure(figure)}</button>`;
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
  const isSure = keysOf(formula).every((key) => find(key)?.status !== 'unverified');
  return isSure ? numbersOf(formula, find) : WORDS.unverified(numbersOf(formula, find));
}

/** Where a figure was printed; a total, also what it was before and afterwards. */
function reported({ key, source, status }, find) {
  const other = (name) => key === 'total_liquidated_usd' && find(name) && write.figure(find(name));
  const words = WORDS.reported({
    source,
    first: other('early_total_usd'),
    later: other('revised_total_usd'),
  });
  return status === 'unverified' ? WORDS.unverified(words) : words;
}
