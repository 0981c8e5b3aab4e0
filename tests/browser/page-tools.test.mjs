// What goes around the panels, in a real browser: another event, undo and redo, what is behind a
// number, comparison, downloads, locales, and the whole page by keyboard alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';

import { violations } from './axe.mjs';
import { close, live, PHONE, picture, withPage } from './harness.mjs';

after(close);

const text = async (page, selector) => (await page.locator(selector).innerText()).replaceAll('\u202f', ' ');
/** Until what the page does when a hand rests is done: its own timers, in their order, however slow the machine. */
const rested = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 450)), 0)));
const answer = (page) => text(page, '#simulate-answer');
const query = (page) => new URL(page.url()).search;
const saved = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return [download.suggestedFilename(), readFileSync(await download.path())];
};

test('another event is another start for every part, without a new page, and one step back', () => withPage('#locate', {}, async (page) => {
  await live(page);
  await page.locator('#locate-answer').waitFor();
  const others = await page.locator('#preset option').evaluateAll((all) => all.map(({ value }) => value).filter((value) => value !== '2025-11-04'));
  const first = [await answer(page), await text(page, '#totals-lead')];
  await page.evaluate(() => { window.sameDocument = true; });
  for (const id of others) {
    await page.selectOption('#preset', id);
    await rested(page);
    assert.equal(query(page), `?v=1&preset=${id}`);
    assert.notEqual(await text(page, '#totals-lead'), first[1], id);
    assert.doesNotMatch(await text(page, '#totals-figures'), /undefined|NaN|–/, id);
    assert.equal(await page.locator('.stale').count(), 0, id);
    assert.equal(await page.locator('#simulate-problem').innerText(), '', id);
    assert.ok(await page.evaluate(() => window.sameDocument), 'the document was loaded anew');
  }
  for (let i = 0; i < others.length; i += 1) await page.locator('#simulate [data-do=undo]').click();
  assert.deepEqual([await answer(page), await text(page, '#totals-lead')], first);
  assert.equal(query(page), '');
}));

test('steps are undone and done again by button and by key, but not inside a text field', () => withPage('', {}, async (page) => {
  await live(page);
  const before = await answer(page);
  const undo = page.locator('#simulate [data-do=undo]');
  assert.equal(await undo.getAttribute('aria-disabled'), 'true');
  await page.locator('#in-depth').fill('300M');
  await rested(page);
  const after = await answer(page);
  assert.notEqual(await page.locator('#simulate-figures').innerText(), '');
  // The field's own undo stays its own.
  await page.locator('#in-depth').press('Control+z');
  await rested(page);
  await page.locator('#in-depth').fill('300M');
  await page.locator('#slide-depth').focus();
  await rested(page);
  await page.keyboard.press('Control+z');
  await rested(page);
  assert.equal(await page.locator('#in-depth').inputValue(), '$700M');
  assert.equal(await answer(page), before);
  await page.keyboard.press('Control+Shift+z');
  await rested(page);
  assert.equal(await page.locator('#in-depth').inputValue(), '$300M');
  assert.equal(await answer(page), after);
  assert.equal(query(page), '?v=1&depth=300000000');
  await undo.click();
  assert.equal(await text(page, '#done'), 'Undone.');
  assert.equal(query(page), '');
  await page.locator('#reset').click();
  await rested(page);
  assert.equal(query(page), '');
}));

