// One variant in a process of its own: node child.mjs <csv|jsonl> <variant> <rows> <warm calls>.
// Prints one line of JSON.

import { readFileSync } from 'node:fs';

import { sample } from '../lib/cache.mjs';
import { check } from './groups.mjs';
import * as variants from './variants.mjs';

const [kind, name, rows, warmCalls] = process.argv.slice(2);
const paths = sample(kind, Number(rows));
const file = readFileSync(paths.data);
const bytes = new Uint8Array(file.buffer, file.byteOffset, file.length);
const { open } = variants[kind.toUpperCase()][name];

const opening = performance.now();
const run = await open();
const init = performance.now() - opening;
if (run.skipped) {
  process.stdout.write(JSON.stringify(run));
  process.exit(0);
}

const processor = process.cpuUsage();
const [first, groups] = await timed();
const { user, system } = process.cpuUsage(processor);
const peak = process.resourceUsage().maxRSS / 1024;
const warm = [];
for (let call = 0; call < Number(warmCalls); call++) warm.push((await timed())[0]);

const verdict = check(groups, JSON.parse(readFileSync(paths.expected, 'utf8')));
process.stdout.write(
  JSON.stringify({ init, first, processor: (user + system) / 1000, warm, peak, ...verdict }),
);

async function timed() {
  const start = performance.now();
  const result = await run(bytes);
  return [performance.now() - start, result];
}
