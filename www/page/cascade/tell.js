// What the cascade panel says and draws of an outcome, as plain data: sentences, figures, and what
// each chart is made from. Pure, so that the build can put the same into the page beforehand.
import { estimate, percent, plain, shift, short, times, usd } from '../../lib/format.js';
import { isSolved, isTurned, shown } from './scenario.js';
import { LOCALE, TEXT } from '../shell/common.words.js';
import { SIMULATE as WORDS } from './simulate.words.js';

const locale = LOCALE;
export const dollars = (value) => estimate(value, short, { locale });
export const price = (value) => estimate(value, usd, { locale, digits: 4 });
export const share = (value) => estimate(value, percent, { locale });

/** What sentences need to know of an outcome: the state that led to it, over the scenario `base` of the event. */
export function factsOf(outcome, state, base) {
  const down = (state.direction ?? base.direction) === 'down';
  const { asset } = base.market;
  return {
    down,
    of: down ? 'long' : 'short',
    side: TEXT.side[down ? 'longs' : 'shorts'],
    asset: TEXT.assets[asset] ?? asset ?? TEXT.assets.BTC,
    shock: isPushSolved(state, base)
      ? share(outcome.shock)
      : percent(shift(state.shock ?? shown(state, base).shock, -2), { locale, places: undefined }),
    displacement: share(Math.abs(outcome.move ?? outcome.displacement)),
    final: price(outcome.final_price_usd),
    liquidated: dollars(outcome.liquidated_usd),
  };
}

/** Whether the push is not stated but solved by the engine. */
export const isPushSolved = (state, base) =>
  !state.shock && !isTurned(state, base) && isSolved(base.shock);

/** What is said beside the push: where it is solved, what for, and whether the price ends there. */
export function pushHint(outcome, state, base) {
  const words = WORDS.knobs.shock;
  const to = outcome && isPushSolved(state, base) && base.shock.reach_price_usd;
  if (!to) return words.hint;
  const [end, said] = [price(outcome.final_price_usd), usd(to, { locale })];
  return end === price(Number(to))
    ? words.solved(said)
    : words.passed({ to: said, end: outcome.saturated ? '' : end });
}

/** The one sentence. */
export const answerOf = (outcome, facts) =>
  (outcome.saturated ? WORDS.saturated : outcome.liquidated_usd > 0 ? WORDS.answer : WORDS.quiet)(
    facts,
  );

/** The figures under it, by their keys. */
export const figuresOf = (outcome) => ({
  mechanical: share(outcome.mechanical_share),
  amplification: estimate(outcome.amplification, times, { locale }),
  first: dollars(outcome.first_round_usd),
  gain: estimate(outcome.gain, plain, { locale }),
});

/** The prices that the scenario watches. */
export const levelsOf = (outcome) => outcome.levels.map((level) => level.price_usd);

/** The liquidation map: data of the chart, and how it is shown. */
export const mapOf = (outcome, facts) => [
  {
    ...outcome.map,
    now_usd: outcome.price_usd,
    final_usd: outcome.final_price_usd,
    levels: levelsOf(outcome),
  },
  {
    title: WORDS.mapTitle,
    sentence: WORDS.mapSentence({ ...facts, ...withinOf(outcome, facts.of) }),
    caption: WORDS.mapCaption,
    height: 320,
  },
];

/** What stands at risk on a side, and how much of it lies within the picture where that is less. */
export function withinOf({ map, liquidatable_usd: atRisk }, side) {
  const all = dollars(atRisk);
  // Running totals grow outwards: longs' is whole at the first edge, shorts' at the last.
  const drawn = dollars(
    side === 'long' ? map.long_cumulative_usd.at(0) : map.short_cumulative_usd.at(-1),
  );
  return { all, drawn: drawn === all ? '' : drawn };
}

/** Round by round. */
export function pathOf(outcome, facts) {
  const { path: rounds, recovery: back } = outcome;
  const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
  return [
    {
      ...rounds,
      start_usd: outcome.price_usd,
      levels: levelsOf(outcome),
      side: facts.of,
      recovery: isBack ? back : null,
    },
    {
      title: WORDS.pathTitle,
      height: 300,
      sentence: WORDS.pathSentence({
        rounds: plain(outcome.rounds, { locale }),
        first: price(rounds.price_usd[0]),
        final: facts.final,
      }),
      caption: isBack
        ? WORDS.pathCaption({
            share: share(back.share),
            price: price(back.price_usd),
            third: price(back.third_price_usd),
            full: price(back.full_price_usd),
          })
        : WORDS.pathPlain,
    },
  ];
}
