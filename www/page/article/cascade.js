// What the cascade panel says, in the form in which an audit takes it. Passed on, not computed:
// formulas of the audit do the rest.
import { JUDGE } from './judge.words.js';

const WORDS = JUDGE.audit;
/** The event that the first audit is about. */
export const EVENT = '2025-11-04';

/**
 * The figures of a cascade by name, or why there are none; and what was refused of the altcoin.
 * `panel` is that of the cascade; `alt` is {oi, depth} of an altcoin, or empty.
 */
export function figuresOf(engine, panel, levels, alt) {
  const { outcome, preset } = panel;
  if (preset.id !== EVENT) return { inputs: {}, why: WORDS.otherEvent };
  if (outcome.scenario.direction !== 'down') return { inputs: {}, why: WORDS.otherWay };
  const { gain: altGain, refused } = gainOf(engine, panel, alt);
  const found = {
    mechanical_share: outcome.mechanical_share,
    recovery_share: outcome.recovery.share,
    ledger_sum_usd: outcome.ledger?.sum_usd,
    btc_gain: outcome.gain,
    liquidatable_usd: outcome.liquidatable_usd,
    liquidated_to_upper_usd: levels.upper?.liquidated_usd,
    liquidated_to_lower_usd: levels.lower?.liquidated_usd,
    alt_gain: altGain,
  };
  const known = Object.entries(found).filter(([, value]) => value !== null && value !== undefined);
  return {
    inputs: Object.fromEntries(
      known.map(([name, value]) => [name, { value, source: WORDS.sources[name] }]),
    ),
    why: null,
    refused,
  };
}

/** What it takes to reach both edges of the zone, by the cascade; null where there is no answer. */
export function levelsOf(engine, panel, { lower, upper }) {
  const scenario = panel.towards('down');
  return { lower: reach(engine, scenario, lower), upper: reach(engine, scenario, upper) };
}

function reach(engine, scenario, level) {
  if (!level) return null;
  try {
    return engine.reverseLevel({ scenario, level_usd: level });
  } catch {
    return null;
  }
}

/** The gain of the same push in a market with this open interest and depth. */
function gainOf(engine, panel, { oi, depth }) {
  const { outcome } = panel;
  const scenario = panel.towards('down');
  if (!oi || !depth || scenario.book.kind !== 'synthetic') return {};
  const { survival } = scenario.impact;
  const alike = {
    ...scenario,
    shock: outcome.shock,
    market: { ...scenario.market, open_interest_usd: oi },
    book: { ...scenario.book, share: outcome.share },
    impact: { kind: 'linear', usd_per_percent: depth, survival },
  };
  try {
    return { gain: engine.simulate(alike, { parts: [] }).gain };
  } catch (error) {
    return { refused: error };
  }
}
