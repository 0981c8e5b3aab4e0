import type { TierRow } from './locate.js';
import type { Impact } from './scenario.js';
import type { Column, Decimal, DecimalLike, Exact } from './values.js';

// Falls are positive here and rises negative: a shock, a displacement, what one market pushes
// another.

/**
 * What the positions in an asset need: one rate, tiers in USD that join at their edges, or a
 * venue's built-in table.
 */
export type AssetMaintenance =
  | {
      /** Maintenance margin rate. */ maintenance: DecimalLike;
      maintenance_tiers?: never;
      venue?: never;
      symbol?: never;
    }
  | { maintenance_tiers: readonly TierRow[]; maintenance?: never; venue?: never; symbol?: never }
  | {
      /** As in `venues()`, with tiers in USD. */ venue: string;
      symbol: string;
      maintenance?: never;
      maintenance_tiers?: never;
    };

/** One asset: its price before the shock, what forced orders do to it, and its shock. */
export type ContagionAsset = {
  /** Its name; each once. */
  asset: string;
  price_usd: DecimalLike;
  /** Purchases meet as much depth as sales. */
  impact: Impact;
  /** Coins open on each side, for the ledger; what the accounts hold unless given. */
  open_interest_qty?: DecimalLike;
} & AssetMaintenance &
  (
    | {
        /** A fall as a share of the price; a rise below 0. Nothing unless given. */
        shock?: DecimalLike;
        beta?: never;
      }
    | { /** Times the common shock. */ beta: DecimalLike; shock?: never }
  );

/** Coins that count as collateral. */
export interface CollateralCoins {
  asset: string;
  qty: DecimalLike;
  /** The share of their value that does not count; 0 unless given. */
  haircut?: DecimalLike;
}

/** A position of a cross-margin account. */
export interface AccountPosition {
  asset: string;
  /** Coins; below 0 for a short. */
  qty: DecimalLike;
  entry_usd: DecimalLike;
}

/** A cross-margin account: everything in it stands for everything else. */
export interface ContagionAccount {
  /** Its number from 1 unless given. */
  id?: string;
  /** Below 0 when borrowed; 0 unless given. */
  cash_usd?: DecimalLike;
  collateral?: readonly CollateralCoins[];
  positions?: readonly AccountPosition[];
}

/** Many accounts in columns; accounts and assets are counted from 0. */
export interface AccountColumns {
  cash_usd: Exact;
  collateral?: { account: Column; asset: Column; qty: Exact; haircut?: Exact };
  positions?: { account: Column; asset: Column; qty: Exact; entry_usd: Exact };
}

/** Who pays for what. All have defaults. */
export interface ContagionVenue {
  /** Liquidation fee as a share of what is sold or bought. */
  fee_rate?: DecimalLike;
  fee_to?: 'fund' | 'exchange';
  /** Who gets what is left of an account; the trader unless given. */
  residual?: 'fund' | 'trader';
  /** What the insurance fund holds. */
  fund_usd?: DecimalLike;
}

/** Markets that follow each other, and accounts on all of them. */
export interface ContagionRequest {
  assets: readonly ContagionAsset[];
  accounts?: readonly ContagionAccount[] | AccountColumns;
  /** The common shock that betas are of. */
  shock?: DecimalLike;
  /**
   * Row by row in the order of the assets: the part of the move that forced orders make in each
   * market which this one follows. 1 on the diagonal; unless given, none follows another.
   */
  cross?: readonly (readonly DecimalLike[])[];
  /** How prices become displacements; `linear` unless given. */
  coordinate?: 'linear' | 'log';
  /** USD that hit the book for each USD closed; 1 unless given. */
  flow?: DecimalLike;
  engine?: ContagionVenue;
}

/** Whose move closed how much of an asset: of each account, the asset that took most from it. */
export interface LedBy {
  /** Null where no move took anything: the account had failed before. */
  asset: string | null;
  first_round_usd: number;
  follow_on_usd: number;
}

/** The accounts of one market, from the price before to the price at the end; they sum to zero. */
export interface MarketLedger {
  accounts: {
    liquidated_longs_usd: Decimal;
    liquidated_shorts_usd: Decimal;
    surviving_longs_usd: Decimal;
    surviving_shorts_usd: Decimal;
    /** Who took the other side of the forced orders. */
    absorbers_usd: Decimal;
    /** Who traded along with them. */
    accompanying_flow_usd: Decimal;
  };
  sum_usd: Decimal;
}

/** Where one asset ends. */
export interface ContagionEnd {
  asset: string;
  price_usd: number;
  shock: number;
  shock_price_usd: number;
  final_price_usd: number;
  displacement: number;
  /** The whole fall as a share of the price. */
  fall: number;
  /** What forced orders added to the shock. */
  overshoot: number;
  /** The same by the market whose forced orders did it, in the order of the assets. */
  pushed_by: Float64Array;
  /**
   * How much further it falls for each further fall of each asset, by the forced orders that this
   * sets off at once; the rows of all assets are the gains that `coupled` takes.
   */
  gains: Float64Array;
  /** How many closed accounts held it. */
  accounts: number;
  /** Size of the positions closed, at the price before; no loss. */
  liquidated_usd: number;
  long_usd: number;
  short_usd: number;
  /** What the shock alone closed. */
  first_round_usd: number;
  /** What forced orders closed after it. */
  follow_on_usd: number;
  /** USD that hit the book: sales less purchases. */
  flow_usd: number;
  led_by: LedBy[];
  saturated: boolean;
  book_exhausted: boolean;
  /** Null where amounts are beyond exact money. */
  ledger: MarketLedger | null;
}

/** Who paid and who received over all markets; the accounts sum to zero. */
export interface ContagionLedger {
  closed: number;
  accounts: {
    liquidated_traders_usd: Decimal;
    /** What the fall of their collateral coins took from them, which nobody received. */
    collateral_usd: Decimal;
    survivors_usd: Decimal;
    absorbers_usd: Decimal;
    accompanying_flow_usd: Decimal;
    insurance_fund_usd: Decimal;
    exchange_fees_usd: Decimal;
    platform_loss_usd: Decimal;
  };
  sum_usd: Decimal;
  /** Equity that the traders of closed accounts lost. */
  margin_lost_usd: Decimal;
  returned_usd: Decimal;
  fees_usd: Decimal;
  surplus_usd: Decimal;
  deficit_usd: Decimal;
  fund_end_usd: Decimal;
  uncovered_usd: Decimal;
  value_at_fill_usd: Decimal;
}

/** How a shock spread. */
export interface Contagion {
  washout: 1;
  engine: string;
  digest: string;
  estimate: true;
  accounts: number;
  closed: number;
  /** In the first round. */
  closed_by_shock: number;
  /** In the rounds after it. */
  closed_by_contagion: number;
  liquidated_usd: number;
  first_round_usd: number;
  follow_on_usd: number;
  rounds: number;
  /** Whether it is proved that every order of closing ends here. Hedged accounts can break it. */
  order_free: boolean;
  assets: ContagionEnd[];
  /**
   * The closed accounts by round: number from 0, name, round from 1, and the asset whose move took
   * most.
   */
  closed_accounts: {
    account: Float64Array;
    id: string[];
    round: Float64Array;
    led_by: (string | null)[];
  };
  /**
   * Round by round, the shock first: how many accounts it closed, and where each asset stood after
   * it.
   */
  path: { closed: Float64Array; displacement: Float64Array[] };
  /** Null where amounts are beyond exact money. */
  ledger: ContagionLedger | null;
  notes: string[];
}
