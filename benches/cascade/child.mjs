// One engine, one ladder, a process of its own: node child.mjs <engine> <rungs> <repeats>; `paths`
// in place of the rungs for Monte Carlo.

import { measure, measurePaths } from './measure.mjs';

const [name, count, repeats] = process.argv.slice(2);
const { engine } = await import(`./${name}.mjs`);
const made = await engine();
const result =
  count === 'paths'
    ? await measurePaths(made, Number(repeats))
    : await measure(made, Number(count), Number(repeats));
process.stdout.write(JSON.stringify({ ...result, peak: process.resourceUsage().maxRSS / 1024 }));
