// The steps that the audit of browsers takes: on the built page, on a phone's width, and with the
// package alone. Each is `(browser, {url, asked, files})` and throws where something is not as it
// should be.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { locate, simulate } from '../dist/lib/node.js';
import { VIEWS } from '../dist/lib/views/list.js';

import { isLive } from '../tests/browser/pages.mjs';
import { DIGESTS } from '../tests/digests.mjs';

const WIDTHS = [360, 280];
/** More than it takes by keys from the top to the slider. */
const MOST_TABS = 60;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const text = (browser, selector) =>
  browser.run((one) => document.querySelector(one).innerText, selector);

/** Until the calculator computes, with everything unfolded that the cascade shows on demand. */
async function live(browser, url) {
  await browser.go(url);
  await browser.until(() => /\d/.test(document.querySelector('#version').textContent));
  await browser.run(() => document.querySelector('.more').scrollIntoView({ behavior: 'instant' }));
  await browser.until(() => document.querySelector('#assumptions').textContent !== '');
  await browser.run(() =>
    document.querySelectorAll('#simulate details').forEach((details) => {
      details.open = true;
    }),
  );
}

/** The place of an element in the window: [left, top, width, height]. */
const place = (browser, selector) =>
  browser.run((one) => {
    const element = document.querySelector(one);
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height];
  }, selector);

async function click(browser, selector) {
  const [left, top, width, height] = await place(browser, selector);
  await browser.drag([left + width / 2, top + height / 2]);
}

/** The calculator and the article, as a reader goes through them. */
const READER = {
  'the calculator computes, and each file is asked for once': async (browser, { url, asked }) => {
    asked.length = 0;
    await live(browser, url);
    const files = asked.filter((path) => path.startsWith('/assets/'));
    assert.deepEqual(
      files.filter((path, i) => files.indexOf(path) < i),
      [],
      'asked for twice',
    );
  },

  'every event has the digest on record': async (browser) => {
    for (const [id, digest] of Object.entries(DIGESTS)) {
      await browser.run((value) => {
        const list = document.querySelector('#preset');
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }, id);
      await browser.until(
        (one) => document.querySelector('#assumptions').textContent.includes(one),
        digest,
      );
    }
  },

  'a dragged slider moves the answer, keys undo it': async (browser, { url }) => {
    await live(browser, url);
    const before = await text(browser, '#simulate-answer');
    const [left, top, width, height] = await place(browser, '#slide-shock');
    await browser.drag(...[0.3, 0.5, 0.6].map((part) => [left + part * width, top + height / 2]));
    await browser.until(
      (was) =>
        document.querySelector('#simulate-answer').innerText !== was &&
        location.search.includes('shock='),
      before,
    );
    await browser.press('Control+z');
    await browser.until(
      (was) =>
        document.querySelector('#simulate-answer').innerText === was && location.search === '',
      before,
    );
  },

  'a number opens its formula, and the focus comes back': async (browser) => {
    await click(browser, '#simulate-figures [data-why]');
    await browser.until(() => document.querySelector('dialog[open] .inputs'));
    assert.doesNotMatch(await text(browser, 'dialog[open]'), /undefined|NaN/);
    await browser.press('Escape');
    await browser.until(
      () =>
        !document.querySelector('dialog[open]') &&
        document.activeElement.matches('#simulate-figures [data-why]'),
    );
  },

  'the link is copied and a scenario is pinned': async (browser) => {
    await click(browser, '#simulate [data-do=copy]');
    await browser.until(() => document.querySelector('#done').innerText === 'Link copied.');
    await click(browser, '#simulate [data-do=pin]');
    await browser.until(() => document.querySelector('#compare-table table'));
  },

  'figures are saved as CSV, JSON, SVG and PNG': async (browser) => {
    for (const figure of ['map-chart', 'heat-chart']) {
      await browser.until((id) => document.querySelector(`#${id} svg`), figure);
      for (const [kind, type] of Object.entries({
        csv: 'text/csv',
        json: 'application/json',
        svg: 'image/svg+xml',
        png: 'image/png',
      })) {
        const size = await browser.run(saved, figure, kind, type);
        assert.ok(size > 500, `${figure} as ${kind} has ${size} bytes`);
      }
    }
  },

  'a chart is read by keys': async (browser) => {
    await browser.run(() => document.querySelector('#map-chart .plot').focus());
    const reading = () => text(browser, '#map-chart .reading');
    // What reads comes with the focus: the first key may be too early.
    for (let i = 0; i < 50 && !(await reading()).includes('$'); i += 1) {
      await browser.press('End');
      await wait(100);
    }
    const last = await reading();
    assert.match(last, /\$/);
    await browser.press('ArrowLeft');
    await browser.until(
      (was) => document.querySelector('#map-chart .reading').innerText !== was,
      last,
    );
  },

  'a file is chosen, plain, gzip and zip, dropped and pasted': async (browser, { files }) => {
    await browser.run(() =>
      document.querySelector('#count').scrollIntoView({ behavior: 'instant' }),
    );
    await browser.until(() => document.querySelector('#format option'));
    const counted = async (act) => {
      await browser.run(() => {
        document.querySelector('#count-status').textContent = '';
      });
      await act();
      await browser.until(
        () =>
          document.querySelector('#count-status').textContent.startsWith('Counted') ||
          document.querySelector('#count-problem').textContent,
      );
      assert.match(
        await text(browser, '#report-head'),
        /165 events: \$2\.42M of longs and \$187K of shorts/,
      );
    };
    for (const path of Object.values(files)) await counted(() => browser.choose('#file', path));
    const sample = readFileSync(files.plain, 'utf8');
    await counted(() => browser.run(dropped, sample));
    await counted(() =>
      browser.run((rows) => {
        document.querySelector('#pasted').value = rows;
        document.querySelector('#count-pasted').click();
      }, sample),
    );
  },

  'position, article and builder answer': async (browser) => {
    for (const [section, found] of Object.entries({
      locate: '#locate-figures button',
      judge: '#judge-history details',
      embed: '.preview washout-figure',
    })) {
      await browser.run(
        (id) => document.getElementById(id).scrollIntoView({ behavior: 'instant' }),
        section,
      );
      await browser.until((selector) => document.querySelector(selector), found);
    }
    const views = await browser.run(() =>
      [...document.querySelector('#embed-view').options].map(({ value }) => value),
    );
    assert.deepEqual(views, VIEWS);
    for (const view of views) {
      await browser.run((value) => {
        const list = document.querySelector('#embed-view');
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }, view);
      await browser.until(
        (value) => document.querySelector('#code-element').value.includes(`view="${value}"`),
        view,
      );
    }
  },

  'by keyboard alone from the top to a moved slider': async (browser, { url }) => {
    await live(browser, url);
    await browser.run(() => scrollTo(0, 0));
    const reached = () => browser.run(() => document.activeElement.id === 'slide-shock');
    for (let i = 0; i < MOST_TABS && !(await reached()); i += 1) await browser.press('Tab');
    assert.ok(await reached(), 'the slider is out of reach');
    await browser.press('ArrowRight');
    await browser.until(() => location.search.includes('shock='));
  },

  'three figures of an article are live, its frame as high as it is': async (browser, { url }) => {
    await browser.go(`${url}article.html`);
    await browser.run(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += 300) {
        scrollTo(0, y);
        await new Promise((done) => setTimeout(done, 100));
      }
    });
    await browser.until(() =>
      [...document.querySelectorAll('washout-figure')].every(({ summary }) => summary),
    );
    await browser.until(() => {
      const frame = document.querySelector('iframe');
      return (
        frame.contentDocument.querySelector('washout-figure').summary &&
        Math.abs(frame.clientHeight - frame.contentDocument.body.getBoundingClientRect().height) < 2
      );
    });
  },
};

