// One variant in a process of its own: node child.mjs <variant> <positions> <warm calls>.

import { positions } from './positions.mjs';
import { VARIANTS } from './variants.mjs';

const [name, count, warmCalls] = process.argv.slice(2);
const { open, part = 1 } = VARIANTS[name];
const columns = shorter(positions(Number(count)), part);
const opened = await open();
if (opened.skipped) {
  process.stdout.write(JSON.stringify(opened));
} else {
  const [first, prices] = timed(opened);
  const peak = process.resourceUsage().maxRSS / 1024;
  const warm = Array.from({ length: Number(warmCalls) }, () => timed(opened)[0]);
  // The first answers, for the comparison.
  const kept = Array.from(prices.slice(0, 1000));
  process.stdout.write(
    JSON.stringify({ first: first / part, warm: warm.map((ms) => ms / part), peak, kept }),
  );
}

function timed(run) {
  const start = performance.now();
  const result = run(columns);
  return [performance.now() - start, result];
}

function shorter(columns, part) {
  const count = Math.round(columns.side.length * part);
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, column.subarray(0, count)]),
  );
}
