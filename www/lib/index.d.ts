/**
 * Washout: exact liquidation totals and cascade scenarios for leveraged crypto markets.
 *
 * Exact numbers are decimal strings. Estimates are numbers and are marked as estimates. Times are
 * UTC milliseconds. What is absent is `null`. Every function throws a `WashoutError` that says
 * where and why, and no other error.
 */

import type * as K from './types/contagion.js';
import type * as C from './types/count.js';
import type * as F from './types/figures.js';
import type * as J from './types/judge.js';
import type * as L from './types/locate.js';
import type * as S from './types/scenario.js';
import type * as M from './types/simulate.js';
import type { Data, Decimal, DecimalLike, WasmSource } from './types/values.js';

export * from './types/values.js';
export type * from './types/contagion.js';
export type * from './types/count.js';
export type * from './types/figures.js';
export type * from './types/judge.js';
export type * from './types/locate.js';
export type * from './types/scenario.js';
export type * from './types/simulate.js';

/**
 * Loads the engine. Needed once in browsers, before anything else; does nothing in Node, Deno, Bun
 * and workerd, where the engine is ready when imported. Without an argument the wasm is fetched
 * from where it lies beside the script. Rejects with a `WashoutError` of code `LOAD` that says what
 * to do where a bundler has left the wasm behind or a server answers something else; a second try
 * works.
 */
export function init(source?: WasmSource): Promise<void>;

/** The version of the engine. */
export function version(): string;

// Count

/** Counts a whole file or message that is in memory. */
export function count(data: Data, options?: C.CountOptions): C.CountReport;

/** Starts a count in pieces, in constant memory. */
export function counter(options?: C.CountOptions): C.Counter;

/**
 * Counts text, bytes, a file or a stream, plain, gzip or zip, in constant memory and without
 * blocking for long. The parts of a gzip file are read as one. Each file of a zip container is
 * counted by itself, under its own name; where there are several the report is that of all, with
 * each under `files`, and an event that stands in two of them counts twice.
 */
export function countStream(
  source: C.StreamSource,
  options?: C.CountOptions,
  controls?: C.StreamControls,
): Promise<C.CountReport>;

/** One partial of several, as `counter().save()` gives them; in any order. */
export function mergePartials(partials: readonly string[]): C.Partial;

/** The report of partials, merged; `rejects` are counted and not listed. */
export function reportOf(partials: readonly string[], options?: C.ReportOptions): C.CountReport;

/** Turns any known format into Washout's own CSV, in pieces, in constant memory. */
export function exporter(options?: C.ReadOptions): C.Exporter;

/** The events of a small input one by one, up to 100,000. */
export function events(data: Data, options?: C.ReadOptions): C.EventList;

// Simulate

/**
 * Simulates a scenario: everything that the page shows. An estimate, but for its ledger. With
 * `parts` the answer holds the headline, key levels, recovery and digest, and of the rest the named
 * parts only, which is several times faster; what is there is the same either way, the digest too.
 */
export function simulate(scenario: S.Scenario): M.Outcome;
export function simulate<P extends M.OutcomePart>(
  scenario: S.Scenario,
  options: { parts: readonly P[] },
): Omit<M.Outcome, Exclude<M.OutcomePart, P>>;

/** The canonical form of a scenario, with its preset filled in. */
export function scenario(scenario: S.Scenario): S.CanonicalScenario;

/** The numbers of a scenario's cascade, without the columns for charts. */
export function cascade(scenario: S.Scenario): M.Cascade;

/** Two scenarios side by side, and by how much each estimate of `b` exceeds that of `a`. */
export function compare(pair: { a: S.Scenario; b: S.Scenario }): M.Comparison;

/** Every avalanche of a scenario: critical shock and USD, as columns. */
export function avalanches(scenario: S.Scenario): M.Avalanches;

/** The smallest shock that liquidates so many USD, also as a sale into the book. */
export function reverseNotional(asked: {
  scenario: S.Scenario;
  target_usd: DecimalLike;
}): M.SaleAnswer;

/** The smallest shock whose cascade ends at that price or beyond. */
export function reverseLevel(asked: {
  scenario: S.Scenario;
  level_usd: DecimalLike;
}): M.LevelAnswer;

/** How the liquidatable share of a scenario was solved; null where it is stated. */
export function calibrate(scenario: S.Scenario): M.Calibration | null;

/** Who paid and who received, of a scenario whose book has positions. */
export function ledger(scenario: S.Scenario): M.Settlement;

/** Who paid and who received, of closed positions in columns: a million in one call. */
export function ledgerMany(closed: M.ClosedColumns): M.LedgerOfColumns;

/** The cascade step by step, of a scenario with a `time` and a linear impact. */
export function timedCascade(scenario: S.Scenario): M.Timed;

/** The parts in which a position is closed. */
export function partialTranches(position: M.PartialClosing): M.Tranches;

