// What comes from outside and means harm: addresses, scenarios, presets and files. It is shown as
// text or refused with a message; nothing runs, nothing loads, and the page goes on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { page as site } from '../../xtask/paths.mjs';
import { choose, close, withPage, rested } from './harness.mjs';
import { watchLive } from './pages.mjs';

const MARKUP = [
  '<img src=x onerror="window.harmed=1">',
  '"><script>window.harmed=1</script>',
  '<svg onload=window.harmed=1>',
  'javascript:window.harmed=1',
  '{{7*7}}${window.harmed=1}',
];
/** Overrides that would turn a line around, and what no text can hold. */
const TURNED = ['\u202eevil', '\u2066a\u2069', '\ud800', '\udc00x', '\0'];
const ROW = (symbol) => `${symbol},SELL,LIMIT,IOC,1,100,100,FILLED,1,1,1762171200000,1`;

after(close);

/** The scripts that the build has written into the pages; the policy knows each by its hash. */
const OURS = ['index.html', 'embed.html'].flatMap((name) =>
  [...readFileSync(join(site, name), 'utf8').matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(
    ([, text]) => text,
  ),
);

const settle = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** Nothing has run, nothing was put into the page as markup, no text is turned around. */
async function unharmed(page, what) {
  await settle(page);
  const found = await page.evaluate((ours) => {
    const texts = [];
    const strange = [];
    const visit = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (
          /^(img|object|embed|base)$/i.test(element.localName) ||
          (element.localName === 'script' && !element.src && !ours.includes(element.textContent))
        )
          strange.push(element.outerHTML.slice(0, 80));
        for (const { name } of element.attributes)
          if (/^on/.test(name)) strange.push(`${element.localName} ${name}`);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
      texts.push(
        root.body?.innerText ??
          [...root.children].map((child) => child.innerText ?? child.textContent).join(' '),
      );
    };
    visit(document);
    return {
      harmed: window.harmed,
      strange,
      turned: /[\u202a-\u202e\u2066-\u2069\0]/.test(texts.join(' ')),
      polluted: {}.polluted,
    };
  }, OURS);
  assert.deepEqual(
    found,
    { harmed: undefined, strange: [], turned: false, polluted: undefined },
    what,
  );
}

/**
 * Opens `name` with a query of any length: what no server would take is answered by the test
 * itself.
 */
const visit = (name, query, use, options = {}) =>
  withPage(null, options, async (page, watch) => {
    await watchLive(page);
    await page.route(
      (url) => url.search.length > 2000,
      (route) =>
        route.fulfill({ contentType: 'text/html', body: readFileSync(join(site, name), 'utf8') }),
    );
    await page.goto(`${watch.url}${name}${query}`);
    await use(page, watch);
  });
const live = (page) => page.waitForFunction(() => window.live !== undefined);
const encoded = (text) => encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);

test('an address of the calculator', async () => {
  const said = {
    '?v=9&shock=5': /version|written for/i,
    '?v=': /version/i,
    '?v=1&__proto__=1&constructor=x&toString=y&hasOwnProperty=z': /not an input/,
    '?v=1&preset=__proto__': /preset|event/i,
    [`?v=1&pad=${'x'.repeat(1_000_000)}`]: /long/i,
    [`?v=1&rungs=${'1:1,'.repeat(5000)}`]: /./,
    '?%E0%A4%A&v=1&shock=%ff': /./,
    '?v=1&shock=1e999&oi=Infinity&depth=NaN': /expected/,
  };
  for (const text of [...MARKUP, ...TURNED])
    said[
      `?v=1&preset=${encoded(
        text,
      )}&shock=${encoded(text)}&${encoded(text)}=1&levels=${encoded(text)}&venue=${encoded(text)}`
    ] = /./;
  for (const [query, note] of Object.entries(said)) {
    await visit('index.html', query, async (page) => {
      await live(page);
      await page.waitForFunction(() => document.querySelector('#notes').textContent !== '');
      assert.match(await page.locator('#notes').innerText(), note, query.slice(0, 80));
      assert.match(await page.locator('#simulate-answer').innerText(), /\d/);
      await unharmed(page, query.slice(0, 80));
    });
  }
});

test('an address of the frame', async () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const scenarios = {
    'not an object': '[]',
    'no JSON': '{',
    'wrong version': '{"washout":9}',
    'no version': '{}',
    deep,
    'prototype keys': '{"washout":1,"preset":"2025-11-04","__proto__":{"polluted":1}}',
    constructor: '{"washout":1,"constructor":{"prototype":{"polluted":1}}}',
    'unknown key': '{"washout":1,"preset":"2025-11-04","<b>":1}',
    huge: `{"washout":1,"title":"${'x'.repeat(300_000)}"}`,
    number: '{"washout":1,"preset":"2025-11-04","shock":"1e400"}',
    symbol: `{"washout":1,"preset":${JSON.stringify(MARKUP[0])}}`,
    turned: '{"washout":1,"preset":"\u202eevil"}',
    lone: '{"washout":1,"preset":"\\ud800"}',
  };
  const queries = {
    version: '?v=9',
    long: `?view=map&x=${'y'.repeat(1_000_000)}`,
    view: `?view=${encoded(MARKUP[0])}`,
    unknown: `?${encoded(MARKUP[1])}=1`,
    locale: `?locale=${encoded(MARKUP[2])}`,
    shock: `?shock=${encoded(TURNED[0])}`,
    preset: `?preset=${encoded(MARKUP[0])}`,
    levels: '?levels=1,2,x',
  };
  for (const [name, text] of Object.entries(scenarios))
    queries[`scenario: ${name}`] = `?scenario=${encoded(text)}`;
  for (const [what, query] of Object.entries(queries)) {
    await visit('embed.html', query, async (page) => {
      await page.waitForFunction(
        () =>
          document.querySelector('#problems').textContent !== '' ||
          document.querySelector('washout-figure')?.shadowRoot?.querySelector('.w-message')
            .textContent,
      );
      await unharmed(page, what);
    });
  }
});

