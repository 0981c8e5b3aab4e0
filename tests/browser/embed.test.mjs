// Figures outside the calculator, as a newsroom would have them: the element in an article, the
// frame in a host's page, the builder, and what none of them may do.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import * as washout from 'washout';

import { INPUTS } from '../../www/lib/inputs.js';
import { page as site } from '../../xtask/paths.mjs';
import { close, DESK, PHONE, picture, withPage, rested } from './harness.mjs';

const NARROWEST = { width: 280, height: 653 };
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src " +
  "'self'; img-src 'self' data:; frame-src 'self'";
const ELEMENT = '<script type="module" src="./site/assets/washout-figure.js"></script>';
const HELPER = '<script defer src="./site/assets/washout-host.js"></script>';

const hosts = mkdtempSync(join(tmpdir(), 'washout-host-'));
symlinkSync(site, join(hosts, 'site'), 'dir');
after(async () => {
  await close();
  rmSync(hosts, { recursive: true, force: true });
});

/** A page of another publisher with `body`, in the folder that holds the site. */
function host(body, options, use) {
  writeFileSync(
    join(hosts, 'host.html'),
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link ' +
      `rel="icon" href="data:,"></head><body>${body}</body></html>`,
  );
  return withPage(null, { folder: hosts, ...options }, async (page, watch) => {
    await opened('host.html')(page, watch);
    return use(page, watch);
  });
}

/** Counts the events of all figures from the start. */
const listening = (page) =>
  page.addInitScript(() => {
    window.said = [];
    for (const name of ['ready', 'change', 'error'])
      addEventListener(`washout-${name}`, ({ target, detail }) =>
        window.said.push({ name, id: target.id, ...detail }),
      );
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
const said = (page, name) =>
  page.evaluate((which) => window.said.filter((one) => one.name === which), name);
const ready = (page, count = 1) =>
  page.waitForFunction(
    (least) => window.said.filter(({ name }) => name === 'ready').length >= least,
    count,
  );
const frames = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
const live = (page, id) => page.locator(`#${id} .w-answer`).last().innerText();
const opened =
  (path) =>
  async (page, { url }) => {
    await listening(page);
    await page.goto(new URL(path, url).href);
  };
/** Scrolls through the whole page, as a reader does. */
const read = (page) =>
  page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 200) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 40));
    }
  });

for (const [name, size] of Object.entries({ desk: DESK, phone: PHONE, narrowest: NARROWEST })) {
  test(`the article's figures become live without a jump: ${name}`, () =>
    withPage(null, { size }, async (page, watch) => {
      await opened('article.html')(page, watch);
      await read(page);
      await ready(page, 2);
      const framed = page.frames().find((frame) => frame.url().includes('embed-'));
      await framed.waitForFunction(() => document.querySelector('washout-figure').outcome !== null);
      await read(page);
      assert.ok(
        (await page.evaluate(() => window.shift)) < 0.01,
        `shift of ${await page.evaluate(() => window.shift)}`,
      );
      assert.equal(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
        0,
      );
      const inner = await framed.evaluate(() => document.body.getBoundingClientRect().height);
      const outer = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
      assert.ok(Math.abs(inner - outer) <= 1, `${inner} in ${outer}`);
      assert.equal(
        watch.requests.filter((url) => url.endsWith('.wasm')).length,
        2,
        'one engine for the page, one for the frame',
      );
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, `article-${name}`);
    }));
}

test('the article says the same with its scripts stripped as with them', async () => {
  const sentences = (page) =>
    page
      .locator('washout-figure')
      .evaluateAll((all) =>
        all.map(
          (figure) =>
            (figure.shadowRoot?.querySelector('.w-answer') ?? figure.querySelector('.w-answer'))
              .textContent,
        ),
      );
  const still = await withPage('article.html', { javaScript: false }, async (page) => {
    for (const place of [
      'washout-figure svg.w-wide >> nth=0',
      'washout-figure figcaption >> nth=0',
      'iframe',
    ])
      assert.ok(await page.locator(place).isVisible(), place);
    assert.equal(await page.locator('washout-figure svg.w-narrow >> nth=0').isVisible(), false);
    assert.ok(await page.frameLocator('iframe').locator('table').isVisible());
    await page.locator('summary >> nth=0').click();
    assert.ok(await page.getByText('not split by side').last().isVisible());
    await picture(page, 'article-still');
    return sentences(page);
  });
  assert.equal(still.length, 2);
  await withPage(null, {}, async (page, watch) => {
    await opened('article.html')(page, watch);
    await read(page);
    await ready(page, 2);
    assert.deepEqual(await sentences(page), still);
  });
});

