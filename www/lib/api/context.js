// Context: what the market was doing on one day.

import { asker } from './ask.js';

/** The functions that read a market. */
export const contexts = (engine) => ({ context: asker(engine)('context') });
