import type { Data, Decimal, DecimalLike, Place, Side } from './values.js';

/** The names of the formats that are read. */
export type Format =
  | 'washout-csv'
  | 'binance-forceorder-json'
  | 'binance-forceorder-csv'
  | 'binance-snapshot-csv'
  | 'bybit-json'
  | 'okx-json'
  | 'bitmex-json'
  | 'deribit-json'
  | 'kraken-futures-json'
  | 'htx-json'
  | 'gate-rest-json'
  | 'gate-stream-json'
  | 'bitget-json'
  | 'bitfinex-json'
  | 'dydx-json'
  | 'hyperliquid-json'
  | 'lighter-json'
  | 'ftx-json'
  | 'tardis-csv'
  | 'coinglass-totals-json'
  | 'coinglass-orders-json'
  | 'coinalyze-json';

/** What a feed contains at best. */
export type Coverage = 'full' | 'largest-per-second' | 'sampled' | 'aggregated' | 'unstated';

/** Which price values an event: what was filled, the order's limit, the bankruptcy price, … */
export type PriceKind = 'fill' | 'order' | 'bankruptcy' | 'trade' | 'reported' | 'face';

/** Width of the buckets of time. */
export type BucketWidth = '1m' | '5m' | '15m' | '30m' | '1h' | '4h' | '12h' | '1d';

/** What has to be said about an input that does not say it itself. Unknown keys are errors. */
export interface ReadOptions {
  /**
   * The only format to read. Without it every line, message and row is recognised by itself, so
   * that one input may hold several feeds; with it records of other feeds are rejects that name
   * their feed.
   */
  format?: Format;
  /** Venue that the events are credited to, instead of the feed's own. */
  venue?: string;
  /** The market, where the file does not name it. */
  symbol?: string;
  /** When messages without a time were received: UTC ms or an ISO 8601 text. */
  received_ms?: number | string;
  /**
   * Coins in one contract (dollars where it is coin-margined) of markets that the built-in table
   * lacks.
   */
  contract_values?: Record<string, DecimalLike>;
  /** What `side` or the sign of a size means, in feeds where nobody has verified it. */
  side_means?: 'position' | 'order';
  /** Whether Coinalyze was asked for USD. */
  in_usd?: boolean;
  /**
   * The file's name, for what only the name says (Binance snapshots, Tardis). `countStream` takes
   * it from a `File` or a `ReadStream` of Node where it is not stated; in a zip file each file has
   * its own.
   */
  file_name?: string;
  /**
   * The key by which rows that come twice are known: 32 hexadecimal digits that whoever writes the
   * rows does not know. Taken from `crypto.getRandomValues` unless given; no report depends on it.
   */
  row_key?: string;
}

/** How a report is shown. Unknown keys are errors. */
export interface ReportOptions {
  /** Width of the buckets; an hour unless given. Wider where there would be too many. */
  bucket?: BucketWidth;
  /** How many of the largest orders to list, up to 20, which is the default. */
  top?: number;
  /** Shortest time without events that is listed as a gap, from a minute; an hour unless given. */
  gap_ms?: number;
}

/** Options of counting. Unknown keys are errors. */
export interface CountOptions extends ReadOptions, ReportOptions {
  /**
   * False for no sums by minute beside the buckets: rolling windows and gaps are then as coarse as
   * the buckets, and a saved partial is a fraction of the size.
   */
  minutes?: boolean;
}

/** One record that could not be read, and why. */
export interface Reject extends Place {
  reason: string;
  code: string;
  /** The name of its file, in the report of several. */
  file?: string;
}

/** Records that were understood and are no liquidation, of one kind. */
export interface NoLiquidation {
  /**
   * What they are, in plain words: `trade without a liquidation flag`, `heartbeat`, `message
   * aggTrade`.
   */
  kind: string;
  count: number;
}

/** What was read of one format. */
export interface FormatRows {
  format: Format;
  /** Records of this format, whatever became of them; those that no feed recognises are of none. */
  rows: number;
  /** The liquidations among them. */
  events: number;
}

/** A number of events and their exact sum. */
export interface SideTotal {
  count: number;
  /** US dollars of position value. It is no loss: the money lost is the margin behind it. */
  usd: Decimal;
}

/**
 * The same with its coins; null where they are of several assets, or not every event states them.
 */
export interface GroupTotal extends SideTotal {
  coins: Decimal | null;
}

