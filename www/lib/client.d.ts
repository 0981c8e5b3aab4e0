import type * as washout from './index.js';

/** The functions that a worker runs, each answering with a promise. */
type Names =
  | 'version' | 'count' | 'simulate' | 'scenario' | 'cascade' | 'avalanches' | 'reverseNotional' | 'reverseLevel' | 'calibrate'
  | 'uniformDensity' | 'exponentialDensity' | 'resilienceThreshold' | 'depth' | 'presets' | 'preset' | 'locate' | 'liqPrice' | 'maintenance' | 'venues';

type Promised<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;

/** A count in pieces inside a worker. */
export interface RemoteCounter {
  push(chunk: washout.Data): Promise<washout.Progress>;
  finish(): Promise<washout.CountReport>;
  free(): void;
}

/** The functions of the package, run in a worker. */
export type Engine = { [N in Names]: Promised<(typeof washout)[N]> } & {
  counter(options?: washout.CountOptions): RemoteCounter;
  countStream: typeof washout.countStream;
  /** Ends the worker at once; whatever is under way rejects with code `CLOSED`. */
  close(): void;
};

/**
 * Starts a worker with its own engine, or takes a worker that runs `washout/worker`. For browsers,
 * Deno and Bun; Node has no such workers.
 */
export function connect(worker?: Worker): Engine;
