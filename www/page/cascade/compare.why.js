// What is behind two scenarios beside each other: the formula of the figure, and both results.
import { COMPARE } from './compare.words.js';
import { write } from '../ui/pens.js';
import { COMPARE_WHY as WORDS } from './compare.why.words.js';

/**
 * The explanation of a row, or of the picture; `compared` is {rows, a, b}, or null where nothing is
 * pinned.
 */
export function explain(key, compared) {
  if (!compared) return null;
  const { rows, a, b } = compared;
  const inputs = (/** @type {string[]} */ [ofA, ofB]) => [
    { name: WORDS.a, value: ofA, source: WORDS.digest(a.digest) },
    { name: WORDS.b, value: ofB, source: WORDS.digest(b.digest) },
  ];
  if (key === 'curve')
    return {
      title: COMPARE.curve,
      value: '',
      words: WORDS.curve,
      method: WORDS.methods.curve,
      inputs: inputs([a, b].map(({ shock }) => write.share(shock))),
    };
  const row = rows.find((one) => one.key === key);
  if (!row) return null;
  const [, , less] = row.texts;
  return {
    title: COMPARE.rows[key],
    value: `${row.texts[0]} → ${row.texts[1]}`,
    words: WORDS.words[key],
    numbers: `${WORDS.lessWords}: ${less}`,
    method: WORDS.methods[key],
    inputs: [...inputs(row.texts), { name: WORDS.less, value: less, source: WORDS.difference }],
  };
}
