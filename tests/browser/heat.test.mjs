// The heat map of the cascade panel: there when it is opened, its cells the engine's own outcomes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { close, withPage, rested } from './harness.mjs';

const NARROWEST = { width: 280, height: 653 };

after(close);

/** The cells of the picture. */
const CELLS = '#heat-chart svg [shape-rendering=crispEdges] path';
const shown = (page) => page.waitForFunction((cells) => document.querySelector(cells), CELLS);
const opened = (use, options = {}) =>
  withPage('', options, async (page) => {
    await page.waitForFunction(
      () =>
        document.querySelector('#heat-group') &&
        /\d/.test(document.querySelector('#version').textContent),
    );
    await rested(page);
    await page.locator('#heat-group summary').first().click();
    await shown(page);
    return use(page);
  });
const ascii = (text) => text.replaceAll('\u202f', ' ');

test('it comes when it is opened, for any other input; a cursor reads it both ways', () =>
  opened(async (page) => {
    const titles = new Set();
    for (const key of ['survival', 'oi', 'depth']) {
      await page.selectOption('#heat-key', key);
      await page.waitForFunction(
        (said) => document.querySelector('#heat-chart .answer').textContent.includes(said),
        { survival: 'surviving depth', oi: 'open interest', depth: 'a depth' }[key],
      );
      titles.add(await page.locator('#heat-chart svg title').textContent());
    }
    assert.equal(titles.size, 3);
    // What reads comes with the focus; keys that are quicker wait for it.
    const reads = (text) =>
      page.waitForFunction(
        (wanted) =>
          new RegExp(wanted).test(document.querySelector('#heat-chart .reading').innerText),
        text,
      );
    await page.locator('#heat-chart .plot').focus();
    await page.keyboard.press('Home');
    await reads('^First push 0.*, depth \\$10B: ends at');
    await page.keyboard.press('ArrowDown');
    await reads('depth \\$8B');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await reads('^First push 0\\.6.*, depth \\$10B');
    await page.locator('#heat-chart details summary').first().click();
    const rows = page.locator('#heat-chart tbody tr');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 34);
    assert.equal(await rows.first().locator('td').count(), 41);
  }));

test('a cell says what the panel says for the same inputs', () =>
  opened(async (page) => {
    await page.selectOption('#heat-key', 'survival');
    await page.waitForFunction(() =>
      document.querySelector('#heat-chart .answer').textContent.includes('surviving'),
    );
    const said = ascii(await page.locator('#heat-chart .answer').innerText());
    const [, push, , at] =
      /push of ≈ ([\d.]+)%.* ends ≈ ([\d.]+)% away .* ≈ ([\d.]+)% away at 100%/.exec(said);
    await page.locator('#in-shock').fill(push);
    await page.waitForFunction(
      (text) =>
        document.querySelector('#simulate-answer').textContent.includes(`Push Bitcoin ${text}%`),
      push,
    );
    const answer = ascii(await page.locator('#simulate-answer').innerText());
    const [, ends] = /ends ≈ ([\d.]+)%/.exec(answer) ?? [];
    assert.ok(Math.abs(Number(ends) - Number(at)) < 0.06, `${answer} | ${said}`);
  }));

test('it fits the smallest phone, dark, and keeps its place in print', async () => {
  await opened(
    async (page) =>
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0),
    { size: NARROWEST, dark: true },
  );
  await opened(async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator(CELLS).first().isVisible());
  });
});
