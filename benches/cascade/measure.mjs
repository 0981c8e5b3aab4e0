// Times one engine on one ladder. Runs in Node and in a browser, so it uses neither's own things.

import { DEPTH_USD, PATHS, SWEEP, amounts, depths, paths, rungs, shocks } from './market.mjs';

/** What a slow variant may take for a job. */
const BUDGET_MS = 2000;
const MOST_POSITIONS = 1e5;
/** Answers that are handed back, for the comparison of the variants. */
const KEPT = 5;

/** Times in ms of each job, `{ first, warm, part }`, and some answers to compare. */
export async function measure(engine, count, repeats) {
  if (engine.skipped) return engine;
  const { u, notional } = rungs(count);
  const [builds, ladder] = await repeated(
    repeats,
    () => engine.build(u, notional, DEPTH_USD),
    engine.free,
  );
  const [tables, market] = await repeated(repeats, () => engine.table(ladder, DEPTH_USD));
  const jobs = { build: split(builds), table: split(tables) };
  const query = (inputs) => engine.query(market, inputs);
  const reverse = (inputs) => engine.reverse(market, inputs);
  const sweep = (inputs) => engine.sweep(ladder, inputs, depths());
  // A variant that looks at every rung in every round would take hours over a million of them.
  const asked = engine.slow ? some : all;
  jobs.query = await asked(query, shocks(), repeats);
  jobs.reverse = await asked(reverse, amounts(), repeats);
  jobs.sweep = await asked(sweep, shocks(SWEEP.shocks), repeats);
  await engine.table(ladder, DEPTH_USD);
  const values = {
    query: Array.from(await query(shocks(KEPT))),
    reverse: Array.from(await reverse(amounts(KEPT).slice(0, 2))),
  };
  // Positions cross one by one, as a scenario has them, so a million are not tried.
  if (engine.ledger && count <= MOST_POSITIONS) {
    const settle = engine.ledger(u, notional, DEPTH_USD);
    jobs.ledger = split((await repeated(1, settle))[0]);
  }
  if (engine.ledgerMany)
    jobs.columns = split((await repeated(repeats, engine.ledgerMany(u, notional, DEPTH_USD)))[0]);
  engine.free?.(ladder);
  return { jobs, values };
}

const all = async (ask, inputs, repeats) => split((await repeated(repeats, () => ask(inputs)))[0]);

/** As many of the inputs as fit into the budget, and the time scaled to all. */
async function some(ask, inputs, repeats) {
  const [probe] = await timed(() => ask(evenly(inputs, 2).slice(1)));
  const fit = Math.floor(BUDGET_MS / probe);
  if (fit >= inputs.length) return all(ask, inputs, repeats);
  const part = evenly(inputs, Math.max(1, fit));
  const [ms] = await timed(() => ask(part));
  const scaled = (ms * inputs.length) / part.length;
  return { first: scaled, warm: [scaled], part: part.length / inputs.length };
}

/** Monte Carlo on binned positions: the time of all paths, and of their shocks in one market. */
export async function measurePaths(engine, repeats) {
  if (engine.skipped) return engine;
  const { u, notional } = rungs(PATHS.bins);
  const ladder = await engine.table(await engine.build(u, notional, DEPTH_USD), DEPTH_USD);
  const drawn = paths();
  const time = async (ask) => split((await repeated(repeats, () => ask(ladder, drawn)))[0]);
  const alone = await time(engine.shocksAlone);
  const all = await time(engine.paths);
  const values = Array.from(await engine.paths(ladder, drawn)).slice(0, KEPT);
  engine.free?.(ladder);
  return { jobs: { alone, paths: all }, values };
}

const split = ([first, ...warm]) => ({ first, warm, part: 1 });

async function repeated(repeats, run, free) {
  const samples = [];
  let result;
  for (let at = 0; at <= repeats; at++) {
    if (result !== undefined) free?.(result);
    const [ms, made] = await timed(run);
    samples.push(ms);
    result = made;
  }
  return [samples, result];
}

async function timed(run) {
  const start = performance.now();
  const result = await run();
  return [performance.now() - start, result];
}

/** `count` of the inputs, spread over all of them. */
function evenly(inputs, count) {
  return Float64Array.from(
    { length: count },
    (_, at) => inputs[Math.floor(((at + 0.5) * inputs.length) / count)],
  );
}
