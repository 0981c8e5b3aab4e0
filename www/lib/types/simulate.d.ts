import type { CanonicalScenario, Impact, Scenario, Venue } from './scenario.js';
import type { Column, Decimal, DecimalLike, Exact, Side } from './values.js';

// Displacements are moves from the price before, against the positions: on the linear coordinate
// shares of the price, on the log coordinate logarithms. `shock` and `move` are shares of the
// price.

/** The numbers of a cascade: estimates, all of them. */
export interface Cascade {
  price_usd: number;
  /** Where the cascade ends. */
  final_price_usd: number;
  shock: number;
  shock_price_usd: number;
  displacement: number;
  /** The whole move as a share of the price. */
  move: number;
  /** What forced orders added to the shock, as a displacement. */
  overshoot: number;
  /** Whole displacement ÷ shock; null without a shock. */
  amplification: number | null;
  /** The part of the displacement that forced orders made. */
  mechanical_share: number | null;
  /** Size of the positions closed; no loss. */
  liquidated_usd: number;
  first_round_usd: number;
  /** USD that hit the book. */
  flow_usd: number;
  /** All liquidated ÷ liquidated by the shock alone; null where that is nothing. */
  cascade_ratio: number | null;
  /** New liquidations that a dollar of liquidations leads to at the end; from 1 on it runs away. */
  gain: number;
  /** How many positions or thresholds were liquidated. */
  fired: number;
  /** How many there are. */
  rungs: number;
  liquidatable_usd: number;
  /** Whether the price left the range in which a market is meant. */
  saturated: boolean;
  /** Whether the order book ran out. */
  book_exhausted: boolean;
  rounds: number;
}

/** How a liquidatable share was solved. */
export interface Calibration {
  share: number;
  lo: number;
  hi: number;
  iterations: number;
  converged: boolean;
  liquidated_lo_usd: number;
  liquidated_hi_usd: number;
}

/** Price and liquidations round by round, as columns; the first entry is the shock itself. */
export interface Path {
  price_usd: Float64Array;
  displacement: Float64Array;
  liquidated_usd: Float64Array;
  new_usd: Float64Array;
}

/**
 * What stands at which price: edges, USD between them, and running totals from the price out. Of an
 * assumed book with entries all over its spread, of which its rungs are steps.
 */
export interface LiquidationMap {
  /** How far it reaches to each side, as a displacement. */
  span: number;
  price_usd: Float64Array;
  long_usd: Float64Array;
  short_usd: Float64Array;
  long_cumulative_usd: Float64Array;
  short_cumulative_usd: Float64Array;
}

/** Two cascades, and B less A wherever both have an estimate. */
export interface Comparison {
  a: Cascade;
  b: Cascade;
  difference: {
    [
      Estimate in keyof Cascade as number extends Extract<Cascade[Estimate], number>
        ? Estimate
        : never
    ]?: number;
  };
}

/** One jump of the outcome: a shock that sets off much at once. */
export interface Avalanche {
  shock: number;
  shock_price_usd: number;
  liquidated_usd: number;
  from_price_usd: number;
  to_price_usd: number;
}

/** What a key level takes; null where the level lies behind the price. */
export interface KeyLevel {
  price_usd: number;
  distance: number;
  reached: boolean;
  shock: number | null;
  shock_price_usd: number | null;
  liquidated_usd: number | null;
  gain: number | null;
  /** Null also without a volatility. */
  touch_probability: number | null;
}

/** The outcome over shocks, as columns. */
export interface ShockSweep {
  shock: Float64Array;
  displacement: Float64Array;
  /**
   * How far the price is from where it began, as a fraction; where nothing stops it, as far as
   * prices go.
   */
  move: Float64Array;
  final_price_usd: Float64Array;
  liquidated_usd: Float64Array;
  /** The first of these shocks that nothing in the model stops. */
  saturated_shock: number | null;
  /** From how many USD on an avalanche counts as a cascade, and the shock that sets it off. */
  critical_usd: number;
  critical_shock: number | null;
}

/** Where the price settles after the forced orders. */
export interface Recovery {
  share: number;
  price_usd: number;
  third_price_usd: number;
  full_price_usd: number;
}

/** The cascade step by step, in a book that refills. */
export interface Timed {
  steps: number;
  finished: boolean;
  liquidated_usd: number;
  /** Displacements. */
  last: number;
  peak: number;
  settled: number;
  peak_price_usd: number;
  settled_price_usd: number;
  /** The gain above which a cascade runs away in such a book. */
  runaway_gain: number;
  path: Path;
}

/** What each group won or lost; the nine sum to zero, exactly. */
export interface Accounts {
  liquidated_traders_usd: Decimal;
  surviving_same_side_usd: Decimal;
  /** Before auto-deleveraging. */
  opposite_side_usd: Decimal;
  deleveraged_winners_usd: Decimal;
  /** Who took the other side of the forced orders. */
  absorbers_usd: Decimal;
  accompanying_flow_usd: Decimal;
  insurance_fund_usd: Decimal;
  exchange_fees_usd: Decimal;
  platform_loss_usd: Decimal;
}

