// A gigabyte of CSV through the counter, made on the fly: node child.mjs <rows>. Watches the wasm
// memory, which never shrinks, from outside: whatever memory the package instantiates is seen.

import { blocks } from '../lib/cache.mjs';
import { USD_PLACES, expectation } from '../lib/sample.mjs';

const memories = new Set();
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    for (const one of Object.values(this.exports))
      if (one instanceof WebAssembly.Memory) memories.add(one);
  }
};

const { load } = await import('../lib/washout.mjs');
const { counter, skipped } = await load(['counter']);
process.stdout.write(JSON.stringify(skipped ? { skipped } : run(Number(process.argv[2]))));

function run(rows) {
  const totals = expectation();
  const counting = counter({ bucket: '1h' });
  let [bytes, ms, longest, most] = [0, 0, 0, 0];
  for (const block of blocks('csv', rows, totals)) {
    const start = performance.now();
    counting.push(block);
    const took = performance.now() - start;
    [bytes, ms, longest] = [bytes + block.length, ms + took, Math.max(longest, took)];
    for (const memory of memories) most = Math.max(most, memory.buffer.byteLength);
  }
  const start = performance.now();
  const report = counting.finish();
  ms += performance.now() - start;
  for (const memory of memories) most = Math.max(most, memory.buffer.byteLength);
  const [whole, part = ''] = report.total_usd.split('.');
  const exact = BigInt(whole + part.padEnd(USD_PLACES, '0')) === BigInt(totals.done().total);
  return {
    first: ms,
    bytes,
    ms,
    longest,
    wasm: most,
    exact,
    events: report.events,
    peak: process.resourceUsage().maxRSS / 1024,
  };
}
