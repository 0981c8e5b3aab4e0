// The headline: what was reported, drawn as wide as there is room. The figures themselves stand in
// the page already and are the same with and without the engine.
import { diverging } from '../lib/charts/index.js';
import { short } from '../lib/format.js';
import { byId } from './dom.js';
import { Figure } from './figure.js';
import { LOCALE, TEXT } from './text.js';

const WORDS = TEXT.totals;

/** Draws the totals of a preset: `rows` as the chart takes them. */
export function totals(rows) {
  const element = byId('totals-chart');
  const caption = element.querySelector('figcaption').textContent;
  const [first] = rows;
  new Figure(element, diverging, { along: 'y', caption })
    .draw(rows, { title: WORDS.title, sentence: WORDS.sentence({ asset: first.label, long: short(first.long, { locale: LOCALE }), short: short(first.short, { locale: LOCALE }) }) });
}
