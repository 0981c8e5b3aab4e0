// Interleaved repetitions: every variant once, then every variant again, so that a slow minute of
// the machine falls on all of them alike.

import { note } from './progress.mjs';
import { median } from './stats.mjs';

/** Runs `once(name)` for each name, `repetitions` times over; answers name -> list of results. */
export async function interleave(names, repetitions, once) {
  const results = new Map(names.map((name) => [name, []]));
  for (let round = 1; round <= repetitions; round++) {
    for (const name of names) {
      if (results.get(name).some((result) => result.failed || result.skipped)) continue;
      const result = await settled(() => once(name));
      results.get(name).push(result);
      note(`  ${round}/${repetitions} ${name}: ${told(result)}`);
    }
  }
  return results;
}

/** A variant that throws is one that did not run: the others still have their rows. */
async function settled(run) {
  try {
    return await run();
  } catch (error) {
    return { failed: error.message.split('\n')[0] };
  }
}

/** The medians over the repetitions of one variant, or what went wrong. */
export function summary(results) {
  const bad = results.find((result) => result.failed || result.skipped || result.sound === false);
  if (results.length === 0) return { trouble: 'not run' };
  if (bad)
    return {
      trouble: bad.skipped ? `skipped: ${bad.skipped}` : `failed: ${bad.failed ?? bad.why}`,
    };
  const firsts = results.map((result) => result.first);
  return {
    firsts,
    first: median(firsts),
    processors: results.map((result) => result.processor),
    processor: median(results.map((result) => result.processor)),
    warm: median(results.flatMap((result) => result.warm)),
    peak: median(results.map((result) => result.peak)),
    exact: results.every((result) => result.exact),
  };
}

function told(result) {
  const { failed, skipped, first } = result;
  return failed ?? skipped ?? (first === undefined ? 'done' : `${Math.round(first)} ms`);
}
