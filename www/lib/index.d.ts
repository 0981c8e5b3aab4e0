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

/** Options of counting. */
export interface CountOptions {
  [key: string]: unknown;
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
  [key: string]: unknown;
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

/** Runs a scenario. */
export function simulate(scenario: Scenario): Outcome;

/** Solves for the liquidatable share of open interest that reproduces a reported total. */
export function calibrate(request: Record<string, unknown>): Record<string, unknown>;

/** A recorded event. */
export interface Preset {
  id: string;
  [key: string]: unknown;
}

/** The recorded events that come with the package. */
export function presets(): Preset[];

/** One recorded event. */
export function preset(id: string): Preset;
