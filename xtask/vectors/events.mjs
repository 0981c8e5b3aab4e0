// The events that one raw message of a venue holds, through the package.

import { Skip } from './check.mjs';

// A message holds few events; the report lists at least so many of the largest, which are all.
const ENOUGH = 20;

/** The events, or a skip where the package does not read the feed. */
export function events(washout, raw) {
  let report;
  try {
    report = washout.count(`${JSON.stringify(raw)}\n`, { top: ENOUGH });
  } catch (error) {
    if (error.code === 'UNKNOWN_FORMAT') throw new Skip('the package does not read this feed yet');
    throw error;
  }
  if (report.rejected > 0) throw new Error(report.rejects.map(({ reason, field }) => `${field}: ${reason}`).join('; '));
  if (report.events > ENOUGH) throw new Error(`${report.events} events in one message`);
  return report.largest;
}

/** Compares events in any order: each expected one has to be there once, and nothing else. */
export function compare(expected, got, keys, check) {
  check.equal('events', expected.length, got.length);
  const left = [...got];
  for (const event of expected) {
    const wrong = (found) => keys.filter(([, same]) => !same(event, found)).map(([name]) => name);
    const ranked = left.map((found) => ({ found, wrong: wrong(found) })).sort((a, b) => a.wrong.length - b.wrong.length);
    const best = ranked[0];
    if (!best) continue;
    left.splice(left.indexOf(best.found), 1);
    for (const name of best.wrong) check.differs(name, event, best.found);
  }
}
