// Frames of a publisher's own scenario: before and without scripts they say nothing of another
// event, and with them they lead back to the page as it was set.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { page as site } from '../../xtask/paths.mjs';
import { close, DESK, PHONE, picture, withPage } from './harness.mjs';
import { pages } from './pages.mjs';

/** What is only true of the recorded event. */
const RECORDED = /391|November|\$1\.40B|98,900/;
const hosts = mkdtempSync(join(tmpdir(), 'washout-own-'));
symlinkSync(site, join(hosts, 'site'), 'dir');
after(async () => {
  await close();
  rmSync(hosts, { recursive: true, force: true });
});

const addressOf = (code) => /src="([^"]+)"/.exec(code)[1].replaceAll('&amp;', '&');
const text = (page) => page.evaluate(() => document.body.innerText);

/** The codes that the builder writes for the page at `query`, by kind. */
const codes = (query, view) =>
  withPage(query, { size: DESK }, async (page) => {
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.locator('#embed-view').selectOption(view);
    await page.waitForFunction((name) => {
      const written = document.querySelector('#code-image')?.value ?? '';
      return written.includes(`washout-${name}`) && written.includes('-changed');
    }, view);
    const kinds = ['element', 'frame', 'alone', 'image'];
    return Object.fromEntries(
      await Promise.all(
        kinds.map(async (kind) => [kind, await page.locator(`#code-${kind}`).inputValue()]),
      ),
    );
  });

const OWN = {
  '?v=1&shock=12': 'map',
  '?v=1&depth=300000000': 'ledger',
  '?v=1&impact=power&gamma=0.5': 'path',
  '?v=1&split=usdt%3A40&rest=fiat': 'flows',
};
for (const [query, view] of Object.entries(OWN)) {
  test(`without scripts no code for ${query} says what is another's: ${view}`, async () => {
    const written = await codes(query, view);
    for (const kind of ['frame', 'alone']) {
      const { pathname, search } = new URL(addressOf(written[kind]));
      assert.equal(pathname, '/embed.html', kind);
      await withPage(`embed.html${search}`, { javaScript: false }, async (page) => {
        assert.doesNotMatch(await page.content(), RECORDED);
        assert.match(
          await page.locator('body').innerText(),
          /computed in your browser, by scripts\. They are off/,
        );
        assert.equal(await page.title(), 'A figure by Washout');
        await picture(page, `own-still-${view}`);
      });
      // With scripts it is what the page had set, and leads back there.
      await withPage(`embed.html${search}`, {}, async (page) => {
        await page.waitForFunction(() => Boolean(document.querySelector('washout-figure').summary));
        await page.waitForFunction(() => document.querySelector('#calculator').search !== '');
        const back = await page.locator('#calculator').evaluate((link) => link.search);
        for (const [key, value] of new URLSearchParams(query))
          assert.equal(new URLSearchParams(back).get(key), value, `${back} has ${key}`);
      });
    }
    // What stands in an element, and in place of an image, is the scenario's own.
    const { summary } = await withPage(
      `embed.html${new URL(addressOf(written.frame)).search}`,
      {},
      async (page) => {
        await page.waitForFunction(() => Boolean(document.querySelector('washout-figure').summary));
        return {
          summary: await page.evaluate(() => document.querySelector('washout-figure').summary),
        };
      },
    );
    const plain = (code) =>
      code
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
    for (const kind of ['element', 'image'])
      assert.ok(plain(written[kind]).includes(summary), `${kind}: ${summary}`);
  });
}

test('the page of an event says without scripts which event it is, and as it was', async () => {
  for (const name of pages()
    .filter((one) => /^embed-(map|totals|compare)/.test(one))
    .slice(0, 12)) {
    await withPage(name, { javaScript: false, size: PHONE }, async (page) => {
      const said = await page.locator('noscript').innerText();
      assert.match(
        said,
        /^The recorded event “[^”]+” of \w+ \d+, \d{4}, as it was\. .*: that needs scripts\.$/,
        name,
      );
      assert.equal(said.includes(new Date(name.slice(-15, -5)).getUTCFullYear()), true, name);
      assert.ok(await page.locator('noscript').isVisible());
    });
  }
});

for (const path of ['embed-map-2025-11-04.html?shock=12', 'embed.html?view=map&shock=12']) {
  test(`nothing of another scenario is seen or named before the scripts are there: ${path}`, () =>
    withPage(null, {}, async (page, { url }) => {
      await page.route('**/assets/**', () => {});
      await page.goto(new URL(path, url).href, { waitUntil: 'commit' });
      await page.waitForFunction(
        () => document.querySelector('#calculator') && document.readyState !== 'loading',
      );
      assert.doesNotMatch(await text(page), RECORDED);
      assert.doesNotMatch(await page.title(), RECORDED);
      const room = await page.evaluate(
        () => document.querySelector('washout-figure').getBoundingClientRect().height,
      );
      assert.ok(room > 400, `${room} px are kept`);
    }));
}

test('a whole scenario that is written by hand has a link that promises nothing', async () => {
  const scenario = encodeURIComponent(
    JSON.stringify({ washout: 1, preset: '2025-11-04', shock: '0.12' }),
  );
  await withPage(`embed.html?v=1&scenario=${scenario}`, {}, async (page) => {
    await page.waitForFunction(() => Boolean(document.querySelector('washout-figure').summary));
    const link = page.locator('#calculator');
    assert.deepEqual(
      [await link.innerText(), await link.evaluate(({ search }) => search)],
      ['Washout', ''],
    );
  });
});

test('two scenarios in one page are two names, and become live without a jump', async () => {
  const frame = (query) =>
    `<iframe src="./site/embed.html?v=1&amp;view=map&amp;${query}" data-washout ` +
    `title="${query}" width="600" height="560" style="border:0"></iframe>`;
  const listen =
    "window.heard=[];addEventListener('message',({data})=>data.washout===1&&heard.push(data))";
  writeFileSync(
    join(hosts, 'host.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link ' +
      'rel="icon" ' +
      `href="data:,"><body><script>${listen}</script>${frame(
        'shock=5',
      )}${frame('shock=9')}<script ` +
      'defer src="./site/assets/washout-host.js"></script></body></html>',
  );
  await withPage(null, { folder: hosts, size: DESK }, async (page, { url }) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(new URL('host.html', url).href);
    for (const inner of page.frames().slice(1)) {
      await inner.waitForFunction(() => Boolean(document.querySelector('washout-figure').summary));
      await inner.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      assert.ok(
        (await inner.evaluate(() => window.shift)) < 0.05,
        `${await inner.evaluate(() => window.shift)}`,
      );
      assert.match(await inner.evaluate(() => document.title), /./);
    }
    const ids = new Set(await page.evaluate(() => window.heard.map(({ id }) => id)));
    assert.equal(ids.size, 2, [...ids].join());
    assert.ok([...ids].every((id) => /^embed\.html-\w+$/.test(id)));
  });
});