interface Group {
  /** Closed long positions. */
  long: GroupTotal;
  /** Closed short positions. */
  short: GroupTotal;
  total_usd: Decimal;
  /** Of the total of all groups; null where that is zero. */
  share: Decimal | null;
}

/** Totals of one asset. */
export interface AssetGroup extends Group {
  asset: string;
}

/** Totals of one venue. */
export interface VenueGroup extends Group {
  venue: string;
}

/** Totals of one market of a venue. */
export interface SymbolGroup extends Group {
  venue: string;
  symbol: string;
  asset: string;
}

/** Totals of the feeds of one coverage. */
export interface CoverageGroup {
  coverage: Coverage;
  long: SideTotal;
  short: SideTotal;
  total_usd: Decimal;
}

/** Totals over time, as columns; buckets without events are left out. */
export interface Buckets {
  bucket: BucketWidth;
  width_ms: number;
  /** Where each bucket starts, UTC ms. */
  start_ms: number[];
  long_usd: Decimal[];
  short_usd: Decimal[];
  long_count: number[];
  short_count: number[];
  /** The sums as the nearest floats, for drawing. */
  long_approx: Float64Array;
  short_approx: Float64Array;
  /** Running totals, for drawing. */
  long_running_approx: Float64Array;
  short_running_approx: Float64Array;
}

/** Totals between two times. */
export interface Span {
  from_ms: number;
  to_ms: number;
  long: SideTotal;
  short: SideTotal;
  total_usd: Decimal;
}

/** The busiest stretch of so many hours, and the last one; null where there are no events. */
export interface Window {
  hours: number;
  busiest: Span | null;
  last: Span | null;
}

/** One of the largest orders. */
export interface Order {
  usd: Decimal;
  time_ms: number;
  venue: string;
  symbol: string;
  asset: string;
  /** The side of the position that was closed. */
  side: Side;
  qty: Decimal;
  unit: 'base' | 'contracts' | 'quote';
  /** The price that the feed states first. */
  price_usd: Decimal;
  /** What was filled, where the feed says it. */
  fill_usd: Decimal | null;
  valued_at: PriceKind;
  coverage: Coverage;
}

/** A stretch of time without any event. */
export interface Gap {
  from_ms: number;
  to_ms: number;
  /** Events from the beginning up to it. */
  events_before: number;
}

/** An estimate of what was never sent: the totals are a lower bound. */
export interface Unreported {
  estimate: true;
  /** What is assumed. */
  method: string;
  /** The coverages that it is about. */
  coverage: Coverage[];
  /** Width of the buckets within which arrivals are taken to be even. */
  bucket: BucketWidth;
  sent_events: number;
  sent_usd_approx: number;
  unreported_events: number;
  unreported_usd_approx: number;
}

/** Totals of liquidations by the side of the position that was closed. */
export interface CountReport {
  /** Events that were counted. `rows` = `events` + `duplicates` + `rejected` + `filtered`. */
  events: number;
  /** Records left out because the same event was there before. */
  duplicates: number;
  /** Records that could not be read. */
  rejected: number;
  /** Records that are no liquidations; `no_liquidation` says of which kinds. */
  filtered: number;
  /** The kinds of the `filtered` records, most frequent first: at most 64, then `other kinds`. */
  no_liquidation: NoLiquidation[];
  rows: number;
  /** False where there were rows and every one was rejected: then the first note says why. */
  readable: boolean;
  /** Bytes read, unpacked. */
  bytes: number;
  /** Name of the format; `mixed` where there are several, null where none was recognised. */
  format: Format | 'mixed' | 'washout-partial' | null;
  /** What was read of each format, most events first. */
  formats: FormatRows[];
  /** The records that could not be read, up to a thousand of them. */
  rejects: Reject[];
  rejects_listed: number;
  /** Closed long positions. */
  long: SideTotal;
  /** Closed short positions. */
  short: SideTotal;
  /** All of it, in US dollars. */
  total_usd: Decimal;
  /** Longs ÷ shorts; null where no short was closed. */
  ratio: Decimal | null;
  /** Longs ÷ total. */
  long_share: Decimal | null;
  /** (Longs − shorts) ÷ total. */
  imbalance: Decimal | null;
  /** Largest first, as all groups. */
  by_asset: AssetGroup[];
  by_venue: VenueGroup[];
  by_symbol: SymbolGroup[];
  /** Herfindahl index: the sum of the squared shares. */
  asset_concentration: Decimal | null;
  venue_concentration: Decimal | null;
  coverage: CoverageGroup[];
  /** Whether feeds of different coverage were added: a total to be careful with. */
  coverage_mixed: boolean;
  buckets: Buckets;
  /** Rolling windows of 1, 4, 12 and 24 hours. */
  windows: Window[];
  /** The steps of time in which windows and gaps are found. */
  window_step_ms: number;
  largest: Order[];
  /** How many events are valued at each kind of price. */
  valued_at: { [K in PriceKind]?: number };
  gaps: Gap[];
  first_ms: number | null;
  last_ms: number | null;
  /** What a reader has to know beside the numbers; first what could not be read. */
  notes: string[];
  /**
   * What feeds that send at most one event a second left out; null where there are none, or where
   * it cannot be said.
   */
  unreported: Unreported | null;
  /** The report of each file, where it is one of several. Duplicates are found within each file. */
  files?: FileReport[];
}

