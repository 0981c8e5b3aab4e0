// Locate: positions under the rules of a venue.

import { asker } from './ask.js';

/** The locating functions of an engine. */
export function locating(engine) {
  const ask = asker(engine);
  return {
    locate: ask('locate'),
    locateMany: ask('locateMany'),
    portfolio: ask('portfolio'),
    pnl: ask('pnl'),
    targetPrice: ask('targetPrice'),
    maxSize: ask('maxSize'),
    marginToAdd: ask('marginToAdd'),
    breakEven: ask('breakEven'),
    liqPrice: ask('liqPrice'),
    maintenance: ask('maintenance'),
    venues: () => engine.call('venues'),
  };
}
