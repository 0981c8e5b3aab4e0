// Every recorded event on the page as it is built: its own digest, its own words, and a squeeze
// that can be turned round.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { DIGESTS } from '../digests.mjs';
import { close, live, PHONE, withPage, rested } from './harness.mjs';

const SQUEEZE = '2025-07-10';

after(close);

const text = async (page, selector) =>
  (await page.locator(selector).innerText()).replaceAll('\u202f', ' ');

test('switching events gives each the digest that it has in Node and natively', () =>
  withPage('', {}, async (page) => {
    await live(page);
    const ids = await page
      .locator('#preset option')
      .evaluateAll((all) => all.map(({ value }) => value));
    assert.deepEqual(ids, Object.keys(DIGESTS));
    for (const id of ids) {
      await page.selectOption('#preset', id);
      await rested(page);
      await page.evaluate(() =>
        document.querySelectorAll('#simulate details').forEach((details) => {
          details.open = true;
        }),
      );
      await page.waitForFunction(
        (digest) => document.querySelector('#assumptions').textContent.includes(digest),
        DIGESTS[id],
      );
      const up = id === SQUEEZE;
      const assumptions = await text(page, '#assumptions');
      assert.match(
        assumptions,
        up ? /the rise from .* high liquidates/ : /the fall from .* low liquidates/,
        id,
      );
      assert.match(assumptions, up ? /of Bitcoin shorts/ : /of Bitcoin longs/, id);
      assert.match(
        await text(page, '#simulate-answer'),
        up
          ? /^Push Bitcoin .* up .* of shorts are closed/
          : /^Push Bitcoin .* down .* of longs are closed/,
        id,
      );
      assert.match(
        await text(page, '#totals-lead'),
        up ? /^Bitcoin rose from/ : /^Bitcoin fell from/,
        id,
      );
    }
  }));

test('a link to a squeeze shows it, and it can be turned round and back', () =>
  withPage(`?v=1&preset=${SQUEEZE}`, { size: PHONE }, async (page) => {
    await live(page);
    const before = await text(page, '#simulate-answer');
    assert.match(before, /up and it ends .* higher, at ≈ ?\$118,000/);
    assert.ok(await page.locator('#direction-up').isChecked());
    await page.locator('#direction-down').check();
    await rested(page);
    assert.match(
      await text(page, '#simulate-answer'),
      /^Push Bitcoin 5% down .* of longs are closed/,
    );
    assert.equal(await text(page, '#simulate-problem'), '');
    assert.equal(await page.locator('.stale').count(), 0);
    assert.equal(new URL(page.url()).search, `?v=1&preset=${SQUEEZE}&direction=down`);
    await page.locator('#direction-up').check();
    await rested(page);
    assert.equal(await text(page, '#simulate-answer'), before);
    assert.equal(new URL(page.url()).search, `?v=1&preset=${SQUEEZE}`);
  }));
