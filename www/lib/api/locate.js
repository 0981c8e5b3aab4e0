// Locate: positions under the rules of a venue, and order books.

import { asker } from './ask.js';

/** The locating functions of an engine. */
export function locating(engine) {
  const ask = asker(engine);
  return {
    locate: ask('locate'),
    locateMany: ask('locateMany', ['side', 'entry_price', 'quantity', 'margin', 'leverage']),
    portfolio: ask('portfolio'),
    pnl: ask('pnl'),
    targetPrice: ask('targetPrice'),
    maxSize: ask('maxSize'),
    marginToAdd: ask('marginToAdd'),
    breakEven: ask('breakEven'),
    liqPrice: ask('liqPrice'),
    maintenance: ask('maintenance'),
    depth: ask('depth'),
    venues: () => engine.call('venues'),
  };
}
