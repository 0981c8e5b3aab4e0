// The events that one raw message of a venue holds, through the package.

import { Skip } from './check.mjs';

/**
 * What feeds leave open and the cases decide: the sign of a Gate size is that of the position, as
 * its REST documentation says; the side of a CoinGlass order is the order's, as the documentation
 * of its field says.
 */
const CHOICES = {
  gate: { side_means: 'position' },
  coinglass: { side_means: 'order', in_usd: true },
};

/**
 * The events, or a skip where the package does not read the feed. `received` is when the message
 * came in: the event's time where the venue sends none.
 */
export function events(washout, { raw, exchange, local_timestamp: received }) {
  const [venue] = String(exchange).split(/[-_.]/);
  const when = received === undefined ? {} : { received_ms: Date.parse(received) };
  let read;
  try {
    read = washout.events(`${JSON.stringify(raw)}\n`, { ...CHOICES[venue], ...when });
  } catch (error) {
    if (error.code === 'UNKNOWN_FORMAT') throw new Skip('the package does not read this feed yet');
    throw error;
  }
  if (read.rejected > 0)
    throw new Error(read.rejects.map(({ reason, field }) => `${field}: ${reason}`).join('; '));
  return read.events;
}

/** Compares events in any order: each expected one has to be there once, and nothing else. */
export function compare(expected, got, keys, check) {
  check.equal('events', expected.length, got.length);
  const left = [...got];
  for (const event of expected) {
    const wrong = (found) => keys.filter(([, same]) => !same(event, found)).map(([name]) => name);
    const ranked = left
      .map((found) => ({ found, wrong: wrong(found) }))
      .sort((a, b) => a.wrong.length - b.wrong.length);
    const best = ranked[0];
    if (!best) continue;
    left.splice(left.indexOf(best.found), 1);
    for (const name of best.wrong) check.differs(name, event, best.found);
  }
}
