import type { Decimal, DecimalLike } from './values.js';

/** UTC: `"2025-11-04"`, `"2025-11-04T06:00:00Z"`, or milliseconds. */
export type TimeLike = string | number;

/** What is known, and what is not: one of `found` and `cannot_be_checked` is null. */
export interface Answer<T> {
  /** The rule in words. */
  rule: string;
  /** What it was computed from. */
  inputs: { name: string; value: string }[];
  found: T | null;
  /** What is missing. */
  cannot_be_checked: string | null;
}

// Context

/** A series as the text of a file (CSV or JSON), or as points. */
export type SeriesSource =
  | { name?: string; text: string; points?: never }
  | { name?: string; points: readonly (readonly [TimeLike, DecimalLike])[]; text?: never };

/** A file: its text, and what its series is called. */
export interface SeriesFile {
  name?: string;
  text: string;
}

/**
 * Asks about one day. What is left out is taken from the preset, and without one answered with
 * `cannot_be_checked`.
 */
export interface ContextRequest {
  /** Small built-in series around an event, for days close to it. */
  preset?: '2025-11-04';
  /** The day, or an instant. Needed without a preset. */
  at?: TimeLike;
  /** Prices by day or by a shorter step: `date,open,high,low,close[,volume]`, or Binance klines. */
  candles?: SeriesFile;
  /** Closes of the month that is asked about, in every year; else those of `candles`. */
  month_closes?: SeriesSource;
  /** The first day of the span in which the peak lies; else the whole series. */
  peak_from?: TimeLike;
  /** The first year that this month is compared with; else all of the series. */
  since_year?: number;
  fear_greed?: FearGreedSource;
  funding?: FundingSource;
  open_interest?: OpenInterestChange;
  liquidations?: {
    liquidated_usd?: DecimalLike;
    open_interest_usd?: DecimalLike;
    volume_usd?: DecimalLike;
  };
  deleveraging?: Observed;
  leverage?: LeverageSource;
  /** A supply by day: `as_of,value[,status]`, and over how many days; default 7 and 30. */
  stablecoins?: SeriesSource & { days?: readonly number[] };
  key_level?: PriceZone;
}

/**
 * The index of a provider, from its file or by hand: a number means nothing without its provider.
 */
export interface FearGreedSource {
  /** `alternative.me`, `CoinMarketCap`, or any other. */
  provider: string;
  /** Its file: `date,value[,label]`, or alternative.me's JSON. */
  text?: string;
  value?: DecimalLike;
  /** The provider's own word. */
  label?: string;
}

/** The payments of a series, of which those of the day count, or one rate a venue. */
export interface FundingSource {
  name?: string;
  /** `date,rate`, or Binance's history. */
  text?: string;
  /** Hours between payments; else the usual distance in the series. */
  interval_hours?: number;
  venues?: readonly FundingRate[];
}

export interface FundingRate {
  venue: string;
  /** As a fraction. */
  rate: DecimalLike;
  interval_hours: number;
  /** The mean is weighted by it where every venue has one. */
  open_interest_usd?: DecimalLike;
}

/** Open interest before and after, in coins or in USD with the price; or relative changes. */
export interface OpenInterestChange {
  coins_before?: DecimalLike;
  coins_after?: DecimalLike;
  usd_before?: DecimalLike;
  usd_after?: DecimalLike;
  usd_change?: DecimalLike;
  price_before?: DecimalLike;
  price_after?: DecimalLike;
  price_change?: DecimalLike;
}

/** What else was seen over 24 hours; fractions. */
export interface Observed {
  /** Depth at the worst by its median of 30 days. */
  depth_ratio?: DecimalLike;
  /** Whether positions were closed by auto-deleveraging. */
  adl?: boolean;
  /** Share of the insurance fund that was used. */
  fund_draw?: DecimalLike;
  /** Largest distance of a stablecoin from its peg. */
  peg_deviation?: DecimalLike;
  /** Funding per 8 hours afterwards. */
  funding_after?: DecimalLike;
  venue_failure?: boolean;
  /** Depth by its median of 30 days, a day later. */
  depth_ratio_later?: DecimalLike;
  /** Whether a stablecoin was 1 % or more off its peg for over an hour. */
  peg_broken?: boolean;
  withdrawals_halted?: boolean;
  bad_debt?: boolean;
}

