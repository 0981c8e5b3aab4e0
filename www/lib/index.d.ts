/**
 * Washout: exact liquidation totals and cascade scenarios for leveraged crypto markets.
 *
 * Exact numbers are decimal strings. Estimates are numbers and are marked as estimates. Times are
 * UTC milliseconds. What is absent is `null`.
 */

/** An exact number, written out: `"39179495.4073904"`. */
export type Decimal = string;

/**
 * An exact number going in. A JavaScript number stands for the decimal that it prints as, so `0.07`
 * is exactly 0.07; one that JavaScript does not keep exactly has to be a string.
 */
export type DecimalLike = string | number | bigint;

/** Where in the input an error lies. */
export interface Place {
  /** Number of the record (row, message, element), from 1. */
  record: number | null;
  /** Number of the line on which the record starts, from 1. */
  line: number | null;
  /** Name of the field, or a path such as `market.price_usd`. */
  field: string | null;
}

/**
 * The one error class.
 *
 * Beside the codes of the engine (`MALFORMED`, `UNKNOWN_FORMAT`, `OUT_OF_RANGE`, `UNKNOWN_KEY`, …):
 * `NOT_READY` (call `init()` first), `LOAD` (the wasm or worker could not be loaded), `CLOSED` (used
 * after `finish`, `free` or `close`), `INTERNAL` (the engine trapped and was reset; the next call
 * works) and `LOST` (a counter from before such a reset).
 */
export class WashoutError extends Error {
  readonly name: 'WashoutError';
  /** What went wrong, for programs. */
  readonly code: string;
  /** The sentence without its place; `message` has it with its place. */
  readonly reason: string;
  readonly place: Place;
  toJSON(): { code: string; message: string; reason: string; place: Place };
}

/** What the wasm can be loaded from. */
export type WasmSource = string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/**
 * Loads the engine. Needed once in browsers, before anything else; does nothing in Node, Deno, Bun
 * and workerd, where the engine is ready when imported. Without an argument the wasm is fetched from
 * where it lies beside the script.
 */
export function init(source?: WasmSource): Promise<void>;

/** The version of the engine. */
export function version(): string;

/** Options of counting. Unknown keys are errors. */
export interface CountOptions {
  /** Name of the format, where it should not be detected from the content. */
  format?: string;
  /** Venue that the events are credited to, instead of the feed's own. */
  venue?: string;
  /** Width of the buckets; an hour unless given. */
  bucket?: '1m' | '5m' | '15m' | '30m' | '1h' | '4h' | '12h' | '1d';
  /** How many of the largest orders to list, up to 20. */
  top?: number;
  /** Shortest time without events that is listed as a gap; an hour unless given. */
  gap_ms?: number;
}

/** One record that could not be counted, and why. */
export interface Reject extends Place {
  reason: string;
}

/** A number of events and their exact sum. */
export interface SideTotal {
  count: number;
  usd: Decimal;
}