/** A grid of shocks and one more input; up to a million cells. */
export function sweep(asked: M.SweepRequest): M.SweepGrid;

/**
 * How a fall of one asset closes cross-margin accounts in others, and back: who fell in which round
 * and by which asset's move, where each price ends, and a ledger that balances. Up to 500,000
 * accounts with 2,000,000 positions and coins on up to 200 assets. An estimate, but for its ledger.
 */
export function contagion(asked: K.ContagionRequest): K.Contagion;

/** An order book as depth, with the impact that it makes. */
export function depth(asked: M.DepthRequest): M.Depth;

/** A ladder that is built once and asked many times. `free` it when done. */
export function ladder(from: M.LadderSource): M.Ladder;

/** The cascade of a uniform book, in closed form. */
export function uniformDensity(book: M.UniformBook): {
  gain: number;
  displacement: number;
  liquidated_usd: number;
};

/** The cascade of an exponential book, in closed form. */
export function exponentialDensity(book: {
  shock: DecimalLike;
  length: DecimalLike;
  gain: DecimalLike;
}): { displacement: number };

/**
 * The gain above which a cascade runs away, for the share of pressure that stays from step to step.
 */
export function resilienceThreshold(stays: DecimalLike): number;

/** The recorded events that come with the package. */
export function presets(): M.PresetSummary[];

/** One recorded event. */
export function preset(id: string): M.Preset;

// Locate

/** Everything about one position by its venue's rules. */
export function locate(position: L.Position): L.Location;

/** Many positions of one venue at once; up to two million. */
export function locateMany(positions: L.PositionColumns): L.LocationColumns;

/** Positions as prices and sizes for a scenario, in the same order. */
export function portfolio(asked: { positions: readonly L.Position[] }): L.PositionRung[];
export function portfolio(asked: { positions: L.PositionColumns }): L.PortfolioColumns;

/** Profit and return at an exit price. */
export function pnl(
  asked: L.Position & {
    exit_price: DecimalLike;
    /** Paid; below zero: received. */ funding?: DecimalLike;
  },
): L.Profit;

/** The exit price of a wished return on the margin, after fees and funding where `net` is true. */
export function targetPrice(
  asked: L.Position & { roe_pct: DecimalLike; funding?: DecimalLike; net?: boolean },
): { target_price: Decimal | null; net: boolean };

/** The largest position that a balance opens. */
export function maxSize(asked: L.PositionTerms & { balance: DecimalLike }): L.LargestSize;

/** The margin that moves the liquidation price to `wished_price`, or `distance_pct` away. */
export function marginToAdd(
  asked: L.Position & { wished_price?: DecimalLike; distance_pct?: DecimalLike },
): L.MarginToAdd;

/** The exit price that pays fees and funding. */
export function breakEven(asked: L.Position & { funding?: DecimalLike }): {
  break_even_price: Decimal | null;
};

/**
 * Liquidation and bankruptcy price of a linear position with one maintenance rate, or of spot
 * margin.
 */
export function liqPrice(position: L.SimplePosition | L.BorrowedPosition): L.SimpleLocation;

/** A maintenance amount by itself. */
export function maintenance<
  A extends L.DeductionRequest | L.MaintenanceRequest | L.MarginRatioRequest | L.DeribitRequest,
>(asked: A): A extends L.DeribitRequest ? { mm: Decimal; im: Decimal } : Decimal;

/** Every venue whose rules are built in. */
export function venues(): L.VenueSummary[];

// Single figures

/** How far a price lies below a peak, as a share of the peak; null for a peak of zero. */
export function drawdown(asked: F.DrawdownRequest): Decimal | null;

/** How many there are, how many are positive, mean and median; null of an empty list. */
export function summary(asked: { values: readonly DecimalLike[] }): F.Summary | null;

/** The change from one number to another as a share of the first, or in coins behind one in USD. */
export function change(asked: F.ChangeRequest): Decimal | null;

/** A funding rate paid every so many hours, as a simple rate a year. */
export function annualFunding(asked: F.FundingRequest): Decimal;

/** The margin behind a notional. */
export function marginBehind(asked: F.MarginRequest): Decimal;

/** Where shocks end in markets that feed each other: (I - G)^-1 s. An estimate. */
export function coupled(asked: F.CoupledRequest): F.Coupled;

// Judge

/** What the market was doing on one day: every answer that the given series allow. */
export function context(asked: J.ContextRequest): J.Context;

/**
 * Claims, each with its verdict, the computed value and one sentence why; without any, the first
 * article's twenty.
 */
export function audit(asked?: J.AuditRequest): J.Audit;

/** The first article's audit as data: what others can start their own from. */
export function article(): J.AuditDefinition;

/**
 * Where freed money may go, by the reader's shares, to the cent; and four numbers that are taken
 * for each other.
 */
export function flows(asked: J.FlowsRequest): J.Flows;

/** Past washouts and squeezes with the source of each figure, compared. */
export function history(): J.History;
