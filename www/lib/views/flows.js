// Where freed money may go, by shares that whoever publishes the figure states, or its reader. Nobody
// measures them, so there are none to begin with: without them the figure says what is missing.
import { sankey } from '../charts/sankey.js';
import { sharesOf } from './split.js';
import { WORDS } from './text/flows.js';

export const text = WORDS;

/** `split` as `usdt:30,etfs:20` in percent, `rest` the channel that takes what is left, `freed` the dollars; else the margin lost in the scenario's ledger. */
export function ask({ simulate, judge }, scenario, { split, rest, freed } = {}) {
  const outcome = simulate.simulate(scenario, { parts: ['ledger', 'scenario'] });
  const total = freed ?? outcome.ledger?.margin_lost_usd;
  const flows = (split || rest) && total !== undefined ? judge.flows({ total_usd: total, shares: sharesOf(split ?? ''), rest }).split : null;
  return { outcome, total, rest, flows };
}

export function make({ total, flows, rest }, { words, write: { money, exactShare }, known }) {
  const shared = { title: words.title(known), caption: words.caption, along: 'y', split: { rest, rows: flows?.rows } };
  if (!flows) {
    const freed = total && money(total);
    return { ...shared, answer: words.missing({ total: freed }), table: { caption: shared.title, head: words.head, rows: freed ? [[words.freed, exactShare('1'), freed]] : [] } };
  }
  // For the choice of one alone: the shares themselves stay decimals.
  const [largest] = [...flows.rows].sort((a, b) => Number(b.share) - Number(a.share));
  const answer = words.answer({ total: money(flows.nodes[0].usd), first: largest.label, part: exactShare(largest.share) });
  return { ...shared, answer, draw: (options) => sankey(flows, options) };
}
