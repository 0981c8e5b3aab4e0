// Where freed money may go, by shares that whoever publishes the figure states, or its reader. Nobody
// measures them, so there are none to begin with: without them the figure says what is missing.
import { sankey } from '../charts/sankey.js';
import { sharesOf } from './split.js';
import { WORDS } from './text/flows.js';

export const text = WORDS;
const NOTHING = { rows: [], nodes: [], links: [] };

/** `split` as `usdt:30,etfs:20` in percent, `rest` the channel that takes what is left, `freed` the dollars; else the margin lost in the scenario's ledger. */
export function ask({ simulate, judge }, scenario, { split, rest, freed } = {}) {
  const outcome = simulate.simulate(scenario, { parts: ['ledger', 'scenario'] });
  const total = freed ?? outcome.ledger?.margin_lost_usd;
  const flows = (split || rest) && total !== undefined ? judge.flows({ total_usd: total, shares: sharesOf(split ?? ''), rest }).split : null;
  return { outcome, total, rest, flows };
}

export function make({ total, flows, rest }, { words, write: { money, exactShare }, known }) {
  const { rows, nodes } = flows ?? NOTHING;
  // For the choice of one alone: the shares themselves stay decimals.
  const [largest] = [...rows].sort((a, b) => Number(b.share) - Number(a.share));
  const answer = flows ? words.answer({ total: money(nodes[0].usd), first: largest.label, part: exactShare(largest.share) }) : words.missing({ total: total && money(total) });
  return { title: words.title(known), answer, caption: words.caption, along: 'y', split: { rest, rows: flows?.rows }, draw: (options) => sankey(flows ?? NOTHING, options) };
}
