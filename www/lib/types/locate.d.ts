import type { Column, Decimal, DecimalLike, Exact, Side } from './values.js';

// Amounts are in the settlement currency: quote for linear contracts, coins for inverse ones.

/** A position's size multiplied by its price pays in quote, or in coins. */
export type Contract = 'linear' | 'inverse';

/** How a price is rounded to the tick. */
export type Rounding =
  | 'none'
  | 'nearest'
  | 'towards_entry'
  | 'away_from_entry'
  | 'down'
  | 'up'
  /** On no tick, but one tick nearer to entry: as OKX shows isolated positions. */
  | 'one_tick_towards_entry';

/** A row of a maintenance table of your own. */
export interface TierRow {
  lower?: DecimalLike;
  upper?: DecimalLike | null;
  /** Maintenance margin rate. */
  rate: DecimalLike;
  deduction?: DecimalLike;
  max_leverage?: DecimalLike;
}

/** Another position of a cross account. */
export interface OtherPosition {
  symbol?: string;
  side: Side;
  quantity: DecimalLike;
  entry_price: DecimalLike;
  mark_price: DecimalLike;
  rate: DecimalLike;
  deduction?: DecimalLike;
}

/** Whose rules apply. */
export interface VenueRules {
  /** One of `venues()`, or `generic`, which has to be told `basis`, `fee_kept` and `deductions`. */
  venue: string;
  contract?: Contract;
  /**
   * Where a venue has several forms of its rules; that of the margin mode, else the first, unless
   * given.
   */
  form?: string;
  /** Market with a built-in maintenance table. */
  symbol?: string;
  contract_value?: DecimalLike;
  /** Taker fee as a fraction. */
  fee_rate?: DecimalLike;
  /** The price step. */
  tick?: DecimalLike;
  /** The venue's own unless given. */
  rounding?: Rounding;
  bankruptcy_rounding?: Rounding;
  /** Of venue `generic`: the price at which maintenance is measured. */
  basis?: 'mark' | 'entry';
  /** Of venue `generic`: the fee that is kept back. */
  fee_kept?: 'none' | 'liquidation' | 'bankruptcy';
  /** Of venue `generic`: where the deductions of tiers come from. */
  deductions?: 'computed' | 'given' | 'none';
  /** A maintenance table of your own, in `tier_unit`. */
  maintenance_tiers?: readonly TierRow[];
  tier_unit?: 'quote' | 'base' | 'contracts';
  /** A maintenance amount instead of a table. */
  maintenance_margin?: DecimalLike;
  /** Deribit's rates. */
  maintenance_slope?: {
    maintenance_rate: DecimalLike;
    initial_rate: DecimalLike;
    per_coin: DecimalLike;
  };
}

/** Everything about a position but its size. */
export interface PositionTerms extends VenueRules {
  side: Side;
  entry_price: DecimalLike;
  /** Where distance is counted from; the entry unless given. */
  mark_price?: DecimalLike;
  margin_mode?: 'isolated' | 'cross';
  leverage?: DecimalLike;
  /** Without unrealised profit; instead of a leverage. */
  margin?: DecimalLike;
  /** Another name of `margin`. */
  wallet_balance?: DecimalLike;
  /** With unrealised profit at the mark; instead of a margin. */
  equity?: DecimalLike;
  /** Margin that was added later. */
  extra_margin?: DecimalLike;
  /** Part of the margin that is kept for fees. */
  fee_reserve?: DecimalLike;
  /** Fee of opening, where it was another. */
  open_fee_rate?: DecimalLike;
  /** The rest of a cross account, in sum or one by one. */
  other_maintenance_margin?: DecimalLike;
  other_unrealized_pnl?: DecimalLike;
  other_positions?: readonly OtherPosition[];
  /** The other leg in hedge mode. */
  hedge?: { entry_price: DecimalLike; quantity: DecimalLike };
}

