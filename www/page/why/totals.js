// What is behind the headline: reported figures with their source, and exact arithmetic on them.
import { WHY as WORDS } from '../text/why.js';
import { expanded, nameOf, numbersOf, worn } from '../totals.js';

/** The explanation of one figure of a preset. */
export function explain(key, { figures, derived }) {
  const all = [...figures, ...derived];
  const find = (name) => all.find((figure) => figure.key === name);
  const figure = find(key);
  if (!figure) return null;
  const formula = figure.formula && expanded(figure.formula, derived);
  const names = [...new Set((formula ?? key).match(/[a-z][a-z_0-9]*/g))];
  const inputs = names.map(find).filter((found) => found?.source).map((found) => ({ name: found.label, value: worn(found), source: found.source, url: found.url, status: found.status }));
  return {
    title: nameOf(figure), value: worn(figure), isExact: true, method: formula ? 'ratios' : 'reported', inputs, notes: [WORDS.totals.lower],
    words: formula ? numbersOf(formula, (name) => find(name) && { unit: 'name', value: find(name).label }) : WORDS.totals.reported, numbers: formula && `${numbersOf(formula, find)} = ${worn(figure)}`,
  };
}
