// axe-core on a page: what it finds against WCAG 2.2 A and AA and the best practices that it knows.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations on the page as it stands, a line each: `rule: what is wrong (where)`. */
export async function violations(page) {
  // Evaluated by the debugger, which a strict policy for scripts does not reach.
  await page.evaluate(SOURCE);
  const found = await page.evaluate(
    (tags) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      }),
    TAGS,
  );
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes
        .slice(0, 3)
        .map((node) => node.target.flat().join(' '))
        .join('; ')}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ''})`,
  );
}