/** Totals of liquidations by the side of the position that was closed. */
export interface CountReport {
  /** Events that were counted. */
  events: number;
  /** Records left out because the same event was there before. */
  duplicates: number;
  /** Records that could not be read. */
  rejected: number;
  /** The records that could not be read, up to a stated number of them. */
  rejects: Reject[];
  /** Closed long positions. */
  long: SideTotal;
  /** Closed short positions. */
  short: SideTotal;
  /** All of it, in US dollars. */
  total_usd: Decimal;
  [key: string]: unknown;
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

/** Text, or bytes of UTF-8 text. */
export type Data = string | ArrayBuffer | ArrayBufferView;

/** Counts a whole file or message that is in memory. */
export function count(data: Data, options?: CountOptions): CountReport;

/** A count that takes its input in pieces. */
export interface Counter {
  /** Takes the next piece; pieces may end anywhere, inside a row or a character. */
  push(chunk: Data): Progress;
  /** Ends the input and reports. The counter is used up. */
  finish(): CountReport;
  /** Gives the memory back without a report. Harmless after `finish`. */
  free(): void;
}

/** Starts a count in pieces, in constant memory. */
export function counter(options?: CountOptions): Counter;

/** How to follow and stop a long count. */
export interface StreamControls {
  /** Stops the count; it rejects with the reason of the signal. */
  signal?: AbortSignal;
  /** Called about twenty times a second, and at the end. */
  onProgress?: (progress: StreamProgress) => void;
}

/** A file, a response, or anything that yields chunks. */
export type StreamSource =
  | Blob
  | Response
  | ReadableStream<Uint8Array>
  | AsyncIterable<Data>
  | Iterable<Data>;

/** Counts a file or stream, plain or gzip, in constant memory and without blocking for long. */
export function countStream(source: StreamSource, options?: CountOptions, controls?: StreamControls): Promise<CountReport>;

/** A scenario in the one schema, `{washout: 1, …}`. Numbers may be strings or JavaScript numbers. */
export interface Scenario {
  /** Version of the schema. */
  washout: 1;
  [key: string]: unknown;
}

/** What a scenario leads to. */
export interface Outcome {
  [key: string]: unknown;
}

/** A part of an outcome that can be left out. */
export type OutcomePart = 'path' | 'map' | 'avalanches' | 'sweep' | 'timed' | 'ledger' | 'notes' | 'scenario';

/**
 * Simulates a scenario: everything that the page shows, or with `parts` the headline, the key
 * levels, the recovery and the named parts only, which is several times faster. What is there is
 * the same either way, and so is the digest. Every number is an estimate, but for the ledger.
 */
export function simulate(scenario: Scenario, options?: { parts?: OutcomePart[] }): Outcome;

/** An order book (Binance depth, Hyperliquid l2Book, or CSV of `side,price,qty`) as depth. */
export function depth(asked: {
  snapshot: unknown; price_usd?: DecimalLike; contract_usd?: DecimalLike;
  /** Condenses `impact` to so many levels a side. */
  steps?: number;
}): Record<string, unknown>;

/** The canonical form of a scenario, with its preset filled in. */
export function scenario(scenario: Scenario): Scenario;

/** The numbers of a scenario's cascade, without the columns for charts. */
export function cascade(scenario: Scenario): Outcome;

/** Every avalanche of a scenario: critical shock and USD, as columns. */
export function avalanches(scenario: Scenario): { displacement: Float64Array; shock: Float64Array; liquidated_usd: Float64Array };

/** A shock, or all null where no shock does it. */
export interface ShockAnswer {
  /** As a share of the price. */
  shock: number | null;
  displacement: number | null;
  shock_price_usd: number | null;
}

/** The smallest shock that liquidates so many USD, also as a sale into the book. */
export function reverseNotional(asked: { scenario: Scenario; target_usd: DecimalLike }): ShockAnswer & { sale_usd: number | null };

/** The smallest shock whose cascade ends at that price or beyond. */
export function reverseLevel(asked: { scenario: Scenario; level_usd: DecimalLike }): ShockAnswer;

/** How the liquidatable share of a scenario was solved; null where it is stated. */
export function calibrate(scenario: Scenario): Record<string, unknown> | null;

/** The cascade of a uniform book, in closed form. */
export function uniformDensity(book: {
  shock: DecimalLike; from: DecimalLike; to: DecimalLike; density_usd: DecimalLike; depth_usd: DecimalLike; flow?: DecimalLike;
}): { gain: number; displacement: number; liquidated_usd: number };

/** The cascade of an exponential book, in closed form. */
export function exponentialDensity(book: { shock: DecimalLike; length: DecimalLike; gain: DecimalLike }): { displacement: number };

/** The gain above which a cascade runs away, for the share of pressure that stays from step to step. */
export function resilienceThreshold(stays: DecimalLike): number;

/** A recorded event, in short. */
export interface PresetSummary {
  id: string;
  title: string;
  summary: string;
}

/** A recorded event: its figures with their sources, and its scenario. */
export interface Preset extends PresetSummary {
  figures: Record<string, unknown>[];
  scenario: Scenario;
}

/** The recorded events that come with the package. */
export function presets(): PresetSummary[];

/** One recorded event. */
export function preset(id: string): Preset;

/** Everything about one position by its venue's rules: liquidation and bankruptcy price, margins, distance. */
export function locate(position: Record<string, unknown>): Record<string, unknown>;

/** Liquidation and bankruptcy price of a linear position with one maintenance rate. */
export function liqPrice(position: {
  side: 'long' | 'short'; entry: DecimalLike; qty: DecimalLike; margin: DecimalLike; mmr: DecimalLike;
  basis?: 'mark' | 'entry'; mm_amount?: DecimalLike;
}): {
  liquidation_price: Decimal | null; bankruptcy_price: Decimal | null;
  liquidation_price_exact: string | null; bankruptcy_price_exact: string | null; state: string;
};

/** A maintenance amount by itself. */
export function maintenance(asked: { rule: string; [key: string]: unknown }): Decimal | Record<string, Decimal>;

/** Every venue whose rules are built in. */
export function venues(): Record<string, unknown>[];
