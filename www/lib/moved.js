// Workers where a page is developed with Vite 6 or 7.

import { WashoutError } from './error.js';
import { unmoved } from './load.js';

// webpack would write the folder of whoever builds in place of the address.
const HERE = import.meta.webpack ? '' : import.meta.url;

/** A worker whose script has been left elsewhere than the one that starts it, or undefined. */
export function moved(name) {
  if (typeof Worker !== 'function') {
    const message = 'this runtime has no workers: call the functions of washout themselves';
    throw new WashoutError({ code: 'UNSUPPORTED', message });
  }
  if (!HERE?.includes('/.vite/')) return undefined;
  return new Worker(unmoved(new URL(name, HERE)), { type: 'module' });
}
