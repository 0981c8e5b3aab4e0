// What several views say, written out for the reader's locale. Only text: no arithmetic on amounts.
import { estimate, percent, plain, short, usd } from '../format.js';

/** The pens of one locale: how each kind of value is written. */
export function pens({ locale }) {
  return {
    money: (value) => short(value, { locale }),
    exactPrice: (value) => usd(value, { locale }),
    cents: (value) => usd(value, { locale, places: 2 }),
    exactShare: (value) => percent(value, { locale, places: undefined }),
    ratio: (value) => plain(value, { locale, places: 2 }),
    count: (value) => plain(value, { locale }),
    dollars: (value) => estimate(value, short, { locale }),
    share: (value) => estimate(value, percent, { locale }),
    estimatedPrice: (value) => estimate(value, usd, { locale, digits: 4 }),
  };
}

/** The facts that the sentences about a cascade are made of. */
export function facts(outcome, options) {
  const { words } = options;
  const { count, dollars, estimatedPrice, exactShare, share } = pens(options);
  const { scenario } = outcome;
  const down = scenario.direction === 'down';
  const stated = typeof scenario.shock === 'string';
  return {
    down, closed: down ? 'long' : 'short', side: down ? words.longs : words.shorts,
    asset: words.assets[scenario.market.asset] ?? scenario.market.asset,
    shock: stated ? exactShare(scenario.shock) : share(outcome.shock),
    move: share(Math.abs(outcome.move)), final: estimatedPrice(outcome.final_price_usd),
    push: estimatedPrice(outcome.shock_price_usd), liquidated: dollars(outcome.liquidated_usd), rounds: count(String(outcome.rounds)),
  };
}

/** The prices that a scenario names. */
export const levelsOf = (outcome) => outcome.levels.map((level) => level.price_usd);

/** A phone has less height to give away. */
export const heightAt = ({ width }, height) => (width < 520 ? Math.round(height * 0.78) : height);

/** The line that says what a scenario's inputs are, where no slider does. */
export function inputsLine({ scenario, shock }, options) {
  const { words: { knobs }, locale } = options;
  const { exactShare, share } = pens(options);
  const push = typeof scenario.shock === 'string' ? exactShare(scenario.shock) : share(shock);
  const depth = scenario.impact.usd_per_percent;
  return `${knobs.shock}: ${push} ${knobs[scenario.direction]}${depth ? ` · ${knobs.depth}: ${short(depth, { locale, trim: true })} ${knobs.depthUnit}` : ''}`;
}
