// axe on every page, light and dark, on a phone and on a desk.

import { violations } from '../tests/browser/axe.mjs';
import { close, DESK, PHONE, withPage } from '../tests/browser/harness.mjs';
import { openReady } from '../tests/browser/pages.mjs';

/** Rows of {page, what, value, gate, ok, why}. */
export async function measure({ names }) {
  const rows = [];
  for (const name of names) {
    for (const dark of [false, true]) {
      const why = [];
      for (const size of [PHONE, DESK]) why.push(...(await found(name, { dark, size })));
      rows.push({
        page: name,
        what: `axe violations, ${dark ? 'dark' : 'light'}`,
        value: String(why.length),
        gate: '0',
        ok: why.length === 0,
        why: [...new Set(why)],
      });
    }
  }
  await close();
  return rows;
}

const found = (name, options) =>
  withPage(null, options, async (page, { url }) => {
    await openReady(page, url, name);
    return violations(page);
  });
