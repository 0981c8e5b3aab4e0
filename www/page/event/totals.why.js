// What is behind the headline: reported figures with their source, and exact arithmetic on them.
import { write } from '../ui/pens.js';
import { WHY } from '../ui/why.words.js';
import { expanded, keysOf, nameOf, namesOf, numbersOf } from './figures.js';

const WORDS = WHY.totals;

/** The explanation of one figure of a preset, or of the bars. */
export function explain(key, { figures, derived }) {
  const all = [...figures, ...derived];
  const find = (name) => all.find((figure) => figure.key === name);
  if (key === 'chart') return chart(all, find);
  const figure = find(key);
  if (!figure) return null;
  const formula = figure.formula && expanded(figure.formula, derived);
  return {
    title: nameOf(figure),
    value: write.figure(figure),
    isExact: true,
    method: formula ? 'ratios' : 'reported',
    inputs: inputsOf(formula ?? key, find),
    notes: [WORDS.lower],
    words: formula ? namesOf(formula, find) : WORDS.reported,
    numbers: formula && `${numbersOf(formula, find)} = ${write.figure(figure)}`,
  };
}

const inputsOf = (formula, find) =>
  [...new Set(keysOf(formula))]
    .map(find)
    .filter((found) => found?.source)
    .map((found) => input(found, found.source));

const input = (figure, source) => ({
  name: figure.label ?? nameOf(figure),
  value: write.figure(figure),
  source,
  url: figure.url,
  status: figure.status,
});

/** The bars: every amount in dollars that was reported, and those that follow from them. */
function chart(all, find) {
  const amounts = all.filter(
    ({ unit, key, status }) =>
      status !== 'assumption' &&
      (unit === 'USD' || (!unit && /_usd$/.test(key))) &&
      !/price|level|depth|open_interest/.test(key),
  );
  const sourceOf = ({ source, formula }) => source ?? namesOf(formula, find);
  return {
    title: WORDS.chart,
    value: '',
    words: WORDS.bars,
    method: 'reported',
    isExact: true,
    inputs: amounts.map((figure) => input(figure, sourceOf(figure))),
    notes: [WORDS.lower],
  };
}