test('every number opens its formula and inputs, by keyboard, and gives the focus back', () => withPage('#locate', {}, async (page) => {
  await live(page);
  await page.locator('#locate-figures button').first().waitFor();
  const counted = {};
  for (const part of ['#totals-figures', '#simulate-figures', '#levels', '#ledger', '#locate-figures']) {
    const buttons = await page.locator(`${part} [data-why]`).all();
    counted[part] = buttons.length;
    for (const button of buttons) {
      const shown = (await button.innerText()).replaceAll('\u202f', ' ');
      await button.focus();
      await page.keyboard.press('Enter');
      const box = page.locator('dialog.why-box[open]');
      await box.waitFor();
      const said = (await box.innerText()).replaceAll('\u202f', ' ');
      assert.ok(said.includes(shown.replace(/…$/, '')) || part === '#ledger', `${shown} in ${said}`);
      assert.match(said, /Formula/);
      assert.doesNotMatch(said, /undefined|NaN|\[object/);
      assert.ok(await box.locator('.inputs > div').count() > 0, said);
      const link = await box.locator('a[href^="./method.html#"]').getAttribute('href');
      assert.ok(readFileSync(new URL('../../www/method.html', import.meta.url), 'utf8').includes(`id="${link.split('#')[1]}"`), link);
      await page.keyboard.press('Escape');
      assert.ok(await button.evaluate((element) => element === document.activeElement));
    }
  }
  assert.deepEqual(counted, { '#totals-figures': 4, '#simulate-figures': 4, '#levels': 2, '#ledger': 9, '#locate-figures': 4 });
}));

test('a pinned scenario stays while the other moves, in the address too', () => withPage('', {}, async (page) => {
  await live(page);
  await page.locator('#simulate .try [data-do=pin]').click();
  assert.match(await text(page, '#compare-answer'), /are the same so far/);
  const pinned = await answer(page);
  await page.locator('#in-shock').fill('9');
  await rested(page);
  const table = await text(page, '#compare-table');
  assert.match(table, /First push\s+≈ 6\.61%\s+≈ 9\.00%\s+≈ \+2\.39 points/);
  assert.match(table, /First push: 6\.61 → 9/);
  assert.equal(await page.locator('#compare-chart svg path[stroke-dasharray="6 4"]').count(), 2);
  assert.equal(query(page), '?v=1&shock=9&a=*');
  const shared = page.url();
  await page.locator('[data-compare=back]').click();
  await rested(page);
  assert.equal(await answer(page), pinned);
  await page.goto(shared);
  await live(page);
  await page.locator('#compare-table').waitFor();
  assert.equal(await text(page, '#compare-table'), table);
  await page.locator('[data-compare=stop]').click();
  await rested(page);
  assert.equal(await page.locator('#compare').isVisible(), false);
  assert.equal(query(page), '?v=1&shock=9');
}));

test('a figure is saved as data and as a picture that stands alone', () => withPage('', {}, async (page) => {
  await live(page);
  const figure = page.locator('#map-chart');
  await figure.locator('.save summary').click();
  const [csvName, csv] = await saved(page, () => figure.locator('[data-save=csv]').click());
  assert.equal(csvName, 'washout-map.csv');
  assert.match(csv.toString(), /^price_usd,long_usd,short_usd,long_cumulative_usd,short_cumulative_usd\r\n/);
  const [, json] = await saved(page, () => figure.locator('[data-save=json]').click());
  const data = JSON.parse(json);
  assert.equal(csv.toString().trim().split('\r\n').length, data.data.price_usd.length + 1);
  assert.match(data.digest, /^[0-9a-f]{16}$/);
  assert.equal(data.scenario.washout, 1);
  const [svgName, svg] = await saved(page, () => figure.locator('[data-save=svg]').click());
  assert.equal(svgName, 'washout-map.svg');
  assert.doesNotMatch(svg.toString(), /var\(|light-dark/);
  assert.match(svg.toString(), /rgb\(/);
  const [, png] = await saved(page, () => figure.locator('[data-save=png]').click());
  assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  const width = Number(/width="(\d+)/.exec(svg)[1]);
  assert.equal(png.readUInt32BE(16), 2 * width);
  await page.locator('details.group', { has: page.locator('#ledger') }).locator('.save summary').click();
  const [, ledger] = await saved(page, () => page.locator('#ledger ~ .save [data-save=csv]').click());
  assert.match(ledger.toString(), /accounts\.liquidated_traders_usd,-\d+\.\d+/);
}));

test('located positions are saved with the push that reaches each', () => withPage('#locate', {}, async (page) => {
  await page.locator('#portfolio summary').first().click();
  await page.locator('#portfolio-run').click();
  await page.locator('#portfolio-report > .save summary').click();
  const [name, csv] = await saved(page, () => page.locator('#portfolio-report > .save [data-save=csv]').click());
  assert.equal(name, 'washout-portfolio.csv');
  const [head, ...rows] = csv.toString().trim().split('\r\n');
  assert.match(head, /^line,.*liquidation_price.*,first_push$/);
  assert.equal(rows.length, 3);
  assert.match(rows[0], /^2,.*,0\.\d+$/);
}));

test('axe finds nothing with everything open, two scenarios beside each other, and a number explained', async () => {
  for (const options of [{ size: PHONE }, { dark: true }]) {
    await withPage('', options, async (page) => {
      await live(page);
      await page.locator('#simulate .try [data-do=pin]').click();
      await page.locator('#compare-table').waitFor();
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await rested(page);
      assert.deepEqual(await violations(page), []);
      await page.locator('#simulate-figures button').first().click();
      await page.locator('dialog[open]').waitFor();
      assert.deepEqual(await violations(page), []);
    });
  }
});

test('numbers follow the locale of the address; the text and the inputs do not', () => withPage('?v=1&locale=de-DE', {}, async (page) => {
  await live(page);
  assert.match(await answer(page), /Push Bitcoin ≈ 6,61\s?% down .* at ≈ 98\.900\s?\$/);
  assert.equal(await page.locator('#notes').innerText(), '');
  await page.locator('#in-shock').fill('6,5');
  await rested(page);
  assert.match(await answer(page), /Push Bitcoin 6,5\s?% down/);
  assert.equal(query(page), '?v=1&shock=6.5&locale=de-DE');
}));

test('nothing jumps while the page loads, wherever it is entered', async () => {
  for (const size of [{ width: 1280, height: 900 }, { width: 800, height: 900 }, PHONE, { width: 280, height: 653 }]) {
    for (const place of ['', '#simulate', '#locate', '#count', '#judge']) {
      await withPage(null, { size }, async (page, { url }) => {
        await page.addInitScript(() => {
          window.shift = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(url + place);
        await page.waitForFunction(() => /\d/.test(document.querySelector('#version').textContent));
        await page.waitForTimeout(400);
        const shift = await page.evaluate(() => window.shift);
        assert.ok(shift < 0.01, `${size.width} ${place}: ${shift}`);
      });
    }
  }
});

test('the whole page by keyboard alone: an event, a push, a group, a number, a comparison, a position', () => withPage('', {}, async (page) => {
  await page.waitForFunction(() => !document.querySelector('#preset').disabled);
  const focused = () => page.evaluate(() => {
    const { activeElement: at } = document;
    return at.id || at.dataset.do || at.dataset.why || at.dataset.compare || at.textContent.trim().slice(0, 30);
  });
  /** Tabs until `name` has the focus; every stop on the way has to be in sight and to have a name. */
  const reach = async (name) => {
    for (let i = 0; i < 160; i += 1) {
      if (await focused() === name) return;
      await page.keyboard.press('Tab');
      const bad = await page.evaluate(() => {
        const at = document.activeElement;
        const box = at.getBoundingClientRect();
        const label = at.ariaLabel || at.labels?.[0]?.textContent || at.textContent || at.title;
        return at === document.body ? '' : (box.width === 0 && 'no size') || (!label?.trim() && 'no name') || '';
      });
      assert.equal(bad, '', await focused());
    }
    assert.fail(`${name} is out of reach`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to the content');
  await reach('preset');
  await reach('totals:total_liquidated_usd');
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await reach('direction-down');
  await reach('slide-shock');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.search.includes('shock='));
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => location.search === '');
  await reach('Who is at risk');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#in-oi').isVisible());
  await reach('in-oi');
  await page.keyboard.type('50bn');
  await page.waitForFunction(() => location.search.includes('oi=50000000000'));
  await reach('Key levels: what it takes to get there'.slice(0, 30));
  await page.keyboard.press('Enter');
  await reach('simulate:levels:0');
  await page.locator('#locate').scrollIntoViewIfNeeded();
  await page.locator('#pos-leverage').waitFor();
  await reach('pos-leverage');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5');
  await page.waitForFunction(() => location.search.includes('leverage=5'));
  await picture(page, 'page-keyboard', { fullPage: false });
}));
