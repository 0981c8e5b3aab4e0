#!/usr/bin/env node
// The regression gate: Washout's first call on the CSV may not take more than LIMIT times what the
// hand-written byte scanner takes in the same run. A ratio, so that the machine does not matter;
// outside the test suite, so that a busy machine cannot fail the tests.

import { install } from './lib/deps.mjs';
import { median, short, times } from './lib/stats.mjs';

/**
 * 1 is the promise (not behind the scanner); the rest is what two medians differ by on a busy
 * machine.
 */
const LIMIT = 1.15;
const REPETITIONS = 9;

install();
const { measure } = await import('./count/bench.mjs');
const measured = await measure('csv', {
  rows: 1e6,
  repetitions: REPETITIONS,
  warm: 0,
  only: ['washout', 'scanner'],
});
const [ours, floor] = [measured.get('washout'), measured.get('scanner')];
const trouble = ours.trouble ?? floor.trouble;
if (trouble) fail(trouble);
if (!ours.exact) fail('Washout’s totals are not those of the generator');

// Each repetition is a pair run back to back, so a slow minute falls on both. A busy machine
// distorts the wall clock and compilation in the background the processor's time, so Washout is
// behind only when it is so by both.
const paired = (key) => median(ours[key].map((value, at) => value / floor[key][at]));
const [wall, processor] = [paired('firsts'), paired('processors')];
process.stdout.write(
  `1M rows of CSV, first call: Washout ${short(ours.first)} ms, JS byte scanner ` +
    `${short(floor.first)} ms; ` +
    `ratio ${times(wall)} by the clock, ${times(processor)} by processor time; limit ` +
    `${times(LIMIT)}\n`,
);
if (Math.min(wall, processor) > LIMIT) fail('Washout is behind the scanner');

function fail(why) {
  process.stderr.write(`gate: ${why}\n`);
  process.exit(1);
}
