/** An exact number, written out: `"39179495.09218942"`. */
export type Decimal = string;

/**
 * A number going in. A JavaScript number stands for the decimal that it prints as, so `0.07` is
 * exactly 0.07; a whole number that JavaScript does not keep exactly has to be a string.
 */
export type DecimalLike = string | number | bigint;

/** The side of the position: the one that was closed, or the one that is held. */
export type Side = 'long' | 'short';

/** Where in the input an error lies. */
export interface Place {
  /** Number of the record (row, message, element), from 1. */
  record: number | null;
  /** Number of the line on which the record starts, from 1. */
  line: number | null;
  /** Name of the field, or a path such as `market.price_usd`. */
  field: string | null;
}

/** What went wrong, for programs. */
export type ErrorCode =
  // Of the engine: about the input.
  | 'EMPTY'
  | 'UNKNOWN_FORMAT'
  | 'AMBIGUOUS'
  | 'MALFORMED'
  | 'TOO_MANY_DIGITS'
  | 'TOO_MANY_PLACES'
  | 'OUT_OF_RANGE'
  | 'OVERFLOW'
  | 'INEXACT'
  | 'MISSING'
  | 'UNKNOWN_KEY'
  | 'UNKNOWN_NAME'
  | 'CONFLICT'
  | 'UNREACHABLE'
  | 'TOO_LARGE'
  // Of the package: about its use.
  | 'NOT_READY'
  | 'LOAD'
  | 'CLOSED'
  | 'LOST'
  | 'UNSUPPORTED'
  | 'ABORTED'
  | 'INTERNAL'
  // A later release may add to them.
  | (string & {});

/**
 * The one error class.
 *
 * Beside the codes about the input: `NOT_READY` (call `init()` first), `LOAD` (the wasm or worker
 * could not be loaded), `CLOSED` (used after `finish`, `free` or `close`), `INTERNAL` (the engine
 * trapped and was reset; the next call works, and where the reset failed too it tries again),
 * `LOST` (a counter or ladder from before such a reset) and `UNSUPPORTED` (this runtime or part
 * cannot do that).
 *
 * `instanceof` holds however the class was loaded: by `import`, by `require`, whole or in parts.
 */
export declare class WashoutError extends Error {
  readonly name: 'WashoutError';
  readonly code: ErrorCode;
  /** The sentence without its place; `message` has it with its place. */
  readonly reason: string;
  readonly place: Place;
  toJSON(): { code: ErrorCode; message: string; reason: string; place: Place };
}

/** Text, or bytes of UTF-8 text. */
export type Data = string | ArrayBuffer | ArrayBufferView;

/** What the wasm can be loaded from. */
export type WasmSource =
  string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/**
 * A vector of Arrow, or a like column, of floats, whole numbers or decimal text. A null in it is an
 * error.
 */
export interface ColumnVector {
  readonly length: number;
  readonly nullCount?: number;
  toArray(): ArrayLike<unknown>;
}

/**
 * A column of numbers going in; fastest as a `Float64Array`. A `Float32Array` stands for the
 * decimals of fewest places that give the same floats back. At most 5,000,000 rows for a ladder or
 * book, 2,000,000 elsewhere; what is null, a hole or no number is an error with its index.
 */
export type Column =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | ColumnVector
  | readonly number[];

/**
 * A column of exact numbers. A number, in an array of floats as in a list, stands for its nearest
 * decimal of at most 15 digits and 18 places: a decimal that was written comes back whole, and 0.05
 * + 0.01 is 0.06. NaN, infinities, minus zero, 10^15 and more, and what 18 places leave less than
 * nine digits of are errors.
 */
export type Exact = Column | BigInt64Array | BigUint64Array | readonly DecimalLike[];
