// The claims of the first article, each with its verdict, as a table. Those that a simulation
// decides follow its scenario.
import { WORDS } from './claims.words.js';

export const text = WORDS;
/** It shows what was reported, of one event's article. */
export const isReported = true;
export const only = '2025-11-04';
/** The edges of the zone that the article names. */
export const ZONE = { liquidated_to_lower_usd: '100000', liquidated_to_upper_usd: '105000' };

/** What `recorded` answers is the engine's own, written by the build. */
export function ask({ judge, recorded, simulate = recorded }, scenario) {
  const outcome = simulate.simulate(scenario, { parts: ['ledger', 'scenario'] });
  const down = outcome.scenario.direction === 'down';
  return {
    audit: judge.audit({ inputs: down ? figures(simulate, scenario, outcome) : {} }),
    engine: judge.version(),
  };
}

/** What the simulation says, by the names that the claims use. */
function figures(
  simulate,
  scenario,
  { mechanical_share, recovery, ledger, gain, liquidatable_usd },
) {
  const zone = Object.entries(ZONE).map(([name, level_usd]) => [
    name,
    simulate.reverseLevel({ scenario, level_usd }).liquidated_usd,
  ]);
  const all = {
    mechanical_share,
    recovery_share: recovery.share,
    ledger_sum_usd: ledger?.sum_usd,
    btc_gain: gain,
    liquidatable_usd,
    ...Object.fromEntries(zone),
  };
  const known = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [
      name,
      { value, source: name === 'ledger_sum_usd' ? WORDS.exact : WORDS.simulated },
    ]),
  );
}

export function make({ audit: { lines, summary }, engine }, { words }) {
  const { holds, holds_only_if: only, does_not_hold: not, cannot_be_checked: open } = summary;
  const row = ({ id, text: [first, ...rest], kind, verdict, condition }) => [
    `${id}. ${[first.toUpperCase(), ...rest].join('')}${kind === 'view' ? words.view : ''}`,
    condition === null ? words.verdicts[verdict] : words.onlyIf(condition),
  ];
  return {
    title: words.title,
    answer: words.answer({ all: lines.length, holds, only, not, open }),
    caption: words.caption,
    source: words.source(engine),
    table: { caption: words.title, head: words.head, rows: lines.map(row) },
  };
}
