// Times one engine on one ladder. Runs in Node and in a browser, so it uses neither's own things.

import { DEPTH_USD, QUESTIONS, SWEEP, amounts, depths, rungs, shocks } from './market.mjs';

/** A variant that would need longer than this answers a part of the questions, and its time is scaled. */
const BUDGET_MS = 2000;
/** Answers that are handed back, for the comparison of the variants. */
const KEPT = 5;

/** Times in ms of each job, `{ first, warm, part }`, and some answers to compare. */
export async function measure(engine, count, repeats) {
  if (engine.skipped) return engine;
  const { u, notional } = rungs(count);
  const [builds, ladder] = await repeated(repeats, () => engine.build(u, notional), engine.free);
  const [tables, market] = await repeated(repeats, () => engine.table(ladder, DEPTH_USD));
  const jobs = { build: split(builds), table: split(tables) };
  const query = (inputs) => engine.query(market, inputs);
  const reverse = (inputs) => engine.reverse(market, inputs);
  const sweep = (inputs) => engine.sweep(ladder, inputs, depths());
  jobs.query = await asked(query, shocks(), QUESTIONS, repeats);
  jobs.reverse = await asked(reverse, amounts(), QUESTIONS, repeats);
  jobs.sweep = await asked(sweep, shocks(SWEEP.shocks), SWEEP.shocks, repeats);
  await engine.table(ladder, DEPTH_USD);
  const values = { query: Array.from(await query(shocks(KEPT))), reverse: Array.from(await reverse(amounts(KEPT).slice(0, 2))) };
  if (engine.ledger) jobs.ledger = split((await repeated(repeats, () => engine.ledger(market)))[0]);
  engine.free?.(ladder);
  return { jobs, values };
}

/** All inputs in one call, or as many as fit into the budget. */
async function asked(ask, inputs, whole, repeats) {
  const [probe] = await timed(() => ask(evenly(inputs, 2).slice(1)));
  const fit = Math.floor(BUDGET_MS / probe);
  if (fit >= whole) return split((await repeated(repeats, () => ask(inputs)))[0]);
  const part = evenly(inputs, Math.max(1, fit));
  const [ms] = await timed(() => ask(part));
  const scaled = (ms * whole) / part.length;
  return { first: scaled, warm: [scaled], part: part.length / whole };
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
  return Float64Array.from({ length: count }, (_, at) => inputs[Math.floor(((at + 0.5) * inputs.length) / count)]);
}