/** Who paid and who received. Exact, from fills that are estimates rounded to a tick once. */
export interface Ledger {
  closed: number;
  accounts: Accounts;
  /** Always "0". */
  sum_usd: Decimal;
  opposite_side_after_adl_usd: Decimal;
  margin_lost_usd: Decimal;
  passed_on_usd: Decimal;
  returned_usd: Decimal;
  fees_usd: Decimal;
  surplus_usd: Decimal;
  deficit_usd: Decimal;
  fund_end_usd: Decimal;
  adl_usd: Decimal;
  uncovered_usd: Decimal;
  open_interest_transfer_usd: Decimal;
  liquidated_qty: Decimal;
  taken_over_qty: Decimal;
  value_at_liquidation_usd: Decimal;
  value_at_fill_usd: Decimal;
  /** What auto-deleveraging took from whom. */
  haircuts: { id: string; usd: Decimal }[];
  /** Of positions given one by one, up to a thousand. */
  fills: { id: string; price_usd: Decimal; sold_qty: Decimal }[];
}

/** Positions that are already closed, in columns of one length. */
export interface ClosedColumns {
  /** The side that was liquidated. */
  side: Side;
  /** The mark before the shock and at the end. */
  price_usd: DecimalLike;
  final_price_usd: DecimalLike;
  qty: Exact;
  entry_usd: Exact;
  margin_usd: Exact;
  /** What the coins fetched each. */
  fill_usd: Exact;
  liquidation_usd?: Exact;
  /** Coins that were sold; the fund took over the rest at the bankruptcy price. Both or none. */
  sold_qty?: Exact;
  bankruptcy_usd?: Exact;
  /** Coins open on each side; without it those of the positions. */
  open_interest_qty?: DecimalLike;
  /** Coins that trade for each one liquidated, 1 by default. */
  flow?: DecimalLike;
  engine?: Venue;
  /** Whether to tell what became of every position. */
  rows?: boolean;
}

/** The ledger of columns. The numbers of `rows` are the nearest floats of exact ones. */
export interface LedgerOfColumns extends Omit<Ledger, 'fills' | 'value_at_liquidation_usd'> {
  value_at_liquidation_usd: Decimal | null;
  rows?: {
    fee_usd: Float64Array;
    returned_usd: Float64Array;
    margin_lost_usd: Float64Array;
    fund_usd: Float64Array;
  };
}

/** Everything that the page shows of a scenario. */
export interface Outcome extends Cascade {
  washout: 1;
  /** Version of the engine. */
  engine: string;
  /**
   * Of scenario and outcome; the same on every platform. It begins with the version of what it is
   * taken over (`2-…`): compare digests of one version only.
   */
  digest: string;
  estimate: true;
  /** The liquidatable share; null where positions are given. */
  share: number | null;
  calibration: Calibration | null;
  path: Path;
  map: LiquidationMap;
  /** The largest, largest first. */
  avalanches: Avalanche[];
  levels: KeyLevel[];
  sweep: ShockSweep;
  recovery: Recovery;
  /** Null where the scenario has no `time`, or an impact that is not linear. */
  timed: Timed | null;
  /** Null where the book has thresholds without positions. */
  ledger: Ledger | null;
  /** What is assumed and what happened, in plain words. */
  notes: string[];
  scenario: CanonicalScenario;
}

/** A part of an outcome that can be left out. */
export type OutcomePart =
  'path' | 'map' | 'avalanches' | 'sweep' | 'timed' | 'ledger' | 'notes' | 'scenario';

/** The end of a cascade of positions, and its ledger. */
export interface Settlement {
  fired: number;
  liquidated_usd: number;
  flow_usd: number;
  displacement: number;
  final_price_usd: number;
  saturated: boolean;
  ledger: Ledger;
}

/** Every avalanche, as columns. */
export interface Avalanches {
  displacement: Float64Array;
  shock: Float64Array;
  liquidated_usd: Float64Array;
}

/** A shock, or all null where none does it. */
export interface ShockAnswer {
  shock: number | null;
  displacement: number | null;
  shock_price_usd: number | null;
}

/** A shock, also as a sale into the book as it is now. */
export interface SaleAnswer extends ShockAnswer {
  sale_usd: number | null;
}

/** A shock that reaches a price; all null but `distance` where the price lies behind. */
export interface LevelAnswer extends ShockAnswer {
  /** From the price before to the level, as a share of the price. */
  distance: number;
  /** The part of the way that the cascade goes by itself. */
  mechanical_share: number | null;
  liquidated_usd: number | null;
}

/** A position that is closed in parts. */
export interface PartialClosing {
  side: Side;
  liq_price_usd: DecimalLike;
  qty: DecimalLike;
  /** Maintenance margin rate. */
  maintenance: DecimalLike;
  /** The margin rate that each part restores. */
  target: DecimalLike;
  fee?: DecimalLike;
  /** How many parts. */
  count: DecimalLike;
}

