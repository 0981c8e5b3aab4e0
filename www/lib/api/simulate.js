// Simulate: what the page and the embed show of a scenario.

import { plain } from '../plain.js';
import { asker } from './ask.js';

/** The simulating functions of an engine. */
export function simulating(engine) {
  const ask = asker(engine);
  return {
    /** All of a scenario's outcome, or only the parts of it that `options.parts` names. */
    simulate: (scenario, options) => {
      if (options === undefined) return engine.call('simulate', plain(scenario));
      // The scenario by itself, so that an error has the path inside it.
      return engine.call('simulateParts', { ...plain(options), scenario: plain(scenario) });
    },
    scenario: ask('scenario'),
    cascade: ask('cascade'),
    compare: ask('compare'),
    reverseNotional: ask('reverseNotional'),
    reverseLevel: ask('reverseLevel'),
  };
}
