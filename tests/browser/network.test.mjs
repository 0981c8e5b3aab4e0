// A network that is lost while somebody reads: what had not come yet is said to be missing where it
// was wanted, and comes with the next touch once the network is back.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { close, withPage } from './harness.mjs';
import { openReady, watchLive } from './pages.mjs';

after(close);

const LOST = /could not be loaded: the connection failed.*[Cc]heck the connection, then try again/;
const ASSETS = '**/assets/**';
const aborted = (route) => route.abort('internetdisconnected');
const answer = (page) => page.locator('#simulate-answer').innerText();
const text = (page, selector) => page.locator(selector).textContent();
/** Until `selector` says that something is missing. */
const missing = (page, selector) =>
  page.waitForFunction(
    (one) => /could not be loaded/.test(document.querySelector(one).textContent),
    selector,
  );
const silent = (page, selector) =>
  page.waitForFunction((one) => document.querySelector(one).textContent === '', selector);
/** A page in which things go wrong on the console too. */
const lost = (path, use) =>
  withPage(null, { allowErrors: true }, async (page, { url }) => {
    if (path !== null) await openReady(page, url, path);
    return use(page, url);
  });

test(
  'what is typed into a field is heard once the network is back, and the field says why not ' +
    'before',
  () =>
    lost('index.html', async (page) => {
      const before = await answer(page);
      await page.route(ASSETS, aborted);
      await page.locator('#in-shock').fill('9');
      await missing(page, '#problem-shock');
      assert.match(await text(page, '#problem-shock'), LOST);
      assert.equal(await page.locator('#problem-shock').getAttribute('role'), 'alert');
      assert.equal(await answer(page), before);
      // A slider needs nothing more: it answers all the while.
      await page.locator('#slide-shock').fill('11');
      await page.waitForFunction(
        (old) => document.querySelector('#simulate-answer').textContent !== old,
        before,
      );
      await page.locator('#in-shock').fill('12');
      await missing(page, '#problem-shock');
      await page.unroute(ASSETS);
      await page.locator('#in-shock').fill('13');
      await page.waitForFunction(() =>
        /13%/.test(document.querySelector('#simulate-answer').textContent),
      );
      assert.equal(await text(page, '#problem-shock'), '');
      await page.locator('#slide-shock').fill('14');
      await page.waitForFunction(() =>
        /14%/.test(document.querySelector('#simulate-answer').textContent),
      );
    }),
);

for (const [name, proof] of Object.entries({
  locate: '#locate-figures button',
  count: '#sample:enabled',
  judge: '#judge-compare svg',
  embed: '#builder washout-figure',
})) {
  test(`a panel that did not come says so, and comes when it is touched: ${name}`, () =>
    lost('index.html', async (page) => {
      await page.route(ASSETS, aborted);
      await page.locator(`#${name}-h`).scrollIntoViewIfNeeded();
      await missing(page, `#${name}-problem`);
      assert.match(await text(page, `#${name}-problem`), LOST);
      // Touched too early it says the same again.
      await page.locator(`#${name}-h`).click();
      await missing(page, `#${name}-problem`);
      await page.unroute(ASSETS);
      await page.locator(`#${name}-h`).click();
      await page.locator(proof).first().waitFor();
      assert.equal(await text(page, `#${name}-problem`), '');
    }));
}

test('so does a panel when the browser says that the network is back', () =>
  lost('index.html', async (page) => {
    await page.context().setOffline(true);
    await page.locator('#judge-h').scrollIntoViewIfNeeded();
    await missing(page, '#judge-problem');
    await page.context().setOffline(false);
    await page.locator('#judge-compare svg').waitFor();
    await silent(page, '#judge-problem');
  }));