/** A position by its venue's rules. Unknown keys are errors. */
export interface Position extends PositionTerms {
  quantity: DecimalLike;
  /** Coins for linear and USD for inverse contracts unless given. */
  quantity_unit?: 'base' | 'quote' | 'contracts';
  /** What there is to open with. */
  balance?: DecimalLike;
}

/** How a position stands. */
export type PositionState = 'liquidation' | 'none' | 'already_liquidatable' | 'not_enough_margin';

/** A tier of a maintenance table. */
export interface Tier {
  number: number;
  lower: Decimal;
  /** Null for the last one without an end. */
  upper: Decimal | null;
  rate: Decimal;
  deduction: Decimal;
  max_leverage: Decimal | null;
}

/**
 * Everything about one position: exact decimals, cut at 18 places where a quotient does not end.
 */
export interface Location {
  venue: string;
  form: string;
  contract: Contract;
  side: Side;
  symbol: string | null;
  state: PositionState;
  settled_in: 'quote' | 'base';
  /**
   * As the venue shows it on the tick that is given; null where there is none, and `state` says
   * why.
   */
  liquidation_price: Decimal | null;
  liquidation_price_raw: Decimal | null;
  /** A decimal or a quotient such as `7500000/83`. */
  liquidation_price_exact: string | null;
  raw_is_rounded: boolean;
  rounding: Rounding;
  /** On the other side of the present price, in a hedged account. */
  second_liquidation_price: Decimal | null;
  at_tier_edge: boolean;
  bankruptcy_price: Decimal | null;
  bankruptcy_price_raw: Decimal | null;
  bankruptcy_price_exact: string | null;
  distance_usd: Decimal | null;
  distance_pct: Decimal | null;
  notional: Decimal;
  initial_margin: Decimal | null;
  margin: Decimal;
  unrealized_pnl: Decimal;
  equity: Decimal;
  maintenance_margin: Decimal;
  maintenance_at_liquidation: Decimal | null;
  /** In the venue's own convention: `margin_ratio_means`. */
  margin_ratio: Decimal | null;
  effective_leverage: Decimal | null;
  loss_at_liquidation: Decimal | null;
  open_fee: Decimal;
  close_fee: Decimal | null;
  margin_ratio_means: string;
  /** The tier at the liquidation price. */
  tier: Tier | null;
  /** Number of the tier at entry. */
  entry_tier: number | null;
  tier_unit: 'quote' | 'base' | 'contracts' | null;
  /** Numbers of tiers at whose edge the maintenance margin jumps. */
  jumps_at_tiers: number[];
  /** Where the maintenance table comes from; a date for built-in ones. */
  table: { date: string | null; source: string };
  /** In words, with the numbers put in, and where it is published. */
  formula: { words: string; numbers: string; source: string; status: string };
  notes: string[];
}

/** Many positions of one venue, in columns of one length. */
export type PositionColumns = VenueRules & {
  margin_mode?: 'isolated' | 'cross';
  /** 1 for a long, -1 for a short, or the words; one word for all. */
  side: Column | readonly Side[] | Side;
  entry_price: Exact;
  /** Coins for linear, USD for inverse contracts. */
  quantity: Exact;
} & ({ margin: Exact; leverage?: never } | { leverage: Exact; margin?: never });

/** The answers in columns. */
export interface LocationColumns {
  /** The nearest floats of exact decimals of `places` places; NaN where there is none. */
  liquidation_price: Float64Array;
  /** 0 none, 1 liquidation, 2 already liquidatable, 3 not enough margin. */
  state: Float64Array;
  places: number;
}

/** Positions as rungs of a scenario, in columns. */
export interface PortfolioColumns extends LocationColumns {
  /** The value at entry. */
  notional_usd: Float64Array;
  /** 1 for a long, -1 for a short. */
  side: Float64Array;
}

/** A position as a rung of a scenario. */
export interface PositionRung {
  liquidation_price: Decimal | null;
  notional_usd: Decimal;
  side: Side;
  state: PositionState;
}

