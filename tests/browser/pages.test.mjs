// Every page that the build makes: nothing that axe objects to, nothing kept, nobody else asked,
// and a file that is dropped on one stays there.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { violations } from './axe.mjs';
import { close, DESK, drop, PHONE, picture, withPage, rested } from './harness.mjs';
import { kinds, openReady } from './pages.mjs';

const SECRET = 'account_0xc0ffee';
const ROW = `BTCUSDT,SELL,LIMIT,IOC,0.5,100000,100000,FILLED,0.5,0.5,1762171200000,0.5`;

after(close);

const settle = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
/** Brings every late part in, and comes back. */
const walk = (page) =>
  page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 60));
    }
    scrollTo(0, 0);
    await new Promise((done) => setTimeout(done, 400));
  });

for (const name of kinds()) {
  test(`axe finds nothing on ${name}, light on a phone and dark on a desk`, async () => {
    // Colours do not depend on the width, so two looks see both of each.
    for (const { dark, size } of [
      { dark: false, size: PHONE },
      { dark: true, size: DESK },
    ]) {
      await withPage(null, { dark, size }, async (page, { url }) => {
        await openReady(page, url, name);
        await walk(page);
        await page.evaluate(() =>
          document.querySelectorAll('details').forEach((details) => {
            details.open = true;
          }),
        );
        await settle(page);
        assert.deepEqual(
          await violations(page),
          [],
          `${size.width} px, ${dark ? 'dark' : 'light'}`,
        );
      });
    }
  });

  test(`${name} keeps nothing, asks nobody else and does not jump`, () =>
    withPage(null, { size: PHONE }, async (page, { url, requests }) => {
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) =>
          list.getEntries().forEach(({ value, hadRecentInput }) => {
            window.shift += hadRecentInput ? 0 : value;
          }),
        ).observe({ type: 'layout-shift', buffered: true });
      });
      const sent = [];
      page
        .context()
        .on(
          'request',
          (request) =>
            (request.method() !== 'GET' || request.postData() !== null) && sent.push(request.url()),
        );
      page.on('websocket', (socket) => sent.push(socket.url()));
      await openReady(page, url, name);
      await rested(page);
      assert.ok(
        (await page.evaluate(() => window.shift)) < 0.01,
        `shift ${await page.evaluate(() => window.shift)}`,
      );
      await walk(page);
      assert.deepEqual(await kept(page), NOTHING);
      assert.deepEqual(sent, []);
      assert.ok(
        requests.length > 0 &&
          requests.every(
            (request) => /^(data:|blob:)?.*localhost/.test(request) || request.startsWith('data:'),
          ),
        requests.join('\n'),
      );
    }));
}

const NOTHING = { cookie: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 };
const kept = (page) =>
  page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

test('a private file that is dropped on the page stays on the page', () =>
  withPage(null, {}, async (page, { url }) => {
    // The whole browser is watched, its workers too.
    const asked = [];
    page
      .context()
      .on('request', (request) =>
        asked.push({
          url: request.url(),
          method: request.method(),
          body: request.postData(),
          from: request.serviceWorker(),
        }),
      );
    await openReady(page, url, 'index.html');
    await page.locator('#count').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('#drop'));
    await rested(page);
    const before = asked.length;
    await drop(
      page,
      '#drop',
      `${SECRET}.csv`,
      `${ROW}\n${SECRET},SELL,LIMIT,IOC,x,1,1,FILLED,1,1,1762171200000,1\n`,
    );
    await page.waitForFunction(() =>
      document.querySelector('#count-status').textContent.startsWith('Counted'),
    );
    await rested(page);
    const during = asked.slice(before);
    // Scripts and the engine's part may still come, from here and as they are for everybody.
    for (const { url: one, method, body } of during) {
      assert.ok(
        one.startsWith(url) || one.startsWith(`blob:${url}`) || one.startsWith('data:'),
        one,
      );
      assert.equal(method, 'GET', one);
      assert.equal(body, null, one);
      assert.equal(new URL(one).search, '', one);
    }
    assert.ok(
      asked.some(({ url: one }) => /count-worker/.test(one)),
      'the worker is watched',
    );
    assert.deepEqual(
      asked.filter((one) => JSON.stringify(one).includes(SECRET)),
      [],
    );
    assert.ok(!page.url().includes(SECRET));
    assert.deepEqual(await kept(page), NOTHING);
  }));

test('in print and in forced colours every page keeps its figures', async () => {
  for (const name of kinds()) {
    for (const [look, options] of Object.entries({
      print: { print: true },
      forced: { forcedColors: true, size: PHONE },
    })) {
      await withPage(null, options, async (page, { url }) => {
        await openReady(page, url, name);
        await walk(page);
        const figures = page.locator(
          'figure:visible svg:visible, figure:visible table:visible, washout-figure:visible',
        );
        assert.ok(
          (await figures.count()) > 0 || !/<(washout-)?figure/.test(await page.content()),
          `${name}, ${look}`,
        );
        assert.equal(
          await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)),
          0,
          `${name}, ${look}`,
        );
        await picture(page, `${name.replace('.html', '')}-${look}`);
      });
    }
  }
});
