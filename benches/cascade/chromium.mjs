// The same measurement on an empty page in Chromium.

import { onPage } from '../lib/browser.mjs';

export const run = (count, repeats) => onPage((page) => page.evaluate(async ([count, repeats]) => {
  const { measure } = await import('/benches/cascade/measure.mjs');
  const { engine } = await import('/benches/cascade/washout.mjs');
  return measure(await engine(), count, repeats);
}, [count, repeats]));
