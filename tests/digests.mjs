// What the recorded events are known by: the digests that stand in their entries.

import { readFileSync } from 'node:fs';

const ROWS = readFileSync(new URL('../src/events/events.txt', import.meta.url), 'utf8').split('\n');

/** The digest of every preset, by its day. */
export const DIGESTS = Object.fromEntries(read());

function* read() {
  let day = '';
  for (const row of ROWS) {
    const [kind, first] = row.split('|');
    if (kind === 'event') day = first;
    if (kind === 'digest') yield [day, first];
  }
}