/** Those steps and each frame; `names` are the pages that the audit is about. */
export const PAGES = (names) => ({
  ...READER,
  ...Object.fromEntries(
    names
      .filter((name) => /^embed/.test(name))
      .map((name) => [
        `${name} is live`,
        async (browser, { url }) => {
          await browser.go(`${url}${name}`);
          await browser.until(() => document.querySelector('washout-figure').summary);
        },
      ]),
  ),
});

/**
 * Each page as wide as a phone and as the smallest, in the dark: nothing is wider, and the paper is
 * dark.
 */
export const PHONES = (names) =>
  Object.fromEntries(
    names.flatMap((name) =>
      WIDTHS.map((width) => [
        `${name}: ${width} pixels, dark`,
        async (browser, { url }) => {
          await browser.go(`${url}narrow.html?${width}&${name}`);
          await browser.until(
            () =>
              document.querySelector('iframe')?.contentDocument?.readyState === 'complete' &&
              document.querySelector('iframe').contentWindow.location.href !== 'about:blank',
          );
          await browser.inside();
          if (isLive(name))
            await browser.until(
              () =>
                document.querySelector('washout-figure')?.summary ||
                /\d/.test(document.querySelector('#version')?.textContent ?? ''),
            );
          await browser.run(walked);
          await wait(500);
          const [wider, paper] = await browser.run(() => [
            document.documentElement.scrollWidth - document.documentElement.clientWidth,
            getComputedStyle(document.body).backgroundColor,
          ]);
          assert.equal(wider, 0, 'pixels wider than the window');
          assert.ok(
            paper
              .match(/\d+/g)
              .slice(0, 3)
              .every((part) => Number(part) < 60),
            `the paper is ${paper}`,
          );
        },
      ]),
    ),
  );