test('attributes are the truth, and one update follows many', () =>
  host(`<washout-figure id="a" view="map"></washout-figure>${ELEMENT}`, {}, async (page, watch) => {
    await ready(page);
    await page.evaluate(() => {
      for (let push = 1; push <= 40; push += 1)
        document.querySelector('#a').shock = String(push / 2);
    });
    await page.waitForFunction(() => window.said.some(({ name }) => name === 'change'));
    await frames(page);
    const [change, ...more] = await said(page, 'change');
    assert.equal(more.length, 0);
    const { digest } = washout.simulate({ washout: 1, preset: '2025-11-04', shock: '0.2' });
    assert.deepEqual([change.digest, change.by, change.shock], [digest, 'attribute', 0.2]);
    assert.match(await live(page, 'a'), /^Push Bitcoin 20% down/);
    const views = ['totals', 'path', 'curve', 'levels', 'ledger', 'flows', 'claims', 'compare'];
    for (const [i, view] of views.entries()) {
      await page.evaluate((name) => document.querySelector('#a').setAttribute('view', name), view);
      await page.waitForFunction((count) => window.said.length === count, i + 3);
      assert.ok((await live(page, 'a')).length > 20, view);
    }
    // The scenario as JSON, from a property.
    await page.evaluate(() =>
      Object.assign(document.querySelector('#a'), {
        view: 'map',
        shock: null,
        scenario: {
          washout: 1,
          preset: '2025-11-04',
          shock: '0.03',
          market: { asset: '<b>X</b>' },
        },
      }),
    );
    await page.waitForFunction(() => window.said.at(-1).shock === 0.03);
    assert.match(await live(page, 'a'), /^Push <b>X<\/b> 3% down/);
    assert.equal(await page.locator('#a b').count(), 0);
  }));

test('a wrong attribute is said as text, and the last good figure stays', () =>
  host(`<washout-figure id="a" view="map"></washout-figure>${ELEMENT}`, {}, async (page, watch) => {
    await ready(page);
    const good = await live(page, 'a');
    /** @type {Record<string, [string, RegExp]>} */
    const wrong = {
      view: ['<img src=x onerror=alert(1)>', /view: expected one of .* found “<img/],
      shock: ['much', /shock: expected a number such as 7.2, found “much”/],
      preset: ['1999-01-01', /preset: expected one of/],
      scenario: ['{"washout":2}', /expected version 1/],
      locale: ['no such tag!', /locale: expected a language tag/],
      depth: ['-1', /usd_per_percent/],
    };
    for (const [name, [value, message]] of Object.entries(wrong)) {
      const before = (await said(page, 'error')).length;
      await page.evaluate(
        ([key, text]) => document.querySelector('#a').setAttribute(key, text),
        [name, value],
      );
      await page.waitForFunction(
        (count) => window.said.filter((one) => one.name === 'error').length > count,
        before,
      );
      assert.match(await page.locator('#a .w-message').innerText(), message);
      assert.equal(await live(page, 'a'), good);
      await page.evaluate(
        (key) => document.querySelector('#a').setAttribute(key, key === 'view' ? 'map' : ''),
        name,
      );
      await page.evaluate((key) => document.querySelector('#a').removeAttribute(key), name);
      await page.waitForFunction(
        () =>
          document.querySelector('#a').shadowRoot.querySelector('.w-message').textContent === '',
      );
    }
    const long = await page.evaluate(() => {
      document.querySelector('#a').scenario = `{"title":"${'x'.repeat(1e6)}"}`;
    });
    assert.equal(long, undefined);
    await page.waitForFunction(() =>
      document
        .querySelector('#a')
        .shadowRoot.querySelector('.w-message')
        .textContent.includes('at most 200000'),
    );
    assert.equal(await page.locator('#a img').count(), 0);
  }));