/** The report of one file of several. */
export interface FileReport extends CountReport {
  /** Its name in the zip file. */
  file: string;
}

/** One event. */
export interface Event extends Omit<Order, 'usd'> {
  /** US dollars; null where nobody knows what a contract is worth. */
  usd: Decimal | null;
  coins: Decimal | null;
}

/** The events of a small input, one by one. */
export interface EventList {
  events: Event[];
  rejects: Reject[];
  duplicates: number;
  rejected: number;
  filtered: number;
  /** The kinds of the `filtered` records, most frequent first. */
  no_liquidation: NoLiquidation[];
  rows: number;
  /** Name of the format; `mixed` where there are several, null where none was recognised. */
  format: Format | 'mixed' | null;
  formats: FormatRows[];
}

/** How far a count is. */
export interface Progress {
  /** Bytes counted, unpacked. */
  bytes: number;
  /** Rows or messages read. */
  records: number;
  events: number;
  rejected: number;
}

/** How far a count of a stream is. */
export interface StreamProgress extends Progress {
  /** Bytes read of the file as it is, packed or not. */
  read_bytes: number;
  /** Bytes of the whole file, where that is known. */
  total_bytes: number | null;
}

/** A count that takes its input in pieces. */
export interface Counter {
  /**
   * Takes the next piece; pieces may end anywhere, inside a row or a letter. Half a letter whose
   * other half does not come is read as U+FFFD. Bytes whose buffer was given away or has shrunk are
   * an error.
   */
  push(chunk: Data): Progress;
  /** Ends the input and reports. The counter is used up. */
  finish(): CountReport;
  /**
   * Ends the input and gives the exact sums as text, to be kept, merged and reported later. The
   * counter is used up.
   */
  save(): Saved;
  /** Gives the memory back without a report. Harmless after `finish` and `save`. */
  free(): void;
}

/** Exact sums of a part of all events. */
export interface Partial {
  /** CSV; its first line is the header. */
  partial: string;
}

/** The exact sums of an input, and what could not be read of it. */
export interface Saved extends Partial {
  /** Name of the format; `mixed` where there are several, null where none was recognised. */
  format: Format | 'mixed' | null;
  formats: FormatRows[];
  /**
   * The records that could not be read, up to a thousand of them; the sums hold how many there
   * were.
   */
  rejects: Reject[];
}

/** An export that takes its input in pieces. */
export interface Exporter {
  /** Takes the next piece; gives the lines that came of it. */
  push(chunk: Data): string;
  /** Ends the input; gives the last lines and what became of the rows. The exporter is used up. */
  finish(): Exported;
  /** Gives the memory back. Harmless after `finish`. */
  free(): void;
}

/** The end of an export. */
export interface Exported {
  /** The last lines. */
  text: string;
  events: number;
  duplicates: number;
  rejected: number;
  filtered: number;
  /** The kinds of the `filtered` records, most frequent first. */
  no_liquidation: NoLiquidation[];
  rejects: Reject[];
}

/** How to follow and stop a long count. */
export interface StreamControls {
  /** Stops the count; it rejects with the reason of the signal. */
  signal?: AbortSignal;
  /** Called about twenty times a second, and at the end. */
  onProgress?: (progress: StreamProgress) => void;
}

/**
 * Text, bytes, a file, a response, a stream (of Node too), or anything that yields chunks of text
 * or bytes.
 */
export type StreamSource =
  Data | Blob | Response | ReadableStream<Data> | AsyncIterable<Data> | Iterable<Data>;