test('attributes of the element', { timeout: 120_000 }, () =>
  withPage('article.html', {}, async (page) => {
    await page.waitForFunction(() =>
      document.querySelector('washout-figure')?.shadowRoot?.querySelector('.w-live:not([hidden])'),
    );
    const before = await page.evaluate(
      () => document.querySelector('washout-figure[view=map]').svg.length,
    );
    for (const text of [
      ...MARKUP,
      ...TURNED,
      '__proto__',
      'constructor',
      'toString',
      'x'.repeat(1_000_000),
    ]) {
      for (const name of ['view', 'preset', 'scenario', 'locale', 'shock', 'levels']) {
        const message = await page.evaluate(
          async ([name, text]) => {
            const figure =
              document.querySelector('washout-figure[data-tried]') ??
              document.querySelector('washout-figure[view=map]');
            figure.dataset.tried = '';
            const told = () =>
              new Promise((done) =>
                ['washout-error', 'washout-change'].forEach((event) =>
                  figure.addEventListener(event, () => done(event), { once: true }),
                ),
              );
            const kept = figure.getAttribute(name);
            let next = told();
            figure.setAttribute(name, text);
            const event = await next;
            const said = figure.shadowRoot.querySelector('.w-message').textContent;
            next = told();
            if (kept === null) figure.removeAttribute(name);
            else figure.setAttribute(name, kept);
            await next;
            return event === 'washout-change' ? 'a legal value' : said;
          },
          [name, text],
        );
        // Eight letters may be a language for all that Intl knows.
        assert.ok(
          message !== 'a legal value' || (name === 'locale' && text === 'toString'),
          `${name} ${text.slice(0, 20)}`,
        );
        assert.ok(
          message.length > 10 && message.length < 400,
          `${name} ${text.slice(0, 20)}: ${message.slice(0, 100)}`,
        );
      }
      await unharmed(page, text.slice(0, 40));
    }
    assert.ok(
      (await page.evaluate(() => document.querySelector('washout-figure[view=map]').svg.length)) >=
        before * 0.9,
    );
  }),
);

test('a file with markup, overrides or prototype keys for names', () =>
  visit('index.html', '', async (page) => {
    await live(page);
    await page.locator('#count').scrollIntoViewIfNeeded();
    await rested(page);
    for (const symbol of [...MARKUP, ...TURNED, '__proto__', 'constructor']) {
      await page.evaluate(() => {
        for (const id of ['count-status', 'count-problem'])
          document.querySelector(`#${id}`).textContent = '';
      });
      await choose(
        page,
        '#file',
        'hostile.csv',
        [
          ROW('BTCUSDT'),
          ROW(symbol.replaceAll(',', ' ')),
          ROW(`"${symbol.replaceAll('"', '""')}"`),
        ].join('\n'),
      );
      await page.waitForFunction(
        () =>
          document.querySelector('#count-status').textContent.startsWith('Counted') ||
          document.querySelector('#count-problem').textContent,
      );
      await unharmed(page, symbol);
    }
    // The name of the file is somebody's text as well.
    for (const name of [`${MARKUP[0].replaceAll('/', '')}.csv`, '\u202evsc.evil', '__proto__']) {
      await page.evaluate(() => {
        document.querySelector('#count-problem').textContent = '';
      });
      await choose(page, '#file', name, 'hello\nworld\n');
      await page.waitForFunction(() => document.querySelector('#count-problem').textContent);
      await unharmed(page, name);
    }
  }));

test('an order book that is deep, polluted or turned around', () =>
  visit('index.html', '', async (page) => {
    await live(page);
    await page.evaluate(() =>
      document.querySelectorAll('#simulate form details').forEach((details) => {
        details.open = true;
      }),
    );
    await page.waitForFunction(() => document.querySelector('#book-file'));
    const before = await page.locator('#simulate-answer').innerText();
    const books = [
      `${'['.repeat(100_000)}`,
      `${'[['.repeat(2000)}1${']]'.repeat(2000)}`,
      '{"__proto__":{"polluted":1},"bids":[],"asks":[]}',
      JSON.stringify({ bids: [[MARKUP[0], '1']], asks: [['2', '1']] }),
      '{"bids":[["1","1"]],"asks":[["\u202e2","1"]]}',
      '{"bids":"\\ud800","asks":{}}',
      'x'.repeat(1_000_000),
    ];
    for (const book of books) {
      await page.evaluate(() => {
        document.querySelector('#problem-book').textContent = '';
      });
      await choose(page, '#book-file', `book${MARKUP[2]}.json`, book);
      await page.waitForFunction(() => document.querySelector('#problem-book').textContent);
      assert.ok((await page.locator('#problem-book').innerText()).length < 600, book.slice(0, 40));
      await unharmed(page, book.slice(0, 60));
    }
    assert.equal(await page.locator('#simulate-answer').innerText(), before);
  }));
