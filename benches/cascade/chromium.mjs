// The same measurement on an empty page in Chromium.

import { onPage } from '../lib/browser.mjs';

export const run = (count, repeats) =>
  onPage((page) =>
    page.evaluate(
      async ([count, repeats]) => {
        const { measure, measurePaths } = await import('/benches/cascade/measure.mjs');
        const { engine } = await import('/benches/cascade/washout.mjs');
        const made = await engine();
        return count === 'paths' ? measurePaths(made, repeats) : measure(made, count, repeats);
      },
      [count, repeats],
    ),
  );
