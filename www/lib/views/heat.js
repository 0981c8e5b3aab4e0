// The push and one more input together: what comes of every pair, each a scenario of its own. The
// engine is asked row by row, with a turn in between, so that nothing waits for it; the picture,
// the largest of all, is loaded meanwhile.
import { wrong } from '../element/wrong.js';
import { heldOf, put, textAt } from '../path.js';
import { GRID } from './heat.grid.js';
import { WORDS } from './heat.words.js';

export const text = WORDS;
export const height = 360;
export const along = 'xy';

/** Of the shocks that the engine sweeps every third is a column. */
const EVERY = 3;

const turn = () =>
  new Promise((done) => {
    setTimeout(done);
  });

/**
 * `against` is the other input. `with` gives the scenario with another value of it, and `isOver`
 * says that nobody waits any more: then there is no answer.
 */
export async function ask({ simulate: engine }, scenario, given = {}) {
  const { against = 'depth', with: change = changed, isOver } = given;
  const known = Object.keys(GRID);
  if (!known.includes(against)) wrong('against', `one of ${known.join(', ')}`, against);
  const picture = import('../charts/heat.js');
  const outcome = engine.simulate(scenario, { parts: ['scenario'] });
  const rows = [];
  let shock = [];
  for (const value of GRID[against].values) {
    // The same push for all, so that the columns mean the same.
    const asked = { ...change(scenario, against, value), shock: String(outcome.shock) };
    const { sweep } = engine.simulate(asked, { parts: ['sweep'] });
    shock = thin(sweep.shock);
    rows.push({ value, ...rowOf(sweep) });
    await turn();
    if (isOver?.()) return null;
  }
  return { outcome, against, shock, rows, chart: (await picture).heat };
}

function changed(scenario, key, value) {
  const made = { ...scenario };
  const { path } = GRID[key];
  put(path, heldOf(path, value), made);
  return made;
}

const rowOf = ({ move, liquidated_usd, saturated_shock }) => ({
  move: thin(move),
  liquidated_usd: thin(liquidated_usd),
  endless: saturated_shock,
});

const thin = (column) => column.filter((_, i) => i % EVERY === 0);

export function make({ outcome, against, shock, rows, chart }, { words, write, known }) {
  const input = words.inputs[against];
  const written = rows.map((row) => ({ ...row, text: textOf(row.value, against, write) }));
  return {
    title: words.title({ ...known, input }),
    answer: answerOf({ shock, rows: written }, outcome, words.articled[against], words, write),
    caption: words.caption({ cells: write.count(String(shock.length * rows.length)), input }),
    chart,
    words: { ...words, chart: { input: words.heads[against] } },
    data: { shock, rows: written, at: { shock: outcome.shock, row: placeOf(outcome, against) } },
  };
}

/** The value of a row, in the unit of its input. */
const textOf = (value, against, { money, exactShare }) =>
  GRID[against].path.endsWith('%') ? exactShare(`${value}e-2`) : money(value, { trim: true });

function answerOf({ shock, rows }, outcome, input, words, { share }) {
  const away = (i) => Math.abs(shock[i] - outcome.shock);
  const at = [...shock.keys()].reduce((best, i) => (away(i) < away(best) ? i : best));
  const end = ({ move, endless }) =>
    endless !== null && shock[at] >= endless ? words.endless : words.ends(share(move[at]));
  const [low, high] = [rows[0], rows.at(-1)];
  return words.answer({
    input,
    push: share(shock[at]),
    low: low.text,
    high: high.text,
    ends: [low, high].map(end),
  });
}

/** Where the scenario's own value lies among the rows: a position, not a value. */
function placeOf({ scenario }, against) {
  const { path, values } = GRID[against];
  const at = Number(textAt(path, scenario));
  const above = values.findIndex((one) => Number(one) >= at);
  if (above < 0) return values.length - 1;
  if (above === 0) return 0;
  const [from, to] = [values[above - 1], values[above]].map(Number);
  return above - 1 + (at - from) / (to - from);
}
