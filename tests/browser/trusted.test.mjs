// Under Trusted Types the browser's own parser is closed to strings, and so are the addresses of
// scripts and workers. The pages and the element need no policy for it, but for the worker that
// counts.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { page as site } from '../../xtask/paths.mjs';
import { close, live, withPage } from './harness.mjs';
import { kinds, openReady } from './pages.mjs';

const REQUIRE = "require-trusted-types-for 'script'";
const HEADERS = {
  bare: REQUIRE,
  named: `${REQUIRE}; trusted-types washout`,
  none: `${REQUIRE}; trusted-types 'none'`,
};
const VIEWS = ['totals', 'map', 'path', 'curve', 'levels', 'ledger', 'flows', 'claims', 'compare'];
const under = (policy) => ({ headers: { 'content-security-policy': HEADERS[policy] } });

const hosts = mkdtempSync(join(tmpdir(), 'washout-trusted-'));
symlinkSync(site, join(hosts, 'site'), 'dir');
after(async () => {
  await close();
  rmSync(hosts, { recursive: true, force: true });
});

/** To be put into every document before its scripts: keeps what a policy has refused. */
const watching = (page) =>
  page.addInitScript(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      window.refused.push(`${violatedDirective}: ${sample}`),
    );
  });
const refused = async (page) =>
  (await Promise.all(page.frames().map((frame) => frame.evaluate(() => window.refused)))).flat();

test('the policy holds: a string is refused, so that what follows shows something', () =>
  withPage('method.html', { allowErrors: true, ...under('bare') }, async (page) => {
    const failed = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>';
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(failed, 'TypeError');
  }));

for (const policy of ['bare', 'none']) {
  test(`every kind of page is live, and asks for nothing that is refused: ${policy}`, async () => {
    for (const name of kinds()) {
      await withPage(null, under(policy), async (page, { url }) => {
        await watching(page);
        await openReady(page, url, name);
        assert.deepEqual(await refused(page), [], name);
      });
    }
  });
}

