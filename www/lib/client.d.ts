import type * as washout from './index.js';

/** The functions that a worker runs, each answering with a promise. */
type Names = Exclude<
  keyof typeof washout,
  'WashoutError' | 'init' | 'counter' | 'countStream' | 'exporter' | 'ladder' | 'simulate'
>;

type Promised<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;

/** A count in pieces inside a worker. */
export interface RemoteCounter {
  push(chunk: washout.Data): Promise<washout.Progress>;
  finish(): Promise<washout.CountReport>;
  save(): Promise<washout.Saved>;
  free(): void;
}

/** An export in pieces inside a worker. */
export interface RemoteExporter {
  push(chunk: washout.Data): Promise<string>;
  finish(): Promise<washout.Exported>;
  free(): void;
}

/** A ladder inside a worker. */
export interface RemoteLadder {
  readonly rungs: number;
  readonly total_usd: number;
  market(market: washout.LadderMarket): Promise<void>;
  outcomes(shocks: washout.Column): Promise<washout.LadderOutcomes>;
  paths(drawn: washout.LadderPaths): Promise<washout.LadderOutcomes>;
  liquidating(usd: washout.Column): Promise<Float64Array>;
  reaching(displacements: washout.Column): Promise<Float64Array>;
  free(): void;
}

/** The functions of the package, run in a worker. */
export type Engine = { [N in Names]: Promised<(typeof washout)[N]> } & {
  simulate(scenario: washout.Scenario): Promise<washout.Outcome>;
  simulate<P extends washout.OutcomePart>(
    scenario: washout.Scenario,
    options: { parts: readonly P[] },
  ): Promise<Omit<washout.Outcome, Exclude<washout.OutcomePart, P>>>;
  counter(options?: washout.CountOptions): RemoteCounter;
  countStream: typeof washout.countStream;
  exporter(options?: washout.ReadOptions): RemoteExporter;
  ladder(from: washout.LadderSource): Promise<RemoteLadder>;
  /** Ends the worker at once; whatever is under way rejects with code `CLOSED`. */
  close(): void;
};

/** The functions that take one message there and one back. */
export const NAMES: readonly (Names | 'simulate')[];

/** A worker of the web, or a thread of `node:worker_threads`. */
export interface WorkerLike {
  postMessage(message: any, transfer?: any): void;
  terminate(): unknown;
}

/**
 * Starts a worker with its own engine, or takes a worker that runs `washout/worker` or a function
 * that starts one. In Node, Deno and Bun the worker is a thread, which does not keep the process
 * alive while nothing is asked of it. Throws a `WashoutError` where there are no workers
 * (`UNSUPPORTED`) or its script is not there (`LOAD`).
 *
 * Where a worker dies, whatever is under way rejects with code `LOAD` and what lived in it is
 * `LOST`; the next call starts another, unless the worker itself was given.
 */
export function connect(worker?: WorkerLike | (() => WorkerLike)): Engine;

/**
 * Starts a worker with the count part alone, for `connect`: what else is asked of it rejects with
 * code `UNSUPPORTED`. In Node, Deno and Bun it is a thread with the whole engine.
 */
export function countWorker(): Worker;
