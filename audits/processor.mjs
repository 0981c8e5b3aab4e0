// How fast this machine is, by Lighthouse's own two loops, and how much it has to be slowed down to
// be the phone that every gate means. "Four times slower" alone is another phone on every machine.

import { close, withPage } from '../tests/browser/harness.mjs';

/** The phone: a mid-tier one of 2022, in the middle of what Lighthouse calls so (125 to 800). */
export const PHONE_INDEX = 400;
const ROUNDS = 5;

/**
 * `{index, slower}`: the machine's benchmark index now, and the slowdown that makes it the phone.
 */
export async function calibrated() {
  const rounds = await withPage('', {}, async (page) => {
    const found = [];
    for (let i = 0; i < ROUNDS; i += 1) found.push(await page.evaluate(benchmarkIndex));
    return found;
  });
  await close();
  // The best round: whatever else runs here only ever makes a loop slower.
  const index = Math.max(...rounds);
  return { index, slower: Math.max(1, Math.round((index / PHONE_INDEX) * 10) / 10) };
}

/**
 * Runs in a page. As in Lighthouse (`core/lib/page-functions.js`, computeBenchmarkIndex): one loop
 * that makes garbage, one that makes none, each for half a second; a tenth of their turns a second.
 */
function benchmarkIndex() {
  const LONG_MS = 500;
  const turns = (turn, isEven) => {
    const start = performance.now();
    let count = 0;
    while (!isEven(count) || performance.now() - start < LONG_MS) turn((count += 1));
    return count / 10 / ((performance.now() - start) / 1000);
  };
  const garbage = () => {
    let text = '';
    for (let i = 0; i < 10_000; i += 1) text += 'a';
    if (text.length === 1) throw new Error('the loop was left out');
  };
  const lists = [0, 1].map(() => Array.from({ length: 100_000 }, (_, i) => i));
  const copies = (count) => {
    const [source, target] = [lists[count % 2], lists[(count + 1) % 2]];
    for (let i = 0; i < source.length; i += 1) target[i] = source[i];
  };
  return (turns(garbage, () => true) + turns(copies, (count) => count % 10 === 0)) / 2;
}