/** Profit and return at an exit price. */
export interface Profit {
  pnl: Decimal;
  roe_pct: Decimal;
  fees: Decimal;
  funding: Decimal;
  net_pnl: Decimal;
  net_roe_pct: Decimal;
  /** Whether the position is liquidated on the way. */
  liquidated_before: boolean;
  settled_in: 'quote' | 'base';
}

/** The largest position that a balance opens. */
export interface LargestSize {
  quantity_base: Decimal;
  notional_usd: Decimal;
  quantity_contracts: Decimal | null;
  limited_by: 'tier' | 'balance';
}

/** Margin that moves the liquidation price; below zero: what can be taken away. */
export interface MarginToAdd {
  margin_to_add: Decimal;
  wished_price: Decimal;
  settled_in: 'quote' | 'base';
}

/** A linear position with one maintenance rate. */
export interface SimplePosition {
  side: Side;
  entry: DecimalLike;
  qty: DecimalLike;
  margin: DecimalLike;
  /** Maintenance margin rate. */
  mmr: DecimalLike;
  /** `mark` unless given. */
  basis?: 'mark' | 'entry';
  /** Deduction of the tier. */
  mm_amount?: DecimalLike;
}

/** Spot margin: a position on borrowed money or coins, by OKX's rule. */
export interface BorrowedPosition {
  side: Side;
  /** What it holds, margin included: coins of a long, quote of a short. */
  assets: DecimalLike;
  /** What it owes, interest included: quote of a long, coins of a short. */
  liability: DecimalLike;
  /** Maintenance margin rate. */
  mmr: DecimalLike;
  /** Taker fee as a fraction. */
  fee: DecimalLike;
}

/** Its liquidation and bankruptcy price, also as exact quotients. */
export interface SimpleLocation {
  liquidation_price: Decimal | null;
  bankruptcy_price: Decimal | null;
  liquidation_price_exact: string | null;
  bankruptcy_price_exact: string | null;
  state: PositionState;
}

/** The deduction of a tier that keeps the maintenance margin continuous. */
export interface DeductionRequest {
  rule: 'cum';
  prev_cum: DecimalLike;
  lower_bound: DecimalLike;
  rate: DecimalLike;
  prev_rate: DecimalLike;
}

/** A maintenance margin. */
export interface MaintenanceRequest {
  rule: 'mm';
  quantity: DecimalLike;
  mark: DecimalLike;
  rate: DecimalLike;
  cum?: DecimalLike;
}

/** Equity ÷ maintenance margin and fee. */
export interface MarginRatioRequest {
  rule: 'margin_ratio';
  equity: DecimalLike;
  mm: DecimalLike;
  notional?: DecimalLike;
  fee?: DecimalLike;
}

/** Deribit's margins, whose rates grow with the position. */
export interface DeribitRequest {
  rule: 'deribit';
  position_base: DecimalLike;
  price: DecimalLike;
  mm_base: DecimalLike;
  im_base: DecimalLike;
  slope_per_unit: DecimalLike;
}

/** A venue's rules for one contract. */
export interface VenueSummary {
  venue: string;
  contract: Contract;
  form: string;
  /** In which it is taken where no form is given; null for what the others leave. */
  margin_mode: 'isolated' | 'cross' | null;
  maintenance_measured_at: 'mark' | 'entry';
  fee_kept: 'none' | 'liquidation' | 'bankruptcy';
  needs_fee_rate: boolean;
  tier_unit: 'quote' | 'base' | 'contracts';
  margin_may_jump: boolean;
  rounding: Rounding;
  rounding_in_cross: Rounding;
  bankruptcy_rounding: Rounding;
  margin_ratio_means: string;
  source: string;
  status: string;
  /** The built-in maintenance tables; null where there are none. */
  table: { date: string; source: string; symbols: string[] } | null;
}