export interface LeverageSource {
  /** Open interest by day. */
  open_interest: SeriesSource;
  /** Coins on exchanges by day. */
  reserve: SeriesSource;
  /** Days of history to compare with; default 90. */
  window_days?: number;
}

/** A price zone; one level has only a lower edge. */
export interface PriceZone {
  lower_usd: DecimalLike;
  upper_usd?: DecimalLike;
  /** Else the close of the day. */
  price_usd?: DecimalLike;
  /** The push that a simulation needs to break the level, passed on as an estimate. */
  shock_needed?: DecimalLike;
}

/** Every answer about a day. */
export interface Context {
  at_ms: number;
  answers: ContextAnswers;
  /** What was read of each file or list, by name. */
  series: Record<string, SeriesSummary | null>;
  /** Figures in the form in which an audit takes them. */
  audit_inputs: AuditInputs;
}

export interface ContextAnswers {
  /** How far the close lies below the highest high of the span. */
  drawdown_from_high: Answer<Fall>;
  /** How far the close lies below the highest close of the span. */
  drawdown_from_close: Answer<Fall>;
  lowest_close: Answer<RecordSince>;
  lowest_low: Answer<RecordSince>;
  /** The close against earlier lows: the counter-example. */
  close_against_lows: Answer<RecordSince>;
  highest_close: Answer<RecordSince>;
  highest_high: Answer<RecordSince>;
  month_to_date: Answer<MonthToDate>;
  /** This month in earlier years, whole. */
  whole_months: Answer<{ years: YearChange[]; others: ChangeSummary }>;
  fear_greed: Answer<Sentiment>;
  /** The same number under the bands of this provider. */
  fear_greed_alternative_me: Answer<Sentiment>;
  fear_greed_coinmarketcap: Answer<Sentiment>;
  funding: Answer<FundingOfDay>;
  open_interest_in_coins: Answer<{
    change_coins: Decimal;
    change_usd: Decimal | null;
    change_price: Decimal | null;
    /** From USD and the price. */ converted: boolean;
  }>;
  quadrant: Answer<'long_deleveraging' | 'new_shorts' | 'short_covering' | 'new_longs' | 'flat'>;
  liquidations_to_open_interest: Answer<Decimal>;
  liquidations_to_volume: Answer<Decimal>;
  /** `found` is there in any case: its conditions say what is known. */
  deleveraging: Answer<Deleveraging>;
  leverage: Answer<{
    now: SeriesPoint;
    /** Share of the days in the window at or below it. */ percentile: Decimal;
    days: number;
    window_days: number;
  }>;
  key_level: Answer<{
    verdict: 'healthy_reset' | 'on_the_level' | 'deeper_drop';
    /** The move that takes the price to the edge, as a fraction. */
    to_lower: Decimal;
    to_upper: Decimal;
    shock_needed_estimate: number | null;
  }>;
  /** For each of `stablecoins.days`. */
  [change: `stablecoin_change_${number}d`]: Answer<{
    before: SeriesPoint;
    after: SeriesPoint;
    amount: Decimal;
    fraction: Decimal | null;
  }>;
}

export interface SeriesPoint {
  time_ms: number;
  value: Decimal;
}

export interface Fall {
  /** As a fraction; below zero above the peak. */
  fraction: Decimal | null;
  peak: SeriesPoint;
  now: SeriesPoint;
}

/** The latest earlier point that was as low (or high), or none in the series. */
export interface RecordSince {
  now: SeriesPoint;
  since: SeriesPoint | null;
  days: number | null;
  /** Whether it was exactly the same. */
  tie: boolean;
  series_start_ms: number;
}

export interface YearChange {
  year: number;
  change: Decimal | null;
}

export interface ChangeSummary {
  count: number;
  positive: number;
  mean: Decimal | null;
  median: Decimal | null;
}

/** The month so far, and the same days of other years. */
export interface MonthToDate {
  change: Decimal | null;
  /** 1 is the worst. */
  rank: number;
  of: number;
  /** The latest earlier year that began as badly or worse; null where none did. */
  worst_since: number | null;
  years: YearChange[];
  missing_years: number[];
  others: ChangeSummary;
}

