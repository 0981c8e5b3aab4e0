// Judge: what the market was doing, where the money went, which claims hold.

import { asker } from './ask.js';

/** The judging functions of an engine. */
export function judging(engine) {
  const ask = asker(engine);
  return {
    drawdown: ask('drawdown'),
    summary: ask('summary'),
    change: ask('change'),
    annualFunding: ask('annualFunding'),
    marginBehind: ask('marginBehind'),
  };
}