test('what stands inside is kept until the figure is live, and where it cannot be', async () => {
  const body =
    '<washout-figure id="a" view="no"><p id="still">Still here</p></washout-figure>' + `${ELEMENT}`;
  await host(body, {}, async (page, watch) => {
    await page.waitForFunction(() => window.said.length === 1);
    assert.ok(await page.locator('#still').isVisible());
    assert.match(await page.locator('#a .w-message').innerText(), /view: expected/);
    await page.evaluate(() => {
      document.querySelector('#a').view = 'ledger';
    });
    await ready(page);
    assert.equal(await page.locator('#still').isVisible(), false);
  });
  await host(body.replace('no"', 'map"'), { allowErrors: true }, async (page, watch) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.reload();
    await page.waitForFunction(() =>
      window.said.some(({ name, code }) => name === 'error' && code === 'LOAD'),
    );
    assert.ok(await page.locator('#still').isVisible());
    // The next attempt may succeed.
    await page.unroute('**/*.wasm');
    await page.evaluate(() => {
      document.querySelector('#a').shock = '5';
    });
    await ready(page);
  });
});

test('a figure far away costs nothing until it comes near', () =>
  host(
    `<p style="height:5000px">.</p><washout-figure id="a"></washout-figure>${ELEMENT}`,
    {},
    async (page, watch) => {
      await page.waitForLoadState('networkidle');
      assert.equal(
        watch.requests.some((url) => url.endsWith('.wasm')),
        false,
      );
      await page.evaluate(() => scrollTo(0, 5000));
      await ready(page);
    },
  ));

test('several figures share one engine, under the strictest policy, and leave nothing behind', () =>
  host(
    `${['map', 'path', 'curve', 'levels', 'ledger', 'totals']
      .map((view) => `<washout-figure id="${view}" view="${view}" controls></washout-figure>`)
      .join('')}${ELEMENT}`,
    { headers: { 'content-security-policy': STRICT } },
    async (page, watch) => {
      await read(page);
      await ready(page, 6);
      assert.equal(watch.requests.filter((url) => url.endsWith('.wasm')).length, 1);
      assert.equal(
        await page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length),
        '00',
      );
      assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
      // The policy held: what the sheets say is what is drawn.
      assert.equal(
        await page
          .locator('#map .w-figure')
          .evaluate((figure) => getComputedStyle(figure).containerType),
        'inline-size',
      );
    },
  ));

test('a reader moves the sliders and comes back to what the author wrote', () =>
  host(
    `<washout-figure id="a" shock="5" controls></washout-figure>${ELEMENT}`,
    {},
    async (page, watch) => {
      await ready(page);
      const author = await live(page, 'a');
      const slider = page.locator('#a input').first();
      await slider.focus();
      for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => window.said.at(-1).shock === 0.07);
      assert.equal((await said(page, 'change')).at(-1).by, 'reader');
      assert.equal(await page.locator('#a').getAttribute('shock'), '7');
      assert.match(await slider.evaluate((input) => input.ariaValueText), /^7% down$/);
      await page.locator('#a input').last().press('End');
      await page.waitForFunction(
        (last) => document.querySelector('#a').getAttribute('depth') === last,
        INPUTS.depth.stops.at(-1),
      );
      await page.locator('#a .w-reset').click();
      await page.waitForFunction(() => window.said.at(-1).shock === 0.05);
      assert.equal(await page.locator('#a').getAttribute('depth'), null);
      assert.equal(await live(page, 'a'), author);
    },
  ));

test('keys and pointer read the values of a live figure', () =>
  host(
    `<washout-figure id="a" view="path"></washout-figure>${ELEMENT}`,
    {},
    async (page, watch) => {
      await ready(page);
      await page.keyboard.press('Tab');
      await page.waitForFunction(() =>
        document.querySelector('#a').shadowRoot.querySelector('.cursor'),
      );
      const reading = () => page.locator('#a .w-reading').innerText();
      const first = await reading();
      assert.match(first, /^0: Price/);
      await page.keyboard.press('ArrowRight');
      assert.match(await reading(), /^1: Price/);
      await page.keyboard.press('End');
      const last = await reading();
      await page.keyboard.press('Escape');
      assert.equal(await reading(), '');
      const box = await page.locator('#a .w-plot').boundingBox();
      await page.mouse.move(box.x + box.width * 0.8, box.y + 40);
      assert.equal((await reading()).slice(0, 2), last.slice(0, 2));
    },
  ));

