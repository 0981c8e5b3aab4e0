import type {
  CountOptions, CountReport, Data, Outcome, Preset, Progress, Scenario, StreamControls, StreamSource,
} from './index.js';

/** A count in pieces inside a worker. */
export interface RemoteCounter {
  push(chunk: Data): Promise<Progress>;
  finish(): Promise<CountReport>;
  free(): void;
}

/** The functions of the package, run in a worker. */
export interface Engine {
  version(): Promise<string>;
  count(data: Data, options?: CountOptions): Promise<CountReport>;
  counter(options?: CountOptions): RemoteCounter;
  countStream(source: StreamSource, options?: CountOptions, controls?: StreamControls): Promise<CountReport>;
  simulate(scenario: Scenario): Promise<Outcome>;
  calibrate(request: Record<string, unknown>): Promise<Record<string, unknown>>;
  presets(): Promise<Preset[]>;
  preset(id: string): Promise<Preset>;
  /** Ends the worker at once; whatever is under way rejects with code `CLOSED`. */
  close(): void;
}

/**
 * Starts a worker with its own engine, or takes a worker that runs `washout/worker`. For browsers,
 * Deno and Bun; Node has no such workers.
 */
export function connect(worker?: Worker): Engine;