export interface Sentiment {
  value: number;
  label: string;
  /** Whether the label is the provider's own word. */
  own_word: boolean;
  by_bands: string | null;
  /** The bands, and how far they are verified. */
  bands: string;
  agree: boolean | null;
}

export type FundingRegime =
  'negative' | 'slightly_negative' | 'soft' | 'neutral' | 'elevated' | 'overheated' | 'extreme';

export interface FundingOfDay {
  per_8h: Decimal;
  /** Simple: 1,095 payments of 8 hours. */
  per_year: Decimal;
  regime: FundingRegime;
  weighted: boolean;
  /** At most 0.005 % per 8 hours. */
  neutral_to_negative: boolean;
  any_negative: boolean;
  rates: { venue: string; per_8h: Decimal; regime: FundingRegime }[];
}

export type DeleveragingClass = 'none' | 're_leveraging' | 'flush' | 'disorderly' | 'collapse';

/** The class of a day, with every condition of every class. */
export interface Deleveraging {
  /** The gravest class whose conditions are known to hold; `no_class` where every one fails. */
  class: DeleveragingClass | 'no_class' | null;
  /** Graver classes that unknown conditions leave open. */
  not_excluded: DeleveragingClass[];
  conditions: {
    class: DeleveragingClass;
    rule: string;
    value: string | null;
    holds: boolean | null;
  }[];
  cannot_be_checked: string | null;
}

/** What was read of a series. */
export interface SeriesSummary {
  name: string;
  rows: number;
  first_ms: number | null;
  last_ms: number | null;
  /** Steps that are missing. */
  missing: { first_ms: number; last_ms: number; count: number }[];
  /** Rows that say of themselves that they are not sound. */
  skipped: { record: number; line: number; reason: string }[];
  /** Bars whose range does not hold their open or close. */
  uneven_ms: number[];
}

// Audit

/**
 * A list of claims, and figures. Without `claims` the first article's are used, with its figures.
 */
export interface AuditRequest {
  claims?: readonly Claim[];
  /** Adds or replaces figures; null forgets one. */
  inputs?: Readonly<Record<string, DecimalLike | AuditInput | null>>;
}

export interface AuditInput {
  /** A number, or a word. */
  value: DecimalLike;
  source?: string;
}

/** Figures by name, each with its source. */
export type AuditInputs = Record<string, { value: string | number; source: string }>;

/** A sentence of an article and what it may mean. */
export interface Claim {
  id: string | number;
  text: string;
  /** A view is shown as one. Default `claim`. */
  kind?: 'claim' | 'view';
  /** Where it is computed. */
  panel?: string;
  note?: string | null;
  /** Why it cannot be checked at all; readings are context then. */
  cannot?: string | null;
  readings?: readonly Reading[];
}

/** A formula over inputs, compared with a target; or a word. */
export interface Reading {
  /** The end of the sentence "holds only if …". */
  condition?: string;
  /** What the figures are from. */
  series?: string;
  is: 'about' | 'at_least' | 'at_most' | 'above' | 'below' | 'between' | 'word';
  /** Names of inputs, numbers, `+ - * / ( )`, `abs`, `min`, `max`; of a word, one name. */
  formula: DecimalLike;
  target: DecimalLike;
  /** The upper end of `between`. */
  upper?: DecimalLike | null;
  tolerance?: DecimalLike | null;
  /** How the value is written; default `number`. None of a word. */
  unit?: Unit;
}

/** A fraction is written as a percentage; a day is a number such as 20251104. */
export type Unit = 'number' | 'fraction' | 'usd' | 'day';

export type Verdict = 'holds' | 'holds_only_if' | 'does_not_hold' | 'cannot_be_checked';

export interface Audit {
  lines: AuditLine[];
  /** How many there are of each verdict. */
  summary: Record<Verdict, number>;
  inputs: Record<string, { value: string; source: string }>;
}

export interface AuditLine {
  id: string;
  text: string;
  kind: 'claim' | 'view';
  panel: string;
  verdict: Verdict;
  /** When it holds, where it holds only then. */
  condition: string | null;
  /** Of the reading that decided. */
  value: string | null;
  unit: Unit;
  /** One sentence. */
  why: string;
  note: string | null;
  readings: {
    condition: string;
    series: string;
    value: string | null;
    unit: Unit;
    holds: boolean | null;
    why: string;
  }[];
}