test('a host styles it by parts and properties, and its theme follows', () =>
  host(
    '<style>washout-figure{--washout-long:rgb(1, 2, 3)} ' +
      'washout-figure::part(answer){font-size:40px}</style><washout-figure id="a" ' +
      `theme="dark"></washout-figure>${ELEMENT}`,
    {},
    async (page, watch) => {
      await ready(page);
      assert.equal(
        await page.locator('#a .w-answer').evaluate((text) => getComputedStyle(text).fontSize),
        '40px',
      );
      assert.equal(
        await page
          .locator('#a svg path[fill*=long]')
          .first()
          .evaluate((path) => getComputedStyle(path).fill),
        'rgb(1, 2, 3)',
      );
      const ink = () =>
        page.locator('#a .w-answer').evaluate((text) => getComputedStyle(text).color);
      const dark = await ink();
      await page.evaluate(() => {
        document.querySelector('#a').theme = 'light';
      });
      assert.notEqual(await ink(), dark);
    },
  ));

test('the helper sizes its own frames by their own messages, and nothing else', () =>
  host(
    `
  <iframe id="own" src="./site/embed-levels-2025-11-04.html" data-washout height="100"
    width="500"></iframe>
  <iframe id="other" src="./site/embed-levels-2025-11-04.html" height="111" width="500"></iframe>
  <iframe id="liar" srcdoc="&lt;script&gt;
    parent.postMessage({washout:1,type:'height',height:9000},'*');
    parent.postMessage({washout:1,type:'height',height:'x'},'*');
    parent.postMessage('nonsense','*')&lt;/script&gt;"
    height="122" width="500"></iframe>
  ${HELPER}`,
    {},
    async (page) => {
      const height = (id) => page.locator(`#${id}`).evaluate((frame) => frame.clientHeight);
      await page.waitForFunction(() => document.querySelector('#own').clientHeight > 150);
      await page.waitForLoadState('networkidle');
      const inner = await page
        .frames()[1]
        .evaluate(() => document.body.getBoundingClientRect().height);
      assert.ok(Math.abs((await height('own')) - inner) <= 1);
      assert.deepEqual([await height('other'), await height('liar')], [111, 122]);
      // A narrower column makes the figure higher, and the frame follows.
      await page.locator('#own').evaluate((frame) => {
        frame.width = 280;
      });
      await page.waitForFunction(
        (before) => document.querySelector('#own').clientHeight > before,
        inner,
      );
      const theme = () => page.frames()[1].evaluate(() => document.documentElement.dataset.theme);
      await page.locator('#own').evaluate((frame) => {
        frame.dataset.theme = 'dark';
      });
      await page
        .frames()[1]
        .waitForFunction(() => document.documentElement.dataset.theme === 'dark');
      assert.equal(await theme(), 'dark');
    },
  ));

test('the height is announced as newsroom scripts expect it, once for each change', () =>
  host(
    `<script>window.heard=[];addEventListener('message',({data})=>` +
      'heard.push(data))</script><iframe ' +
      'id="f" ' +
      'src="./site/embed-totals-2025-11-04.html?id=fig-1&childId=pym-7&' +
      'initialWidth=500&parentUrl=x" ' +
      'width="500" height="300"></iframe>',
    {},
    async (page) => {
      await page
        .frames()[1]
        .waitForFunction(() => Boolean(document.querySelector('washout-figure').summary));
      await rested(page.frames()[1]);
      const heard = await page.evaluate(() => window.heard);
      const heights = heard.filter((one) => one.washout === 1).map(({ height }) => height);
      assert.ok(
        heights.length >= 1 &&
          heights.every((height, i) => height > 100 && height !== heights[i - 1]),
        heights.join(),
      );
      assert.deepEqual(
        heard
          .filter((one) => one['datawrapper-height'])
          .map((one) => one['datawrapper-height']['fig-1']),
        heights,
      );
      assert.deepEqual(
        heard.filter((one) => one.sentinel === 'amp').map(({ type, height }) => [type, height]),
        heights.map((height) => ['embed-size', height]),
      );
      assert.deepEqual(
        heard.filter((one) => typeof one === 'string'),
        heights.map((height) => `pymxPYMxpym-7xPYMxheightxPYMx${height}`),
      );
      // A pym parent asks by telling the width.
      await page.evaluate(() =>
        document
          .querySelector('#f')
          .contentWindow.postMessage('pymxPYMxpym-7xPYMxwidthxPYMx500', '*'),
      );
      await page.waitForFunction((count) => window.heard.length > count, heard.length);
    },
  ));

