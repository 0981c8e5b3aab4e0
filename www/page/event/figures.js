// The figures of an event, reported or derived: what each is called, and formulas with their values
// in place. Pure.
import { write } from '../ui/pens.js';
import { TOTALS as WORDS } from './totals.words.js';

const KEY = /[a-z][a-z_0-9]*/g;
const SIGNS = { '/': '÷', '*': '×', '-': '−', '+': '+' };

/** What a figure is called; the larger side comes first in what follows from both. */
export const nameOf = ({ key, label, formula = '' }) =>
  WORDS.derived[formula.startsWith('short_usd') ? `${key}_of_shorts` : key] ?? label ?? key;

/** A formula of keys with the values in their places; `find` gives a figure by its key. */
export const numbersOf = (formula, find) => inserted(formula, find, write.figure);

/** The same with the names of the figures. */
export const namesOf = (formula, find) => inserted(formula, find, nameOf);

const inserted = (formula, find, as) =>
  formula.replace(/[a-z][a-z_0-9]*|[-+*/]/g, (part) => {
    const figure = SIGNS[part] ? null : find(part);
    return SIGNS[part] ?? (figure ? as(figure) : part);
  });

/** The keys in a formula. */
export const keysOf = (formula) => formula.match(KEY) ?? [];

/** A formula in reported figures alone: what is derived itself is written out. */
export const expanded = (formula, derived) =>
  formula.replace(KEY, (key) => {
    const inner = derived.find((figure) => figure.key === key)?.formula;
    return inner ? (formula === key ? inner : `(${expanded(inner, derived)})`) : key;
  });
