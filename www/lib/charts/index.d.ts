/** An amount: an exact decimal string, or a number that is an estimate and is shown as one. */
export type Amount = string | number;
/** A column of amounts. */
export type Column = ArrayLike<Amount> & Iterable<Amount>;

/** What every chart takes beside its data. */
export interface ChartOptions {
  /** Pixels; default 640, at least 200. */
  width?: number;
  /** Pixels; each chart has its own default. */
  height?: number;
  /** BCP 47 tag of the reader's language. Default `en`. */
  locale?: string;
  /** Unique on the page: hatches and titles are found by it. */
  id?: string;
  /** The picture's name and the table's caption. */
  title?: string;
  /** A longer text for readers who cannot see the picture. Default: the summary. */
  description?: string;
  /** One sentence that says what the picture shows. */
  summary?: string;
  /** The chart's words in another language. */
  words?: Record<string, string>;
}
/** A table of plain text. */
export interface Table {
  caption: string;
  head: string[];
  rows: string[][];
}
/** A finished chart. */
export interface Chart {
  /** The picture; every text in it is escaped. */
  svg: string;
  summary: string;
  table: Table;
  /** Where each row of the table that is drawn is in the picture: [x, y] in pixels. */
  points: [number, number][];
}

/** Longs left and shorts right of one line. A row without `long` has sides that nobody reported. */
export function diverging(
  rows: { label: string; long?: Amount | null; short?: Amount | null; total: Amount }[],
  options?: ChartOptions & { /** How many rows are drawn; default 40. */ shown?: number },
): Chart;
/** Shorts above and longs below, a bar for each bucket; missing buckets are shown as a gap. */
export function time(
  data: { start_ms: number[]; long_usd: Column; short_usd: Column; step_ms?: number },
  options?: ChartOptions,
): Chart;
/**
 * What would be closed at which price (bins), both sides, with running totals (at the bins' edges).
 */
export function map(
  data: {
    price_usd: Column;
    long_usd: Column;
    short_usd: Column;
    long_cumulative_usd: Column;
    short_cumulative_usd: Column;
    now_usd: Amount;
    final_usd: Amount;
    levels?: Amount[];
  },
  options?: ChartOptions,
): Chart;
/** The price round by round, and what each round closed. */
export function path(
  data: {
    price_usd: Column;
    liquidated_usd: Column;
    new_usd: Column;
    start_usd: Amount;
    levels?: Amount[];
    side?: 'long' | 'short';
    recovery?: { price_usd: Amount; third_price_usd: Amount; full_price_usd: Amount } | null;
  },
  options?: ChartOptions,
): Chart;
/** Where the price ends for each first push. Shock and move are fractions of the first price. */
export function curve(
  data: {
    shock: Column;
    move: Column;
    liquidated_usd: Column;
    at: number;
    critical_shock: number | null;
    side?: 'long' | 'short';
  },
  options?: ChartOptions,
): Chart;
/** One position on the scale of prices: entry, liquidation, bankruptcy and what lies around. */
export function position(
  data: {
    side: 'long' | 'short';
    entry_price: string;
    mark_price?: string | null;
    liquidation_price: string | null;
    second_liquidation_price?: string | null;
    bankruptcy_price: string | null;
    levels?: Amount[];
    final_usd?: number | null;
  },
  options?: ChartOptions,
): Chart;
/** A split of money as bands, as `flows` gives it. */
export function sankey(
  split: {
    rows: { channel: string; label: string; group: string | null; share: string; usd: Amount }[];
    nodes: { id: string; label: string; usd: Amount }[];
    links: { from: string; to: string; usd: Amount }[];
  },
  options?: ChartOptions,
): Chart;
/**
 * Past washouts side by side, as `history().events` lists them; `*` marks what rests on an
 * unverified figure.
 */
export function compare(events: CompareEvent[], options?: ChartOptions): Chart;
/** What the comparison draws of an event. */
export interface CompareEvent {
  day_ms: number;
  name: string;
  early_usd: string | null;
  size_usd: string | null;
  long_share: { value: string } | null;
  price_move: string | null;
  open_interest_change: { value: string; basis: string } | null;
  class: { class: string | null };
  unverified: string[];
}
/** A table as markup. */
export function tableMarkup(table: Table): string;
/** Text as it may stand in markup. */
export function escape(text: unknown): string;