test('a frame without an origin is live all the same', () =>
  host(
    '<iframe sandbox="allow-scripts" src="./site/embed-map-2025-11-04.html?shock=5" ' +
      'width="600" height="700"></iframe>',
    { headers: {} },
    async (page, watch) => {
      const [, frame] = page.frames();
      await frame.waitForFunction(
        () => document.querySelector('washout-figure')?.outcome?.shock === 0.05,
      );
      assert.equal(await frame.evaluate(() => self.origin), 'null');
      assert.ok(await frame.locator('washout-figure .w-live svg').isVisible());
      assert.equal(
        watch.requests.some((url) => url.endsWith('.wasm')),
        false,
      );
    },
  ));

test('a frame whose scripts are stripped shows its figure', () =>
  withPage('embed-path-2025-11-04.html', { javaScript: false, size: PHONE }, async (page) => {
    assert.ok(await page.locator('svg.w-narrow').isVisible());
    assert.match(await page.locator('.w-answer').innerText(), /it takes 3 rounds/);
    await page.locator('summary').click();
    assert.ok(await page.locator('table').isVisible());
  }));

for (const [name, look] of Object.entries({
  desk: { size: DESK },
  phone: { size: PHONE, dark: true },
  narrowest: { size: NARROWEST },
})) {
  test(`every frame becomes live without a jump or a clipped edge: ${name}`, async () => {
    for (const view of [
      'totals',
      'map',
      'path',
      'curve',
      'levels',
      'ledger',
      'flows',
      'claims',
      'compare',
    ]) {
      await withPage(null, look, async (page, watch) => {
        await opened(`embed-${view}-2025-11-04.html`)(page, watch);
        await ready(page);
        await frames(page);
        assert.ok(
          (await page.evaluate(() => window.shift)) < 0.01,
          `${view}: ${await page.evaluate(() => window.shift)}`,
        );
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          0,
          view,
        );
        await picture(page, `embed-${view}-${name}`);
      });
    }
  });
}

test('a frame keeps room for the sliders that its address asks for', () =>
  withPage(null, { size: PHONE }, async (page, watch) => {
    await opened('embed-map-2025-11-04.html?controls')(page, watch);
    await ready(page);
    assert.ok((await page.evaluate(() => window.shift)) < 0.01);
    assert.equal(await page.locator('washout-figure input').count(), 2);
    assert.equal(await page.locator('.w-reset').isVisible(), false);
  }));

