// The views of a simulated scenario that are pictures: the map, the path and the sweep.
import { curve as drawCurve, map as drawMap, path as drawPath } from '../charts/index.js';
import { facts, pens } from './facts.js';

/** What would be closed at which price, and how far this scenario goes. */
export function map({ outcome }, options) {
  const { words } = options;
  const known = facts(outcome, options);
  const says = outcome.saturated ? words.saturated : outcome.liquidated_usd > 0 ? words.answer : words.quiet;
  const data = { ...outcome.map, now_usd: outcome.price_usd, final_usd: outcome.final_price_usd, levels: levels(outcome) };
  return { title: words.map.title(known), answer: says(known), caption: words.map.caption, draw: (o) => drawMap(data, { height: tall(o, 320), ...o }) };
}

/** The price round by round, and what each round closed. */
export function path({ outcome }, options) {
  const { words } = options;
  const { estimatedPrice } = pens(options);
  const known = facts(outcome, options);
  const rounds = outcome.path;
  const answer = words.path.answer({ ...known, push: estimatedPrice(rounds.price_usd[0]) });
  const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
  const data = { ...rounds, start_usd: outcome.price_usd, levels: levels(outcome), side: known.closed, recovery: isBack ? outcome.recovery : null };
  return { title: words.path.title(known), answer, caption: words.path.caption, draw: (o) => drawPath(data, { height: tall(o, 300), ...o }) };
}

/** Where the price ends for other first pushes. */
export function curve({ outcome }, options) {
  const { words } = options;
  const { share } = pens(options);
  const known = facts(outcome, options);
  const { sweep } = outcome;
  const last = sweep.shock.length - 1;
  const answer = sweep.critical_shock === null
    ? words.curve.smooth({ last: share(sweep.shock[last]), move: share(sweep.displacement[last]) })
    : words.curve.tips({ critical: share(sweep.critical_shock) });
  const data = { ...sweep, at: outcome.shock, side: known.closed };
  return { title: words.curve.title(known), answer, caption: words.curve.caption, draw: (o) => drawCurve(data, { height: tall(o, 260), ...o }) };
}

const levels = (outcome) => outcome.levels.map((level) => level.price_usd);

/** A phone has less height to give away. */
const tall = ({ width }, height) => (width < 480 ? Math.round(height * 0.78) : height);
