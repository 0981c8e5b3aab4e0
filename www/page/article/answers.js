// From the engine's answers about a day to sentences.
import { html } from '../ui/dom.js';
import { JUDGE } from './judge.words.js';
import { table } from './parts.js';
import {
  about,
  amount,
  capital,
  day,
  fell,
  number,
  price,
  rounded,
  sentence,
  share,
  size,
} from './write.js';

const WORDS = JUDGE.context;
const SAY = WORDS.say;
const list = (names) => names.join(', ');

/** Each answer by the key of its question: what it says, and what more lies behind it. */
const TELL = {
  drawdown_from_high: (found) => fall(found, SAY.columns.drawdown_from_high),
  drawdown_from_close: (found) => fall(found, SAY.columns.drawdown_from_close),
  lowest_close: (found) => lowest(found, SAY.columns.drawdown_from_close),
  lowest_low: (found) => lowest(found, SAY.columns.lowest_low),
  close_against_lows: ({ now, since, series_start_ms: start }) =>
    since
      ? SAY.counter({ close: price(now.value), day: day(since.time_ms), then: price(since.value) })
      : SAY.counterOfAll({ start: day(start) }),
  month_to_date: ({ change, rank, of, worst_since: since, years }) =>
    SAY.month({
      change: size(change),
      fell: fell(change),
      rank: String(rank),
      of: String(of),
      first: String(years[0].year),
      since: since && String(since),
    }),
  whole_months: ({ others }) =>
    SAY.whole({
      median: size(others.median),
      fell: fell(others.median),
      count: String(others.count),
      positive: String(others.positive),
    }),
  fear_greed: mood,
  funding: ({
    per_8h: rate,
    per_year: year,
    regime,
    neutral_to_negative: strict,
    any_negative: negative,
  }) =>
    SAY.funding({
      rate: share(rate, 4),
      year: share(year),
      regime: SAY.regimes[regime],
      strict,
      negative,
    }),
  quadrant: (which, { open_interest_in_coins: { found } }, _, { isTyped }) =>
    SAY.quadrant({
      isTyped,
      which: SAY.quadrants[which],
      price: size(found.change_price),
      priceFell: fell(found.change_price),
      coins: size(found.change_coins),
      coinsFell: fell(found.change_coins),
      usd: found.change_usd && share(found.change_usd),
      converted: found.converted,
    }),
  liquidations_to_open_interest: (part, _, inputs, { interest }) =>
    interest
      ? SAY.ofInterest({ ...parted(part, inputs), from: WORDS.interest[interest] })
      : SAY.ownInterest(parted(part, inputs)),
  liquidations_to_volume: (part, _, inputs) => SAY.ofVolume(parted(part, inputs)),
  deleveraging: kindOf,
  leverage: ({ percentile, days }) =>
    SAY.leverage({ percentile: share(percentile, 1), days: String(days) }),
  key_level: ({ verdict, shock_needed_estimate: shock }, _, inputs) => {
    const [close, lower, upper] = ['price_usd', 'lower_usd', 'upper_usd'].map((name) =>
      price(inputs.find((input) => input.name === name).value),
    );
    return (
      SAY.levels[verdict]({ close, lower, upper }) +
      (shock === null ? '' : SAY.break({ shock: about(shock), lower }))
    );
  },
};
const ORDER = [
  'drawdown_from_high',
  'drawdown_from_close',
  'lowest_close',
  'lowest_low',
  'close_against_lows',
  'month_to_date',
  'whole_months',
  'fear_greed',
  'funding',
  'quadrant',
  'liquidations_to_open_interest',
  'liquidations_to_volume',
  'deleveraging',
  'leverage',
  'stablecoins',
  'key_level',
];

/**
 * `sources`: where the open interest of the cascade is from (`interest`, null where liquidations
 * are the reader's), and whether its change `isTyped`. The day that was asked about, and `{id, ask,
 * say, known, rule, inputs, more}` of each answer.
 */
export function sentences({ at_ms: at, answers }, sources) {
  const all = ORDER.flatMap((id) =>
    id === 'stablecoins'
      ? supplies(answers)
      : [told(id, WORDS.ask[id], answers, TELL[id], sources)],
  );
  return { day: day(at), all };
}

function told(id, ask, answers, tell, sources) {
  const { rule, inputs, found, cannot_be_checked: why } = answers[id];
  // The class is told even where none is known: its conditions are.
  const known = found !== null;
  return {
    id,
    ask,
    known,
    rule: capital(rule),
    inputs: inputs.map(({ name, value }) => ({ name, value: tidy(value) })),
    say: known
      ? tell(found, answers, inputs, sources)
      : JUDGE.unknown(sentence(why, JUDGE.audit.names)),
    more: known && MORE[id]?.(found, answers),
  };
}