test('freed money has no shares until the publisher or the reader states them', async () => {
  const answered = (page) => page.locator('washout-figure .w-answer').last().innerText();
  await withPage(null, { size: PHONE }, async (page, watch) => {
    await opened('embed-flows-2025-11-04.html?controls')(page, watch);
    await ready(page);
    assert.ok(
      (await page.evaluate(() => window.shift)) < 0.01,
      `${await page.evaluate(() => window.shift)}`,
    );
    assert.match(
      await answered(page),
      /^Nobody measures where \$17\.8M of freed money may go, and no shares are stated here/,
    );
    assert.match(await page.locator('.w-live svg').textContent(), /Nothing to draw/);
    assert.equal(await page.locator('.w-share').first().isVisible(), false);
    await page.locator('.w-rest').focus();
    await page.locator('.w-rest').selectOption('fiat');
    await page.waitForFunction(() => window.said.at(-1).name === 'change');
    // What the reader stands on stays.
    assert.equal(
      await page.evaluate(
        () => document.querySelector('washout-figure').shadowRoot.activeElement?.className,
      ),
      'w-rest',
    );
    assert.match(await answered(page), /\$17\.8M of freed money, 100%, goes to: Fiat\.$/);
    const share = (name) => page.locator('.w-share', { hasText: name }).locator('input');
    await share('USDT').fill('30');
    await share('ETFs').fill('20');
    await page.waitForFunction(
      () => document.querySelector('washout-figure').getAttribute('split') === 'etfs:20,usdt:30',
    );
    await page.waitForFunction(
      () => window.said.at(-1).by === 'reader' && window.said.at(-1).summary.includes('50%'),
    );
    assert.ok(await share('Fiat').isDisabled());
    await share('Options').fill('80');
    await page.waitForFunction(() => window.said.at(-1).name === 'error');
    assert.match(await page.locator('.w-message').innerText(), /sum to at most 1/);
    await share('Options').fill('0');
    await page.waitForFunction(() => window.said.at(-1).name === 'change');
    await page.locator('.w-reset').click();
    await page.waitForFunction(
      () =>
        !document.querySelector('washout-figure').hasAttribute('split') &&
        !document.querySelector('washout-figure').hasAttribute('rest'),
    );
    await page.waitForFunction(() => window.said.at(-1).summary.includes('Nobody measures'));
  });
  await withPage(null, { size: DESK }, async (page, watch) => {
    await opened(
      'embed-flows-2025-11-04.html?v=1&split=usdt:12.25,etfs:20&rest=fiat&' +
        'freed=1000000&controls=split',
    )(page, watch);
    await ready(page);
    assert.match(
      await answered(page),
      /largest part of \$1\.00M of freed money, 67\.75%, goes to: Fiat/,
    );
    assert.equal(await page.locator('.w-controls > .w-knob').count(), 0);
    await page.locator('.w-split > summary').click();
    await page.locator('.w-share', { hasText: 'ETFs' }).locator('input').fill('25');
    // What the publisher stated to the last digit stays so.
    await page.waitForFunction(
      () => document.querySelector('washout-figure').getAttribute('split') === 'etfs:25,usdt:12.25',
    );
    assert.equal(
      await page.locator('#calculator').evaluate(({ search }) => search),
      '?v=1&preset=2025-11-04&split=usdt%3A12.25%2Cetfs%3A20&rest=fiat&freed=1000000',
    );
    await page.locator('.w-live .w-details summary').click();
    assert.match(
      await page.locator('.w-live .w-details table').innerText(),
      /USDT\s+12\.25%\s+\$123K/,
    );
  });
  for (const [query, said] of /** @type {any[][]} */ ([
    ['split=usdt:30,usdt:20&rest=fiat', /shares\.usdt: expected a decimal number .*30 and 20/],
    ['split=usdt:30', /sum to exactly 1, found/],
    ['split=gold:30&rest=fiat', /gold/],
    ['rest=gold', /rest: expected one of/],
    ['split=usdt:x&rest=fiat', /shares\.usdt/],
    ['split=usdt&rest=fiat', /shares\.usdt/],
    ['split=usdt:30&rest=fiat&freed=-5', /total_usd/],
  ])) {
    await withPage(
      `embed-flows-2025-11-04.html?v=1&${query}`,
      { allowErrors: true },
      async (page) => {
        await page.waitForFunction(
          () =>
            document.querySelector('washout-figure')?.shadowRoot?.querySelector('.w-message')
              ?.textContent,
        );
        assert.match(await page.locator('.w-message').innerText(), said, query);
      },
    );
  }
});

test('the builder passes the reader’s shares on, and fills none in', () =>
  withPage('', { size: DESK }, async (page) => {
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.locator('#embed-view').selectOption('flows');
    await page.waitForFunction(() =>
      document.querySelector('#code-element')?.value.includes('view="flows"'),
    );
    assert.match(await page.locator('#embed-hint').innerText(), /no shares are filled in/);
    assert.doesNotMatch(await page.locator('#code-element').inputValue(), /split=/);
    assert.match(await page.locator('#code-element').inputValue(), /Nobody measures/);
    await page.locator('#judge').scrollIntoViewIfNeeded();
    await page.locator('#judge-share-usdt').fill('25');
    await page.waitForFunction(() => location.search.includes('split='));
    await page.locator('#embed-view').focus();
    await page.waitForFunction(() =>
      document
        .querySelector('#code-element')
        .value.includes(
          'split="liquidity_providers:20,stronger_holders:20,options:5,etfs:5,' +
            'delta_neutral:10,usdc:10,usdt:25,rlusd:5"',
        ),
    );
  }));

