// Hands the columns to the NumPy script and asks it the same questions.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { folder } from '../lib/cache.mjs';
import { python } from '../lib/python.mjs';
import { ask } from '../lib/shell.mjs';
import { DEPTH_USD, SWEEP, amounts, depths, rungs, shocks } from './market.mjs';

const SCRIPT = fileURLToPath(new URL('numpy_loop.py', import.meta.url));

export async function run(count, repeats) {
  const program = python('numpy');
  if (!program) return { skipped: 'Python with NumPy is neither here nor can be installed' };
  const { u, notional } = rungs(count);
  const columns = join(folder(), `rungs-${count}.f64`);
  if (!existsSync(columns))
    writeFileSync(columns, Buffer.concat([Buffer.from(u.buffer), Buffer.from(notional.buffer)]));
  const job = {
    columns,
    repeats,
    depth: DEPTH_USD,
    depths: [...depths()],
    shocks: [...shocks()],
    amounts: [...amounts()],
    sweep: [...shocks(SWEEP.shocks)],
    few_shocks: [...shocks(5)],
    few_amounts: [...amounts(5).slice(0, 2)],
  };
  return ask(program, [SCRIPT, JSON.stringify(job)]);
}