/** Price and coins of each part, as columns. */
export interface Tranches {
  price_usd: Float64Array;
  qty: Float64Array;
}

/** A grid: shocks, and if wanted one input in several values. */
export interface SweepRequest {
  scenario: Scenario;
  /** As shares of the price. */
  shocks: Column | readonly DecimalLike[];
  /** `path` such as `impact.usd_per_percent` or `book.share`. */
  over?: { path: string; values: readonly unknown[] } | null;
}

/** The outcomes, row after row of `over`. */
export interface SweepGrid {
  rows: number;
  shock: Float64Array;
  final_price_usd: Float64Array;
  displacement: Float64Array;
  liquidated_usd: Float64Array;
  mechanical_share: Float64Array;
}

/** An order book. */
export interface DepthRequest {
  /**
   * A venue's message (Binance depth, Hyperliquid l2Book, with or without envelope) or the text of
   * a CSV.
   */
  snapshot: string | object;
  /** The price that displacements are measured from; the mid unless given. */
  price_usd?: DecimalLike;
  /** What one contract is worth, where quantities are contracts. */
  contract_usd?: DecimalLike;
  /** Condenses `impact` to so many levels a side or fewer. */
  steps?: DecimalLike;
}

/** One side of an order book. */
export interface DepthSide {
  levels: number;
  /** Exact; null where quantities are contracts. */
  total_qty: Decimal | null;
  total_usd: Decimal | null;
  notional_usd: number;
  /** How far the snapshot reaches, as a displacement. */
  span: number;
  /** Null where it does not reach 1 %. */
  within_percent_usd: number | null;
  /** Scaled from the span where it does not reach 1 %. */
  usd_per_percent: number | null;
  u: Float64Array;
  usd: Float64Array;
  /** Ready for a scenario. */
  impact: { kind: 'levels'; levels: [number, number][] };
}

/** An order book as depth. */
export interface Depth {
  price_usd: number;
  mid_usd: number;
  best_bid_usd: Decimal | null;
  best_ask_usd: Decimal | null;
  bids: DepthSide;
  asks: DepthSide;
}

/** What a ladder stands in. */
export interface LadderMarket {
  impact: Impact;
  /** USD that hit the book for each USD liquidated; 1 unless given. */
  flow?: DecimalLike;
}

/** Two columns in a market, or a scenario, which brings both. */
export type LadderSource =
  | ({ /** Displacements. */ u: Column; notional_usd: Column; scenario?: undefined } & LadderMarket)
  | { scenario: Scenario };

/** The outcomes of many shocks, as columns. */
export interface LadderOutcomes {
  displacement: Float64Array;
  liquidated_usd: Float64Array;
  first_round_usd: Float64Array;
}

/** What each path of a Monte Carlo run draws: columns of one length. */
export interface LadderPaths {
  /** Displacements. */
  shocks: Column;
  /** USD that would move the price by 100 % at constant depth. */
  depth_usd: Column;
  /** USD that hit the book for each USD liquidated; 1 by default. */
  flow?: Column;
}

/** A ladder that is built once and asked many times. `free` it in a `finally`. */
export interface Ladder {
  readonly rungs: number;
  readonly total_usd: number;
  /** Puts it into another market. One that is refused closes the ladder. */
  market(market: LadderMarket): void;
  /** The outcome of each shock, a displacement. */
  outcomes(shocks: Column): LadderOutcomes;
  /** The outcome of each path of a Monte Carlo run, whatever market the ladder is in. */
  paths(drawn: LadderPaths): LadderOutcomes;
  /** The smallest shock that liquidates each amount; NaN where the ladder holds less. */
  liquidating(usd: Column): Float64Array;
  /** The smallest shock that ends at each displacement or beyond. */
  reaching(displacements: Column): Float64Array;
  /** Gives the memory back. Harmless when done twice. */
  free(): void;
}

/** A uniform book: displacements, and USD per unit of displacement. */
export interface UniformBook {
  shock: DecimalLike;
  from: DecimalLike;
  to: DecimalLike;
  density_usd: DecimalLike;
  depth_usd: DecimalLike;
  flow?: DecimalLike;
}

/** A recorded event, in short. */
export interface PresetSummary {
  /** Its UTC day. */
  id: string;
  title: string;
  /** Whether longs were washed out by a fall or shorts squeezed by a rise. */
  kind: 'washout' | 'squeeze';
  asset: string;
  summary: string;
}

/** A reported number, or one that we assume. */
export interface Figure {
  key: string;
  value: string;
  unit: string;
  label: string;
  source: string;
  url: string | null;
  status: 'sourced' | 'assumption' | 'unverified';
}

/** A number that follows from reported ones, exactly. */
export interface DerivedFigure {
  key: string;
  value: Decimal | null;
  formula: string;
}

/** A recorded event: its figures with their sources, what follows from them, and its scenario. */
export interface Preset extends PresetSummary {
  /** What a reader of its totals should know. */
  note: string | null;
  figures: Figure[];
  derived: DerivedFigure[];
  scenario: Scenario;
}