test('an address of any kind is shown as text or refused with a message', async () => {
  const markup = encodeURIComponent('<img src=x onerror=alert(1)>');
  const asked = {
    [`?shock=${markup}`]: /shock: expected a number/,
    [`?view=${markup}`]: /view: expected one of/,
    '?v=2': /another|version “2”/,
    '?preset=..%2F..': /preset: expected one of/,
    [`?${markup}=1`]: /“<img src=x onerror=alert\(1\)>” is no option/,
    '?scenario={': /scenario: expected a JSON object/,
    '?scenario=[]': /expected/,
    '?shock=-5': /shock/,
    '?levels=a,b': /levels/,
    [`?scenario=${encodeURIComponent(
      JSON.stringify({
        washout: 1,
        preset: '2025-11-04',
        title: '<script>alert(1)</script>',
        nonsense: 1,
      }),
    )}`]: /nonsense/,
  };
  for (const [query, message] of Object.entries(asked)) {
    await withPage(`embed.html${query}`, {}, async (page) => {
      await page.waitForFunction(() =>
        /\S/.test(
          document.querySelector('#problems').textContent +
            (document.querySelector('washout-figure')?.shadowRoot?.querySelector('.w-message')
              ?.textContent ?? ''),
        ),
      );
      const text = await page.evaluate(
        () =>
          document.querySelector('#problems').textContent +
          (document.querySelector('washout-figure')?.shadowRoot?.querySelector('.w-message')
            ?.textContent ?? ''),
      );
      assert.match(text, message, query);
      // Two scripts of our own are inline; the policy of the page knows them by their hashes.
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.locator('script:not([src])').count(), 2);
    });
  }
});

test('an address of a million characters is refused', () =>
  withPage(null, {}, async (page, { url }) => {
    // A server may refuse it first; one that does not must not matter.
    await page.route('**/embed.html?*', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: readFileSync(join(site, 'embed.html'), 'utf8'),
      }),
    );
    await page.goto(new URL(`embed.html?scenario=${'x'.repeat(1e6)}`, url).href);
    await page.waitForFunction(() =>
      document.querySelector('#problems').textContent.includes('longer than 8000'),
    );
    assert.equal(await page.locator('washout-figure').count(), 0);
  }));

test('the builder shows what it gives, and each code works', async () => {
  const codes = {};
  await withPage('?v=1&shock=5', { size: DESK }, async (page) => {
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      document.querySelector('#code-element')?.value.includes('shock'),
    );
    assert.ok(
      (await page.locator('#embed-view option').allInnerTexts()).every((text) => text.length > 3),
    );
    await page.locator('#embed-view').selectOption('curve');
    await page.locator('[name=controls]').check();
    await page.waitForFunction(() =>
      document.querySelector('#code-image')?.value.includes('washout-curve'),
    );
    await page.locator('#builder washout-figure input').last().waitFor();
    await frames(page);
    for (const kind of ['element', 'frame', 'alone', 'image'])
      codes[kind] = await page.locator(`#code-${kind}`).inputValue();
    await picture(page, 'builder');
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-act=svg]').click(),
    ]);
    assert.equal(svg.suggestedFilename(), 'washout-curve-2025-11-04-changed.svg');
    assert.match(
      readFileSync(await svg.path(), 'utf8'),
      /^<svg [^>]*aria-label="Bitcoin: what other pushes would do\./,
    );
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-act=png]').click(),
    ]);
    assert.deepEqual([...readFileSync(await png.path()).subarray(1, 4)], [...Buffer.from('PNG')]);
  });
  for (const kind of ['element', 'frame', 'alone']) {
    assert.match(codes[kind], /shock=("5"|5)/, kind);
    // The same code, with the site where this test has it.
    const local = codes[kind].replace(/http:\/\/localhost:\d+\//g, './site/');
    await host(local, {}, async (page, watch) => {
      if (kind === 'element') return ready(page);
      await page
        .frames()[1]
        .waitForFunction(() => document.querySelector('washout-figure')?.outcome?.shock === 0.05);
      assert.equal(await page.frames()[1].locator('washout-figure input').count(), 2);
    });
  }
  assert.match(codes.image, /alt="Bitcoin: what other pushes would do\. /);
});