const supplies = (answers) =>
  Object.keys(answers)
    .map((id) => [id, /^stablecoin_change_(\d+)d$/.exec(id)?.[1]])
    .filter(([, days]) => days)
    .map(([id, days]) =>
      told(id, WORDS.ask.stablecoins(days), answers, ({ before, after, amount: by, fraction }) =>
        SAY.supply({
          amount: amount(by.replace('-', '')),
          part: fraction === null ? '–' : size(fraction),
          fell: fell(by),
          from: amount(before.value),
          to: amount(after.value),
        }),
      ),
    );

const parted = (part, [liquidated, all]) => ({
  part: share(part),
  liquidated: amount(liquidated.value),
  all: amount(all.value),
});

/** What lies behind an answer, as tables. */
const MORE = {
  month_to_date: (found) => years(found),
  whole_months: (found) => years(found),
  fear_greed: (_, answers) =>
    html`<p class="hint">
      ${['fear_greed_alternative_me', 'fear_greed_coinmarketcap']
        .map((key) => answers[key])
        .filter(({ found }) => found)
        .map(
          ({ found, inputs }) =>
            html`${WORDS.bands({ provider: inputs[0].value, bands: found.bands })} `,
        )}
    </p>`,
  funding: ({ rates }) =>
    table(
      WORDS.rates,
      WORDS.ratesHead,
      rates.map(({ venue, per_8h: rate, regime }) => [
        tidy(venue),
        share(rate, 4),
        SAY.regimes[regime],
      ]),
    ),
  deleveraging: conditionsOf,
};

function years({ years: rows, missing_years: missing = [] }) {
  return html`${table(
    WORDS.years,
    WORDS.yearsHead,
    rows.map(({ year, change }) => [String(year), change === null ? '' : share(change)]),
  )}${missing.length > 0 && html`<p class="hint">${WORDS.missingYears(list(missing))}</p>`}`;
}

/** The kind of a deleveraging in a sentence, and every condition of every kind. */
export function kindOf({ class: kind, not_excluded: open }) {
  const left = list(open.map((name) => WORDS.kinds[name]));
  return kind
    ? SAY.kind({ name: capital(SAY.classes[kind]), open: left })
    : SAY.noKind({ open: left });
}

export function conditionsOf({ conditions }) {
  return table(
    WORDS.conditions,
    WORDS.conditionsHead,
    conditions.map(({ class: kind, rule, value, holds }) => [
      WORDS.kinds[kind],
      rule,
      value === null ? '' : tidy(value),
      holds === null ? JUDGE.open : holds ? JUDGE.yes : JUDGE.no,
    ]),
    [1],
  );
}

function lowest({ now, since, days, tie, series_start_ms: start }, column) {
  if (!since) return SAY.lowestOfAll({ column, now: price(now.value), start: day(start) });
  return SAY.lowest({
    column,
    now: price(now.value),
    day: day(since.time_ms),
    days: number(String(days)),
    then: price(since.value),
    tie,
  });
}

function fall({ fraction, peak, now }, column) {
  if (fraction === null || fell(fraction))
    return SAY.above({ peak: price(peak.value), close: price(now.value), column });
  return SAY.fall({
    part: share(fraction),
    peak: price(peak.value),
    day: day(peak.time_ms),
    column,
    close: price(now.value),
  });
}

/** The provider's own label, and what others call the same number. */
function mood({ value, label, own_word: own }, answers, inputs) {
  const provider = inputs.find(({ name }) => name === 'provider').value;
  const others = ['fear_greed_alternative_me', 'fear_greed_coinmarketcap']
    .map((key) => answers[key])
    .filter(({ found, inputs: from }) => found && from[0].value !== provider);
  const rest = others.map(({ found, inputs: from }) =>
    found.label === label
      ? SAY.sameMood({ provider: from[0].value })
      : SAY.otherMood({ label: found.label, provider: from[0].value }),
  );
  return SAY.mood({ value: String(value), label, provider, own }) + rest.join('');
}

/** Quotients that do not end, cut for the eye; times without the seconds that are none. */
const tidy = (text) =>
  text
    .replace(/-?\d+\.\d{5,}(?=%)/g, rounded)
    .replace(/T(\d\d:\d\d):00\.000Z/g, ' $1')
    .replace(/^(-?\d+\.\d{6})\d+$/, '$1…');
