// Where freed money may go, by shares that whoever publishes the figure states, or its reader.
// Nobody measures them, so there are none to begin with: without them it says what is missing.
import { sharesOf } from './split.js';
import { WORDS } from './flows.words.js';

export { sankey as chart } from '../charts/sankey.js';
export const text = WORDS;
export const along = 'y';
const NOTHING = { rows: [], nodes: [], links: [] };

/**
 * `split` as `usdt:30,etfs:20` in percent, `rest` the channel that takes what is left, `freed` the
 * dollars; else the margin lost in the scenario's ledger.
 *
 * @param {Record<string, any>} engines
 * @param {object} scenario
 * @param {{split?: string, rest?: string, freed?: string}} given
 */
export function ask(
  { outcomes, simulate = outcomes, judge },
  scenario,
  { split, rest, freed } = {},
) {
  const divided = (outcome) => {
    const total = freed ?? outcome.ledger?.margin_lost_usd;
    return {
      outcome,
      total,
      rest,
      flows:
        (split || rest) && total
          ? judge.flows({ total_usd: total, shares: sharesOf(split ?? ''), rest }).split
          : NOTHING,
    };
  };
  const found = simulate.simulate(scenario, { parts: ['ledger', 'scenario'] });
  return found.then?.(divided) ?? divided(found);
}

export function make(
  { total, flows = NOTHING, rest },
  { words, write: { money, exactShare }, known },
) {
  // For the choice of one alone: the shares themselves stay decimals.
  const [largest] = [...flows.rows].sort((a, b) => Number(b.share) - Number(a.share));
  const all = total && money(total);
  return {
    title: words.title(known),
    caption: words.caption,
    split: { rest, rows: largest && flows.rows },
    data: flows,
    answer: largest
      ? words.answer({ total: all, first: largest.label, part: exactShare(largest.share) })
      : words.missing({ total: all }),
  };
}