/** The package's browser entries, under a policy without inline scripts and styles. */
export const PACKAGE = {
  'the modules start, whole, in parts and with the wasm inside': async (browser, { url }) => {
    await browser.go(url);
    await browser.until(() => window.ready);
    const scenario = { washout: 1, preset: '2025-11-04', shock: 0.05 };
    const position = {
      venue: 'binance-usdm',
      symbol: 'BTCUSDT',
      side: 'long',
      entry_price: 100000,
      quantity: 1,
      leverage: 10,
    };
    const found = await browser.run(
      (scenario, position) => ({
        digests: ['whole', 'inline', 'simulate'].map(
          (part) => window[part].simulate(scenario).digest,
        ),
        prices: ['whole', 'inline', 'locate'].map(
          (part) => window[part].locate(position).liquidation_price,
        ),
        sums: ['whole', 'count'].map(
          (part) =>
            window[part].count(
              'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1',
            ).total_usd,
        ),
        claims: window.judge.audit().lines.length,
        low: window.context.context({ preset: '2025-11-04' }) !== null,
      }),
      scenario,
      position,
    );
    assert.deepEqual(new Set(found.digests), new Set([simulate(scenario).digest]));
    assert.deepEqual(new Set(found.prices), new Set([locate(position).liquidation_price]));
    assert.deepEqual(found.sums, ['7000.007', '7000.007']);
    assert.ok(found.claims >= 20, `${found.claims} claims`);
  },

  'every preset has the digest on record': async (browser) => {
    const found = await browser.run(
      (ids) => ids.map((id) => [id, window.whole.simulate({ washout: 1, preset: id }).digest]),
      Object.keys(DIGESTS),
    );
    assert.deepEqual(Object.fromEntries(found), DIGESTS);
  },

  'a worker counts a file, tells how far it is, and stops when told': async (browser) => {
    const found = await browser.run(async () => {
      const file = new Blob([
        'time,symbol,side,qty,price\n',
        ...Array(200_000).fill('2025-11-04T14:00:00Z,BTCUSDT,long,0.1,0.7\n'),
      ]);
      const engine = window.connect();
      let steps = 0;
      const report = await engine.countStream(
        file,
        {},
        {
          onProgress: () => {
            steps += 1;
          },
        },
      );
      const abort = new AbortController();
      const reason = await engine
        .countStream(file, {}, { signal: abort.signal, onProgress: () => abort.abort() })
        .catch(({ name }) => name);
      engine.close();
      return [report.events, Number(report.total_usd), steps > 0, reason];
    });
    assert.deepEqual(found, [200_000, 14_000, true, 'AbortError']);
  },

  'two elements of a page are live, and one follows its slider': async (browser) => {
    await browser.until(() =>
      [...document.querySelectorAll('washout-figure')].every(({ summary }) => summary),
    );
    const [left, top, width, height, was] = await browser.run(() => {
      const figure = document.querySelector('washout-figure');
      const box = figure.shadowRoot.querySelector('input[type=range]').getBoundingClientRect();
      return [box.left, box.top, box.width, box.height, figure.summary];
    });
    await browser.drag(...[0.3, 0.5].map((part) => [left + part * width, top + height / 2]));
    await browser.until(
      (before) => document.querySelector('washout-figure').summary !== before,
      was,
    );
  },

  'a plain script sets its global': async (browser, { url }) => {
    await browser.go(`${url}plain.html`);
    const digest = await browser.run(() =>
      washout.init().then(() => washout.simulate({ washout: 1, preset: '2025-11-04' }).digest),
    );
    assert.equal(digest, DIGESTS['2025-11-04']);
  },
};

/** Runs in the page: saves a figure, and keeps what would be written to the disk. Its size. */
async function saved(figure, kind, type) {
  const made = [];
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob) => {
    made.push(blob);
    return createObjectURL.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = () => {};
  const isMade = () => made.find((blob) => blob.type.startsWith(type));
  document.querySelector(`#${figure} [data-save=${kind}]`).click();
  for (let i = 0; i < 300 && !(isMade() && (kind !== 'png' || made.length > 1)); i += 1)
    await new Promise((done) => setTimeout(done, 20));
  Object.assign(URL, { createObjectURL });
  HTMLAnchorElement.prototype.click = click;
  return isMade()?.size ?? 0;
}

/** Runs in the page: drops a file on it, as from the desktop. */
function dropped(rows) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([rows], 'mine.csv', { type: 'text/csv' }));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document
      .querySelector('#drop')
      .dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
      );
}

/** Runs in the page: goes to its end, so that every late part comes, and unfolds what is folded. */
async function walked() {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 80));
  }
  await new Promise((done) => setTimeout(done, 500));
  document.querySelectorAll('details').forEach((details) => {
    details.open = true;
  });
}