/** An audit as it is written down: what `audit` takes. */
export interface AuditDefinition {
  claims: (Claim & {
    id: string;
    kind: 'claim' | 'view';
    panel: string;
    note: string | null;
    cannot: string | null;
    readings: Reading[];
  })[];
  inputs: Record<string, { value: string; source: string }>;
}

// Flows

/** The channels that freed money may take. */
export type Channel =
  | 'liquidity_providers'
  | 'stronger_holders'
  | 'options'
  | 'etfs'
  | 'delta_neutral'
  | 'usdc'
  | 'usdt'
  | 'rlusd'
  | 'fiat';

export interface FlowsRequest {
  /** The money that is split; needs `shares`. */
  total_usd?: DecimalLike;
  /** Fractions that sum to exactly 1: the reader's assumption. */
  shares?: Partial<Record<Channel, DecimalLike>>;
  /** A channel without a share of its own: it takes what the others leave. */
  rest?: Channel;
  four?: FourInputs;
}

/** What the four numbers are computed from, as far as it is known. */
export interface FourInputs {
  notional_usd?: DecimalLike;
  /** Else it is bounded by the two leverages. */
  margin_lost_usd?: DecimalLike;
  leverage_low?: DecimalLike;
  leverage_high?: DecimalLike;
  open_interest_usd?: DecimalLike;
  /** A fraction, of either sign; else it is taken from the two prices. */
  price_move?: DecimalLike;
  /** As a ledger says it (`open_interest_transfer_usd`); else open interest by the move. */
  mark_to_market_usd?: DecimalLike;
  market_value_before_usd?: DecimalLike;
  market_value_after_usd?: DecimalLike;
  /** In circulation; with the two prices it stands for the market values. */
  coins?: DecimalLike;
  price_before_usd?: DecimalLike;
  price_after_usd?: DecimalLike;
}

export interface Flows {
  /** What the split is: an assumption. */
  assumption: string;
  /** To the cent; null without a total. */
  split: {
    rows: {
      channel: Channel;
      label: string;
      group: 'hedges' | 'stablecoins' | null;
      share: Decimal;
      usd: Decimal;
    }[];
    /** The first is the source. */
    nodes: { id: string; label: string; usd: Decimal }[];
    links: { from: string; to: string; usd: Decimal }[];
  } | null;
  /** Notional, margin lost, mark-to-market transfer, change of market value. */
  four: FourNumber[];
}

export interface FourNumber {
  name: 'notional' | 'margin_lost' | 'mark_to_market' | 'market_value';
  meaning: string;
  formula: string;
  low_usd: Decimal | null;
  high_usd: Decimal | null;
  cannot_be_checked: string | null;
}

// History

/** Past washouts and squeezes, the oldest first. */
export interface History {
  /** Of the class. */
  rule: string;
  events: HistoryLine[];
}

/** One event: its line of the comparison, and every figure with its source. */
export interface HistoryLine {
  day_ms: number;
  name: string;
  direction: 'down' | 'up' | 'both';
  note: string | null;
  /** The latest total in print; of a squeeze without one, the shorts. */
  size_usd: Decimal | null;
  early_usd: Decimal | null;
  printed_usd: Decimal | null;
  revised_usd: Decimal | null;
  long_share: {
    value: Decimal;
    basis: 'longs_and_shorts' | 'longs_and_total' | 'shorts_and_total';
  } | null;
  /** Of Bitcoin, as a fraction. */
  price_move: Decimal | null;
  open_interest_change: {
    value: Decimal;
    basis: 'coins' | 'coins_converted_from_usd' | 'usd_of_all_coins';
  } | null;
  /** Liquidated Bitcoin by its open interest before. */
  btc_of_open_interest: Decimal | null;
  class: Deleveraging;
  /** Names of the figures that nobody has confirmed. */
  unverified: string[];
  figures: {
    name: string;
    value: Decimal;
    source: string | null;
    status: 'sourced' | 'unverified';
  }[];
}
