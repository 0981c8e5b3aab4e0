// The functions of the package. Every entry exports these; entries differ in how the wasm gets in.

import { contexts } from './api/context.js';
import { counting } from './api/count.js';
import { judging } from './api/judge.js';
import { locating } from './api/locate.js';
import { simulating } from './api/simulate.js';
import { studying } from './api/study.js';
import { engine } from './engine.js';

export { WashoutError } from './error.js';

export const version = () => engine.call('version');

export const { count, counter, countStream, events, exporter, mergePartials, reportOf } =
  counting(engine);

export const { cascade, compare, reverseLevel, reverseNotional, scenario, simulate } =
  simulating(engine);

export const {
  avalanches,
  calibrate,
  contagion,
  coupled,
  exponentialDensity,
  history,
  ladder,
  ledger,
  ledgerMany,
  partialTranches,
  preset,
  presets,
  resilienceThreshold,
  sweep,
  timedCascade,
  uniformDensity,
} = studying(engine);

export const {
  breakEven,
  depth,
  liqPrice,
  locate,
  locateMany,
  maintenance,
  marginToAdd,
  maxSize,
  pnl,
  portfolio,
  targetPrice,
  venues,
} = locating(engine);

export const { context } = contexts(engine);

export const { annualFunding, article, audit, change, drawdown, flows, marginBehind, summary } =
  judging(engine);
