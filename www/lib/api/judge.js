// Judge: where the money went, which claims hold, single figures.

import { plain } from '../plain.js';
import { asker } from './ask.js';

/** The judging functions of an engine. */
export function judging(engine) {
  const ask = asker(engine);
  return {
    /** Evaluates claims; without any, the first article's. */
    audit: (asked = {}) => engine.call('audit', plain(asked)),
    article: () => engine.call('article'),
    flows: ask('flows'),
    drawdown: ask('drawdown'),
    summary: ask('summary'),
    change: ask('change'),
    annualFunding: ask('annualFunding'),
    marginBehind: ask('marginBehind'),
  };
}
