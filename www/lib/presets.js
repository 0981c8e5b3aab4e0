// The recorded events without an engine: what was reported of each and by whom, what is assumed,
// and the scenario that reconstructs it; and all of them compared.

import { LIST } from './events.js';
import { SAID } from './presets/said.js';

export { WashoutError } from './error.js';
export { history, preset, version } from './events.js';

export const presets = () => LIST.map((one) => ({ ...one, summary: SAID[one.id] }));
