// What is behind the headline: reported figures with their source, and exact arithmetic on them.
import { WHY as WORDS } from '../ui/why.words.js';
import { expanded, nameOf, numbersOf, worn } from './totals.js';

/** The explanation of one figure of a preset. */
export function explain(key, { figures, derived }) {
  const all = [...figures, ...derived];
  const find = (name) => all.find((figure) => figure.key === name);
  if (key === 'chart') return chart(all);
  const figure = find(key);
  if (!figure) return null;
  const formula = figure.formula && expanded(figure.formula, derived);
  const names = [...new Set((formula ?? key).match(/[a-z][a-z_0-9]*/g))];
  const inputs = names
    .map(find)
    .filter((found) => found?.source)
    .map((found) => ({
      name: found.label,
      value: worn(found),
      source: found.source,
      url: found.url,
      status: found.status,
    }));
  return {
    title: nameOf(figure),
    value: worn(figure),
    isExact: true,
    method: formula ? 'ratios' : 'reported',
    inputs,
    notes: [WORDS.totals.lower],
    words: formula
      ? numbersOf(formula, (name) => find(name) && { unit: 'name', value: find(name).label })
      : WORDS.totals.reported,
    numbers: formula && `${numbersOf(formula, find)} = ${worn(figure)}`,
  };
}

/** The bars: every amount in dollars that was reported, and those that follow from them. */
function chart(all) {
  const amounts = all.filter(
    ({ unit, key, status }) =>
      status !== 'assumption' &&
      (unit === 'USD' || (!unit && /_usd$/.test(key))) &&
      !/price|level|depth|open_interest/.test(key),
  );
  const inputs = amounts.map((figure) => ({
    name: figure.label ?? nameOf(figure),
    value: worn(figure),
    source: figure.source ?? numbersOf(figure.formula, (name) => find(all, name)),
    url: figure.url,
    status: figure.status,
  }));
  return {
    title: WORDS.totals.chart,
    value: '',
    words: WORDS.totals.bars,
    method: 'reported',
    isExact: true,
    inputs,
    notes: [WORDS.totals.lower],
  };
}

const find = (all, name) => {
  const found = all.find(({ key }) => key === name);
  return found && { unit: 'name', value: found.label ?? nameOf(found) };
};