test('the builder gives a whole scenario where the page has set what no attribute can', () =>
  withPage('?v=1&impact=power&gamma=0.5', { size: DESK }, async (page) => {
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      document.querySelector('#code-frame')?.value.includes('scenario='),
    );
    const address = (await page.locator('#code-frame').inputValue())
      .match(/src="([^"]+)"/)[1]
      .replaceAll('&amp;', '&');
    const { impact } = JSON.parse(new URL(address).searchParams.get('scenario'));
    assert.deepEqual([impact.kind, impact.gamma], ['power', '0.5']);
    // It is called after no event, and leads back to the page as it is set.
    assert.doesNotMatch(await page.locator('#code-frame').inputValue(), /November/);
    assert.match(
      await page.locator('#code-element').inputValue(),
      /<a href="[^"]*\?v=1&amp;impact=power&amp;gamma=0\.5">Open this figure/,
    );
    assert.match(
      await page.locator('#code-image').inputValue(),
      /src="washout-map-2025-11-04-changed\.svg"/,
    );
    await page.locator('#embed-view').selectOption('totals');
    await page.waitForFunction(() =>
      /inputs set above do not change it/.test(document.querySelector('#embed-hint').textContent),
    );
    await page.waitForFunction(() =>
      document.querySelector('#code-image').value.includes('"washout-totals-2025-11-04.svg"'),
    );
    await page.locator('#embed-view').selectOption('map');
    await page.waitForFunction(() =>
      document.querySelector('#code-image').value.includes('washout-map-'),
    );
    const digest = await page.evaluate(
      () => document.querySelector('#builder washout-figure').outcome.digest,
    );
    await page.goto(address);
    await page.waitForFunction(
      (same) => document.querySelector('washout-figure')?.outcome?.digest === same,
      digest,
    );
    await page.goto(address.replace(/embed\.html.*/, ''));
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.locator('#embed-preset').selectOption('2022-11-09');
    await page.locator('#embed-view').selectOption('totals');
    await page.waitForFunction(() =>
      document.querySelector('#code-image').value.includes('FTX collapses: reported liquidations'),
    );
  }));

test('the builder gives a push the other way as the page shows it', () =>
  withPage('?v=1&direction=up', { size: DESK }, async (page) => {
    await page.locator('#embed').scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      document.querySelector('#code-frame')?.value.includes('scenario='),
    );
    const made = await page.evaluate(() => {
      const { outcome, summary } = document.querySelector('#builder washout-figure');
      const problem = document.querySelector('#embed-problem').textContent;
      return { direction: outcome.scenario.direction, shock: outcome.shock, summary, problem };
    });
    assert.deepEqual([made.direction, made.shock, made.problem], ['up', 0.05, '']);
    const told = await page.locator('#simulate-answer').innerText();
    assert.match(told, /^Push Bitcoin 5% up/);
    const [price] = told.match(/\$[\d,]+/);
    assert.ok(made.summary.includes(price), `${made.summary} | ${told}`);
  }));

for (const [name, look] of Object.entries({
  print: { print: true },
  forced: { forcedColors: true },
  dark: { dark: true },
})) {
  test(`the article is readable: ${name}`, () =>
    withPage(null, { size: { width: 700, height: 900 }, ...look }, async (page, watch) => {
      await opened('article.html')(page, watch);
      await read(page);
      await ready(page, 2);
      await page.evaluate(() => scrollTo(0, 0));
      for (const text of await page.locator('washout-figure .w-live .w-answer').all())
        assert.ok(await text.isVisible());
      await picture(page, `article-${name}`);
    }));
}
