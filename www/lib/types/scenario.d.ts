import type { Column, DecimalLike, Exact, Side } from './values.js';

/** The asset, its price and its open interest. */
export interface Market {
  /** Ticker; BTC unless given. */
  asset?: string;
  /** The mark price before the shock. */
  price_usd: DecimalLike;
  /** A synthetic book needs it. */
  open_interest_usd?: DecimalLike;
  /** The same in coins, for the ledger. */
  open_interest_qty?: DecimalLike;
}

/**
 * How the liquidatable share is solved: from a reported total, and the move in which it was
 * liquidated.
 */
export type ReportedShare = {
  /** What was reported as liquidated on the side that the shock is against. */
  reported_usd: DecimalLike;
  /** How much more there was than was reported; 1 unless given. */
  factor?: DecimalLike;
} & (
  | { /** The extreme of the move. */ to_price_usd: DecimalLike; shock?: never }
  | { /** The shock. */ shock: DecimalLike; to_price_usd?: never }
);

/** Positions assumed from open interest and a leverage mix. */
export interface SyntheticBook {
  kind: 'synthetic';
  /** A name, or rows of leverage, weight and, if it has its own, maintenance rate. */
  mix: 'conservative' | 'neutral' | 'aggressive' | readonly (readonly DecimalLike[])[];
  /** The share of open interest that can be liquidated, 0 to 1, or what to solve it from. */
  share: DecimalLike | ReportedShare;
  /** Maintenance margin rate; 0.005 unless given. */
  maintenance?: DecimalLike;
  /** How far to either side of the price entries lie, 0 to 0.9. */
  spread?: DecimalLike;
  /** Over how many entries; 81 unless given. */
  steps?: number;
}

/** One position, exact: with its margin or its leverage. */
export type BookPosition = {
  id?: string;
  side: Side;
  /** Coins. */
  qty: DecimalLike;
  entry_usd: DecimalLike;
  /** Maintenance margin rate. */
  maintenance?: DecimalLike;
  /** The price at which maintenance is measured; `mark` unless given. */
  basis?: 'mark' | 'entry';
  /** The deduction of its tier. */
  deduction_usd?: DecimalLike;
} & ({ margin_usd: DecimalLike; leverage?: never } | { leverage: DecimalLike; margin_usd?: never });

/**
 * Positions in columns of one length: the same as a list of them, digest and all, and quick for a
 * million. What is one value stands for every row; a list of objects may have 200,000. The whole
 * engine reads them; `washout/simulate` in a browser reads lists.
 */
export type BookPositionColumns = {
  /** Their numbers from 1 unless given. */
  id?: readonly string[];
  /** 1 for a long, -1 for a short, or the words; one word for all. */
  side: Column | readonly Side[] | Side;
  /** Coins. */
  qty: Exact;
  entry_usd: Exact;
  /** Maintenance margin rates. */
  maintenance?: Exact | DecimalLike;
  /** The price at which maintenance is measured; `mark` unless given. */
  basis?: 'mark' | 'entry' | readonly ('mark' | 'entry')[];
  /** The deductions of their tiers. */
  deduction_usd?: Exact | DecimalLike;
} & (
  | { margin_usd: Exact | DecimalLike; leverage?: never }
  | { leverage: Exact | DecimalLike; margin_usd?: never }
);

/** One threshold: where, how much, and (both sides of the price) of which side. */
export type Rung = { side?: Side } & (
  | {
      /** Displacement from the price, against the position. */ u: DecimalLike;
      liq_price_usd?: never;
    }
  | { liq_price_usd: DecimalLike; u?: never }
) &
  (
    | { /** Coins at the price before. */ notional_usd: DecimalLike; qty?: never }
    | { qty: DecimalLike; notional_usd?: never }
  );

/** Where the positions come from. */
export type Book =
  | SyntheticBook
  | { kind: 'positions'; positions: readonly BookPosition[] | BookPositionColumns }
  | { kind: 'rungs'; rungs: readonly Rung[] }
  | { kind: 'columns'; u: Column; notional_usd: Column };

/**
 * USD of orders within 1 % of the price, or per unit of displacement (100 times that, if linear).
 */
