// One engine, one ladder, a process of its own: node child.mjs <engine> <rungs> <repeats>.

import { measure } from './measure.mjs';

const [name, count, repeats] = process.argv.slice(2);
const { engine } = await import(`./${name}.mjs`);
const result = await measure(await engine(), Number(count), Number(repeats));
process.stdout.write(JSON.stringify({ ...result, peak: process.resourceUsage().maxRSS / 1024 }));