test('what is shown on demand comes with a later touch: groups, sources, a cursor, a formula', () =>
  lost('index.html', async (page) => {
    await page.route(ASSETS, aborted);
    await page.locator('#map-chart .plot').focus();
    await missing(page, '#map-chart .reading');
    await page.locator('#simulate-figures button').first().click();
    await missing(page, '#done');
    await page.locator('#sources-more > summary').click();
    await page.locator('.more').scrollIntoViewIfNeeded();
    await missing(page, '#done');
    await page.unroute(ASSETS);
    await page.locator('#path-chart .answer').click();
    await page.waitForFunction(() => document.querySelector('#assumptions').textContent !== '');
    await page.locator('#map-chart .plot').press('End');
    await page.waitForFunction(() =>
      /\$/.test(document.querySelector('#map-chart .reading').textContent),
    );
    await page.locator('#simulate-figures button').first().click();
    await page.locator('dialog.why-box[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#sources-more > summary').click();
    await page.locator('#book-file').waitFor({ state: 'attached' });
    await silent(page, '#done');
  }));

test('a wasm that fails once is not missed', () =>
  lost(null, async (page, url) => {
    await page.route('**/*.wasm', aborted, { times: 1 });
    await openReady(page, url, 'index.html');
    assert.equal(await text(page, '#simulate-problem'), '');
  }));

test('an engine that did not come is said to be missing, and comes with a touch', () =>
  lost(null, async (page, url) => {
    await watchLive(page);
    await page.route('**/*.wasm', aborted);
    await page.goto(url);
    await missing(page, '#simulate-problem');
    await page.unroute('**/*.wasm');
    await page.locator('#simulate-h').click();
    await page.waitForFunction(() => window.live !== undefined);
    await silent(page, '#simulate-problem');
    // The wasm of another part, and the one of the worker that counts.
    await page.route('**/*.wasm', aborted);
    await page.locator('#locate-h').scrollIntoViewIfNeeded();
    await missing(page, '#locate-problem');
    await page.locator('#count-h').scrollIntoViewIfNeeded();
    await page.locator('#sample:enabled').click();
    await page.waitForFunction(() =>
      /could not be/.test(document.querySelector('#count-problem').textContent),
    );
    await page.unroute('**/*.wasm');
    await page.locator('#sample').click();
    await page.locator('#save').waitFor();
    await page.locator('#locate-h').click();
    await page.locator('#locate-figures button').first().waitFor();
  }));

for (const [name, path] of Object.entries({
  page: 'index.html',
  frame: 'embed-map-2025-11-04.html?shock=5',
})) {
  test(`where no script came, that is said, and a touch brings them: ${name}`, () =>
    lost(null, async (page, url) => {
      await watchLive(page);
      await page.route('**/assets/*.js', aborted);
      await page.goto(new URL(path, url).href);
      await page.locator('[data-unloaded]').waitFor();
      await page.unroute('**/assets/*.js');
      await page.locator('h1').first().dispatchEvent('pointerdown');
      await page.waitForFunction(() => window.live !== undefined);
      await page.locator('[data-unloaded]').waitFor({ state: 'hidden' });
    }));
}

test('a browser that keeps a failure under its address is asked for another one', () =>
  lost('index.html', async (page) => {
    const kept = new Set();
    let isLost = true;
    // As such a browser does: the address that has failed once fails for good.
    await page.route(ASSETS, (route) => {
      const url = route.request().url();
      if (isLost) kept.add(url);
      return kept.has(url) ? aborted(route) : route.continue();
    });
    await page.locator('#in-shock').fill('9');
    await missing(page, '#problem-shock');
    isLost = false;
    await page.locator('#in-shock').fill('13');
    await page.waitForFunction(() =>
      /13%/.test(document.querySelector('#simulate-answer').textContent),
    );
    assert.equal(await text(page, '#problem-shock'), '');
  }));

test('a figure of which a part did not come is live when the network is back', () =>
  lost(null, async (page, url) => {
    await watchLive(page);
    await page.route('**/*.wasm', aborted);
    await page.goto(new URL('embed-map-2025-11-04.html?shock=5', url).href);
    const message = () =>
      document.querySelector('washout-figure').shadowRoot?.querySelector('.w-message')?.textContent;
    await page.waitForFunction(message);
    await page.unroute('**/*.wasm');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForFunction(
      () => document.querySelector('washout-figure').outcome?.shock === 0.05,
    );
    assert.equal(await page.evaluate(message), '');
  }));
