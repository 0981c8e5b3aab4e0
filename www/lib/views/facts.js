// What several views say, written out for the reader's locale. Only text: no arithmetic on amounts.
import { estimate, percent, plain, short, usd } from '../format.js';

/** The pens of one locale: how each kind of value is written. */
export const pens = (locale) => ({
  money: (value, options) => short(value, { locale, ...options }),
  exactPrice: (value) => usd(value, { locale }),
  cents: (value) => usd(value, { locale, places: 2 }),
  exactShare: (value) => percent(value, { locale, places: undefined }),
  ratio: (value) => plain(value, { locale, places: 2 }),
  count: (value) => plain(value, { locale }),
  dollars: (value) => estimate(value, short, { locale }),
  share: (value) => estimate(value, percent, { locale }),
  estimatedPrice: (value) => estimate(value, usd, { locale, digits: 4 }),
});

/** The facts that the sentences about a cascade are made of. */
export function facts(outcome, words, { count, dollars, estimatedPrice, exactShare, share }) {
  const { scenario } = outcome;
  const down = scenario.direction === 'down';
  return {
    down,
    closed: down ? 'long' : 'short',
    side: down ? words.longs : words.shorts,
    asset: words.assets[scenario.market.asset] ?? scenario.market.asset,
    shock: typeof scenario.shock === 'string' ? exactShare(scenario.shock) : share(outcome.shock),
    move: share(Math.abs(outcome.move)),
    final: estimatedPrice(outcome.final_price_usd),
    push: estimatedPrice(outcome.shock_price_usd),
    liquidated: dollars(outcome.liquidated_usd),
    rounds: count(String(outcome.rounds)),
    levels: outcome.levels.map((level) => level.price_usd),
  };
}

/** The line that says what a scenario's inputs are, where no slider does. */
export function inputsLine({ scenario }, { shock }, { knobs }, { money }) {
  const depth = scenario.impact.usd_per_percent;
  return `${knobs.shock}: ${shock} ${knobs[scenario.direction]}${depth ? ` · ${knobs.depth}: ${money(depth, { trim: true })} ${knobs.depthUnit}` : ''}`;
}
