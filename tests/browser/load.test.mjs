// How the pages load in a real browser: the first picture waits for the HTML alone, then comes what
// the page names, and nothing that nobody has asked for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { page as site } from '../../xtask/paths.mjs';
import { close, PHONE, withPage, rested } from './harness.mjs';
import { isLive, kinds, openReady } from './pages.mjs';

after(close);

const loadOf = (name) =>
  /<script data-load="([^"]+)"/.exec(readFileSync(join(site, name), 'utf8'))[1].split(' ');
/** What comes on its own after a page is live would have come by now. */
const LATER_MS = 700;
const files = (requests, url) =>
  requests
    .filter((one) => one.startsWith(url))
    .map((one) => new URL(one).pathname.split('/').pop());

// The frame of any scenario has no picture before it is computed.
for (const name of kinds().filter((one) => isLive(one) && one !== 'embed.html')) {
  test(`${name}: the first picture waits for nothing but the page`, () =>
    withPage(null, { size: PHONE }, async (page, { url, requests }) => {
      // Nothing of it is answered while the page is looked at.
      await page.route('**/assets/**', () => {});
      await page.goto(new URL(name, url).href, { waitUntil: 'commit' });
      await page.waitForFunction(
        () => performance.getEntriesByName('first-contentful-paint').length === 1,
      );
      assert.ok((await page.locator('figure svg:visible, figure table:visible').count()) > 0);
      await page.waitForFunction((least) => performance.now() > least, 600);
      assert.ok(files(requests, url).includes(loadOf(name)[0]), 'it is asked for all the same');
    }));
}

test('the calculator asks for what it names and for no more, until somebody wants more', () =>
  withPage(null, { size: PHONE }, async (page, { url, requests }) => {
    await openReady(page, url, 'index.html');
    await rested(page, LATER_MS);
    assert.deepEqual(files(requests, url).sort(), ['index.html', ...loadOf('index.html')].sort());
    await page.evaluate(() =>
      document.querySelector('.more').scrollIntoView({ behavior: 'instant' }),
    );
    await page.waitForFunction(() => document.querySelector('#assumptions').textContent !== '');
  }));

test('a frame is live with the files that it names', async () => {
  for (const name of kinds().filter((one) => /^embed-/.test(one))) {
    await withPage(null, { size: PHONE }, async (page, { url, requests }) => {
      await openReady(page, url, name);
      await rested(page, LATER_MS);
      assert.deepEqual(files(requests, url).sort(), [name, ...loadOf(name)].sort());
    });
  }
});

test('a frame that is never drawn loads all the same', () =>
  withPage(null, {}, async (page, { url }) => {
    await page.addInitScript(() => {
      window.requestAnimationFrame = () => 0;
    });
    await page.goto(new URL('embed.html', url).href);
    await page.waitForFunction(() => customElements.get('washout-figure'), null, { polling: 50 });
  }));

test('a chart’s cursor comes with the first finger or key', () =>
  withPage(null, { size: PHONE }, async (page, { url, requests }) => {
    await openReady(page, url, 'index.html');
    const plot = page.locator('#map-chart .plot');
    await plot.scrollIntoViewIfNeeded();
    const before = requests.length;
    const { x, y, width, height } = await plot.boundingBox();
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await page.waitForFunction(() =>
      /\$/.test(document.querySelector('#map-chart .reading').textContent),
    );
    assert.ok(requests.length > before);
  }));
