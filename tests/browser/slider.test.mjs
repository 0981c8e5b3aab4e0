// A slider that moves: how often the engine is asked and what is redrawn meanwhile, counted; and
// that nothing of the shortcut is left when the hand rests.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { close, DESK, live, PHONE, withPage, rested } from './harness.mjs';

after(close);

const CHARTS = ['map-chart', 'path-chart', 'curve-chart', 'time-chart'];
const TABLES = ['levels', 'ledger', 'assumptions'];
const PARTS = ['simulate-answer', 'simulate-figures', ...CHARTS, ...TABLES];

/**
 * Opens the page with a count of calls of the engine's exports and of changes of each part, by
 * frame.
 */
const watched = (query, options, use) =>
  withPage(null, options, async (page, { url }) => {
    await page.addInitScript(count);
    await page.goto(new URL(query, url).href);
    await live(page);
    await rested(page);
    await use(page);
  });

/**
 * Runs in the page before its scripts: an export of the wasm that answers a scenario is counted;
 * and while `held`, nothing that waits for a time runs, so that a slow machine does not take a drag
 * for a rest.
 */
function count() {
  const later = [];
  window.soon = window.setTimeout;
  window.setTimeout = /** @type {any} */ (
    (task, ms) => window.soon(() => (window.held ? later.push(task) : task()), ms)
  );
  window.release = () => {
    window.held = false;
    later.splice(0).forEach((task) => window.soon(task));
  };
  window.calls = 0;
  const { instantiate, instantiateStreaming } = WebAssembly;
  const counting = (instance) => {
    const exports = Object.fromEntries(
      Object.entries(instance.exports).map(([name, it]) => [
        name,
        /^simulate/.test(name)
          ? (...args) => {
              window.calls += 1;
              return it(...args);
            }
          : it,
      ]),
    );
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
  };
  // Of bytes and of a response comes a pair, of a module the instance alone.
  const counted = (found) =>
    found instanceof WebAssembly.Instance
      ? counting(found)
      : { module: found.module, instance: counting(found.instance) };
  WebAssembly.instantiate = async (...args) => counted(await instantiate.apply(WebAssembly, args));
  WebAssembly.instantiateStreaming = async (...args) =>
    counted(await instantiateStreaming.apply(WebAssembly, args));
  window.changes = {};
  window.watch = (ids) => {
    for (const id of ids)
      new MutationObserver(() => {
        window.changes[id] = (window.changes[id] ?? 0) + 1;
      }).observe(document.getElementById(id), {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
  };
}

/**
 * Several events a frame for `frames` frames, as a fast hand makes them; what was called and
 * changed in each frame.
 */
const dragged = (page, id, frames) =>
  page.evaluate(
    async ([id, frames]) => {
      const slider = document.querySelector(id);
      const frame = () => new Promise((done) => requestAnimationFrame(() => window.soon(done)));
      window.held = true;
      const seen = [];
      slider.focus({ preventScroll: true });
      await frame();
      for (let i = 0; i < frames; i += 1) {
        [window.calls, window.changes] = [0, {}];
        for (let k = 0; k < 3; k += 1) {
          slider.value = String(
            Number(slider.min) +
              (Number(slider.max) - Number(slider.min)) * (0.2 + (3 * i + k) / (6 * frames)),
          );
          slider.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await frame();
        seen.push({ calls: window.calls, changes: { ...window.changes } });
      }
      window.release();
      return seen;
    },
    [id, frames],
  );

const scrollTo = (page, id) =>
  page.evaluate(async (id) => {
    document.getElementById(id).scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((done) => setTimeout(done, 300));
  }, id);

test('a frame asks the engine once and draws only what is in sight', async () => {
  for (const [query, place] of [
    ['', 'map-chart'],
    ['', 'curve-chart'],
    ['', 'ledger'],
    ['?v=1&direction=up&shock=9', 'map-chart'],
  ]) {
    await watched(query, { size: DESK }, async (page) => {
      await scrollTo(page, place);
      const inSight = await page.evaluate(
        (ids) =>
          ids.filter((id) => {
            const { top, bottom } = document.getElementById(id).getBoundingClientRect();
            return bottom > -120 && top < innerHeight + 120;
          }),
        CHARTS,
      );
      assert.ok(inSight.length < CHARTS.length, `${inSight}`);
      await page.evaluate((ids) => window.watch(ids), PARTS);
      // The first step may ask for what does not depend on the slider.
      const [, ...frames] = await dragged(page, '#slide-shock', 12);
      for (const { calls, changes } of frames) {
        assert.equal(calls, 1, `${query} ${place}`);
        for (const id of [...CHARTS.filter((one) => !inSight.includes(one)), ...TABLES])
          assert.equal(changes[id], undefined, `${place}: ${id}`);
        for (const id of Object.keys(changes)) assert.equal(changes[id], 1, `${place}: ${id}`);
      }
      const moved = (id) => frames.filter(({ changes }) => changes[id]).length;
      // Rounded to three digits, an answer may stay as it is for a step.
      assert.ok(moved('simulate-answer') >= frames.length - 2, `${moved('simulate-answer')}`);
      for (const id of ['map-chart', 'curve-chart'].filter((one) => inSight.includes(one)))
        assert.ok(moved(id) >= frames.length - 2, `${place}: ${id} ${moved(id)}`);
    });
  }
});

test('what the hand leaves behind is what a fresh page shows at that address', async () => {
  // As lists, in which the order of attributes says nothing.
  const seen = (page) =>
    page.evaluate(
      (ids) => {
        const listed = (node) =>
          node.nodeType === 3
            ? [node.data]
            : [
                `<${node.nodeName} ${[...node.attributes]
                  .map(({ name, value }) => `${name}="${value}"`)
                  .sort()
                  .join(' ')}>`,
                ...[...node.childNodes].flatMap(listed),
                '/',
              ];
        return Object.fromEntries(ids.map((id) => [id, listed(document.getElementById(id))]));
      },
      [...PARTS, 'far', 'time-group'],
    );
  const inputs = (page) =>
    page.$$eval('#controls :is(input, select)', (all) =>
      all.map(({ id, type, value, checked }) => [id, type === 'radio' ? checked : value]),
    );
  for (const [query, size, place, sliders] of /** @type {any[][]} */ ([
    ['', DESK, 'curve-chart', ['shock', 'depth', 'survival']],
    ['?v=1&survival=15', DESK, 'ledger', ['shock', 'fee', 'rho', 'spread']],
    ['?v=1&direction=up&shock=9', PHONE, 'knob-shock', ['shock', 'depth', 'factor']],
  ])) {
    await watched(query, { size }, async (page) => {
      await page.evaluate(() =>
        document.querySelectorAll('#controls details').forEach((details) => {
          details.open = true;
        }),
      );
      for (const key of sliders) {
        await scrollTo(page, place);
        await dragged(page, `#slide-${key}`, 8);
      }
      await page.evaluate(() => document.activeElement.blur());
      await rested(page);
      const [left, values, address] = [await seen(page), await inputs(page), page.url()];
      assert.match(address, /shock=/);
      await page.goto('about:blank');
      await page.goto(address);
      await live(page);
      await rested(page);
      assert.deepEqual(await inputs(page), values);
      const fresh = await seen(page);
      for (const id of Object.keys(left))
        assert.deepEqual(
          left[id].filter((part, i) => part !== fresh[id][i]),
          [],
          `${query}: ${id}`,
        );
    });
  }
});

test('arrow keys on a slider do the same, also with less motion', () =>
  watched('', { size: DESK, reducedMotion: true }, async (page) => {
    await page.locator('#slide-shock').focus();
    const before = await page.locator('#ledger').innerText();
    await page.evaluate((ids) => window.watch(ids), ['simulate-answer', 'map-chart']);
    for (let i = 0; i < 5; i += 1) {
      await page.evaluate(() => {
        window.changes = {};
      });
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(
        () => window.changes['simulate-answer'] && window.changes['map-chart'],
      );
    }
    await page.waitForFunction(
      (before) => document.querySelector('#ledger').innerText !== before,
      before,
    );
    await page.waitForURL(/shock=/);
  }));
