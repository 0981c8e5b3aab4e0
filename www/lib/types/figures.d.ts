import type { Decimal, DecimalLike } from './values.js';

export interface DrawdownRequest {
  peak_usd: DecimalLike;
  price_usd: DecimalLike;
}

/** Of a list of numbers; exact, cut where a quotient does not end. */
export interface Summary {
  count: number;
  positive: number;
  mean: Decimal;
  median: Decimal;
}

/** From one number to another; or a change in USD with the change of the price behind it. */
export type ChangeRequest =
  | { from: DecimalLike; to: DecimalLike; usd_change?: never; price_change?: never }
  | { usd_change: DecimalLike; price_change: DecimalLike; from?: never; to?: never };

export interface FundingRequest {
  /** As a fraction: 0.0001 is 0.01 %. */
  rate: DecimalLike;
  /** Hours between payments. */
  hours: DecimalLike;
}

export interface MarginRequest {
  notional_usd: DecimalLike;
  leverage: DecimalLike;
}

/** Row by row, how much each market moves with a move of each. */
export interface CoupledRequest {
  gains: readonly (readonly DecimalLike[])[];
  shocks: readonly DecimalLike[];
}

export interface Coupled {
  displacements: Float64Array;
  /** Spectral radius of the gains: from 1 on, no shock ends. */
  radius: number;
}