test('an article of somebody else shows every view, with table, sliders and cursor', async () => {
  const figures = VIEWS.map(
    (view) =>
      `<washout-figure id="${view}" view="${view}" controls><p>${view} later</p></washout-figure>`,
  ).join('');
  writeFileSync(
    join(hosts, 'host.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link ' +
      `rel="icon" href="data:,"><body>${figures}<iframe ` +
      'src="./site/embed-map-2025-11-04.html?shock=5" title="Frame"></iframe><script ' +
      'type="module" src="./site/assets/washout-figure.js"></script></body></html>',
  );
  await withPage(null, { folder: hosts, ...under('none') }, async (page, { url }) => {
    await watching(page);
    await page.goto(new URL('host.html', url).href);
    for (const view of VIEWS) {
      await page.locator(`#${view}`).scrollIntoViewIfNeeded();
      await page.waitForFunction((id) => Boolean(document.getElementById(id).summary), view);
    }
    await page.locator('#map .w-knob input').first().fill('12');
    await page.waitForFunction(() => document.getElementById('map').outcome.shock === 0.12);
    await page.locator('#map details summary').click();
    await page.locator('#map table').waitFor();
    await page.locator('#map .w-plot').focus();
    await page.locator('#map .w-plot').press('End');
    await page.locator('#map .cursor').waitFor({ state: 'attached' });
    // What is refused is said, and the last good figure stays.
    await page.evaluate(() => {
      document.getElementById('map').shock = 'much';
    });
    await page.waitForFunction(
      () =>
        document.getElementById('map').shadowRoot.querySelector('.w-message').textContent !== '',
    );
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await page
      .frames()[1]
      .waitForFunction(() => document.querySelector('washout-figure').outcome?.shock === 0.05);
    assert.deepEqual(await refused(page), []);
  });
});

test('a frame without an origin is live under its own policy', async () => {
  writeFileSync(
    join(hosts, 'sandbox.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link ' +
      'rel="icon" href="data:,"><body><iframe sandbox="allow-scripts" ' +
      'src="./site/embed-map-2025-11-04.html?shock=5" title="Frame" width="600" ' +
      'height="700"></iframe></body></html>',
  );
  await withPage(null, { folder: hosts }, async (page, { url }) => {
    await watching(page);
    await page.goto(new URL('sandbox.html', url).href);
    const [, frame] = page.frames();
    await frame.waitForFunction(
      () => document.querySelector('washout-figure')?.outcome?.shock === 0.05,
    );
    assert.equal(await frame.evaluate(() => self.origin), 'null');
    assert.deepEqual(await refused(page), []);
  });
});

/** Brings every panel, with whatever it can show. */
async function everything(page) {
  await live(page);
  await page.locator('#simulate .try [data-do=pin]').click();
  await page.locator('#compare-table').waitFor();
  await page.locator('#sources-more summary').first().click();
  await page.locator('#book-file').waitFor({ state: 'attached' });
  await page.locator('#locate').scrollIntoViewIfNeeded();
  await page.locator('#locate-figures button').first().waitFor();
  await page.locator('#count').scrollIntoViewIfNeeded();
  await page.locator('#sample:enabled').click();
  await page.locator('#save').waitFor();
  await page.locator('#judge').scrollIntoViewIfNeeded();
  await page.locator('#judge-compare svg').waitFor();
  await page.locator('#embed').scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    document.querySelector('#code-image')?.value.includes('washout-map'),
  );
  await page.locator('#portfolio > details').evaluate((details) => {
    details.open = true;
  });
  await page.locator('#portfolio-run').click();
  await page.locator('#portfolio-report table').waitFor();
  await page.locator('#in-shock').fill('9');
  await page.waitForFunction(() => location.search.includes('shock=9'));
  await page.locator('#simulate-figures button').first().click();
  await page.locator('dialog.why-box[open]').waitFor();
  await page.keyboard.press('Escape');
}

test('the whole calculator works, and counts in its worker', () =>
  withPage(null, under('named'), async (page, { url }) => {
    await watching(page);
    await page.goto(url);
    await everything(page);
    assert.deepEqual(
      page.workers().map((worker) => new URL(worker.url()).pathname),
      ['/assets/count-worker.js'],
    );
    assert.deepEqual(await refused(page), []);
  }));

test('where no policy at all may be made, the page counts by itself', () =>
  withPage(null, { allowErrors: true, ...under('none') }, async (page, { url }) => {
    await watching(page);
    await page.goto(url);
    await everything(page);
    assert.equal(page.workers().length, 0);
    assert.match(await page.locator('#count-status').textContent(), /^Counted \d/);
    // The policy for the worker was asked for, and nothing else was.
    assert.deepEqual([...new Set(await refused(page))], ['trusted-types: washout']);
  }));

test('what the calculator has built is what the browser’s own parser would have built', () =>
  withPage('', { noPolicy: true }, async (page) => {
    await everything(page);
    const apart = await page.evaluate(() => {
      const bare = (root) => {
        for (const element of root.querySelectorAll('[xmlns]')) element.removeAttribute('xmlns');
        root.normalize();
        return root;
      };
      const [now, again] = [
        document.querySelector('main').cloneNode(true),
        document.createElement('main'),
      ];
      for (const { name, value } of now.attributes) again.setAttribute(name, value);
      again.innerHTML = now.innerHTML;
      if (bare(again).isEqualNode(bare(now))) return [];
      const different = [...now.querySelectorAll('*')]
        .map((one, i) => [one, again.querySelectorAll('*')[i]])
        .find(([one, other]) => !other || one.cloneNode().isEqualNode(other.cloneNode()) === false);
      return different ? different.map((one) => one?.outerHTML.slice(0, 300)) : ['a text'];
    });
    assert.deepEqual(apart, []);
  }));
