/** How a number is written. */
export interface FormatOptions {
  /** BCP 47 tag of the reader's language. Default `en`. */
  locale?: string;
  /** Decimal places; rounds half away from zero. Default: every digit of the value. */
  places?: number;
  /** Significant digits; rounds half away from zero. */
  digits?: number;
  /** How many places the point moves to the right; a percentage by 2 unless told. */
  shift?: number;
  /** Whether closing zeros of a short amount are dropped: `$20M`, not `$20.0M`. */
  trim?: boolean;
}
/** A decimal string. A number is taken as the shortest text that reads back as it. */
export type DecimalLike = string | number | null | undefined;
type Formatter = (value: DecimalLike, options?: FormatOptions) => string;

/** What stands for a value that is not there. */
export const NONE: string;
/** `$39,179,495.40739040` */
export const usd: Formatter;
/** `39,179,495.4073904` */
export const plain: Formatter;
/** A fraction as a percentage, two places unless told: `95.09%`. */
export const percent: Formatter;
/** A factor, two places unless told: `19.36×`. */
export const times: Formatter;
/** Three digits and a word for the magnitude: `$1.40B`. */
export const short: Formatter;
/** Three digits and a word for the magnitude: `12.3K`. */
export const shortCount: Formatter;
/** An estimate behind `≈`, three significant digits unless told. */
export function estimate(value: number, as?: Formatter, options?: FormatOptions): string;
/** An exact decimal string as `short`, a number as an estimate. */
export function dollars(value: DecimalLike, options?: FormatOptions): string;
/** A time in UTC milliseconds since 1970. */
export function utc(
  ms: number | null | undefined,
  options?: { locale?: string; fields?: Intl.DateTimeFormatOptions },
): string;
/** A decimal string, perhaps with a power of ten, in its plain form; null where it is no number. */
export function exact(value: DecimalLike): string | null;
/**
 * A decimal string with its point moved: `shift('7.2', -2)` is `0.072`; null where it is no number.
 */
export function shift(value: DecimalLike, by?: number): string | null;
/** -1, 0 or 1: whether one plain decimal is below, as much as or above another, by their digits. */
export function compare(a: string, b: string): -1 | 0 | 1;