export type BookDepth =
  | { usd_per_percent: DecimalLike; depth_usd?: never }
  | { depth_usd: DecimalLike; usd_per_percent?: never };

/** How forced orders move the price. */
export type Impact = {
  /** The part of the depth that stays during the move; 1 unless given. */ survival?: DecimalLike;
} & (
  | { kind: 'none' }
  | ({ kind: 'linear' } & BookDepth)
  | ({ kind: 'power'; gamma: DecimalLike } & BookDepth)
  | ({ kind: 'withdrawal'; rate: DecimalLike } & BookDepth)
  | ({ kind: 'bounded'; max: DecimalLike } & BookDepth)
  | ({
      kind: 'levels';
      /** Displacement and USD of each level of an order book. */
      levels: readonly (readonly [DecimalLike, DecimalLike])[];
      /** Where the price goes when the book runs out. */
      exhausted?: DecimalLike | null;
      /** A depth, where it is given, is that beyond the last level. */
    } & (BookDepth | { usd_per_percent?: never; depth_usd?: never }))
);

/** The move from outside: a fraction (0.05 is 5 %), to a price, or the smallest that does it. */
export type Shock =
  | DecimalLike
  | { to_price_usd: DecimalLike }
  | { reach_price_usd: DecimalLike }
  | { liquidate_usd: DecimalLike };

/** A winner who may be deleveraged. */
export interface Winner {
  id: string;
  profit_usd: DecimalLike;
  leverage: DecimalLike;
  profit_rate: DecimalLike;
  wealth_usd?: DecimalLike;
}

/** How the venue closes positions and who pays for what. All have defaults. */
export interface Venue {
  /** Market orders, or limit orders at the bankruptcy price. */
  kind?: 'market' | 'bankruptcy_limit';
  /** Whether the shock comes in a gap or little by little. */
  arrival?: 'gap' | 'gradual';
  fee_rate?: DecimalLike;
  fee_to?: 'fund' | 'exchange';
  /** Who gets what is left of the margin. */
  residual?: 'fund' | 'trader';
  /** What the insurance fund holds. */
  fund_usd?: DecimalLike;
  adl?: 'queue' | 'pro_rata';
  winners?: readonly Winner[];
  /** The step to which prices are rounded, once, before the ledger. */
  tick_usd?: DecimalLike;
}

/** How the book refills between the steps of the timed form. */
export interface Refill {
  /** The share of the passing pressure that is left after a step. */
  rho: DecimalLike;
  /** The share of the pressure that never passes; 0 unless given. */
  permanent?: DecimalLike;
}

interface ScenarioParts {
  title?: string;
  market: Market;
  /** Which way the shock goes; `down` unless given. */
  direction?: 'down' | 'up';
  /** How prices become displacements; `linear` unless given. */
  coordinate?: 'linear' | 'log';
  book: Book;
  impact: Impact;
  /** USD that hit the book for each USD liquidated; 1 unless given. */
  flow?: DecimalLike;
  shock: Shock;
  /** Prices that the reader watches. */
  levels?: readonly DecimalLike[];
  /** Daily volatility as a fraction, for touch probabilities. */
  volatility?: DecimalLike;
  /** Their horizon; 1 unless given. */
  days?: DecimalLike;
  /** The share of what forced orders added that is recovered afterwards; 0.6 unless given. */
  recovery?: DecimalLike;
  time?: Refill;
  engine?: Venue;
}

/** An object of which every part may be left out, at any depth. */
type PartsOf<T> = T extends DecimalLike | readonly unknown[] | ArrayBufferView
  ? T
  : T extends object
    ? { [K in keyof T]?: PartsOf<T[K]> }
    : T;

/** A scenario in the one schema. A preset fills in what is not given. Unknown keys are errors. */
export type Scenario =
  | ({ /** Version of the schema. */ washout: 1; preset?: never } & ScenarioParts)
  | ({ washout: 1; /** Id of a preset. */ preset: string } & PartsOf<ScenarioParts>);

/** The canonical form of a scenario: everything that is read is given. */
export type CanonicalScenario = { washout: 1; preset?: string } & ScenarioParts &
  Required<
    Pick<
      ScenarioParts,
      'direction' | 'coordinate' | 'flow' | 'levels' | 'days' | 'recovery' | 'engine'
    >
  >;
