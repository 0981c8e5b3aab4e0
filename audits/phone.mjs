// A phone on slow 4G: when the first figure can
// be read, when it is live, and how far the page jumps meanwhile.

import { close, PHONE, withPage } from '../tests/browser/harness.mjs';
import { isLive, watchLive } from '../tests/browser/pages.mjs';

// Lighthouse's slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms there and back.
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 0.75e6 / 8,
};
const ROUNDS = 3;
const LIMITS = { readable: 1000, live: 2000, shift: 0.01 };
const LONGEST_MS = 60_000;

/** Rows of {page, what, value, gate, ok}. */
export async function measure({ names, slower }) {
  const rows = [];
  for (const name of names) {
    const rounds = [];
    for (let i = 0; i < ROUNDS; i += 1) rounds.push(await visit(name, slower));
    const middle = (key) =>
      rounds
        .map((round) => round[key])
        .filter((value) => value !== null)
        .sort((a, b) => a - b)[ROUNDS >> 1];
    const row = (what, key, write, limit) =>
      middle(key) !== undefined &&
      rows.push({
        page: name,
        what,
        value: write(middle(key)),
        gate: limit === undefined ? '' : `<= ${write(limit)}`,
        ok: limit === undefined ? undefined : middle(key) <= limit,
      });
    const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
    row('phone on slow 4G: first figure readable', 'readable', seconds, LIMITS.readable);
    row('phone on slow 4G: largest paint', 'largest', seconds);
    row('phone on slow 4G: live', 'live', seconds, LIMITS.live);
    row('layout shift', 'shift', (value) => value.toFixed(4), LIMITS.shift);
  }
  await close();
  return rows;
}

const visit = (name, slower) =>
  withPage(null, { size: PHONE }, async (page, { url }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await watchLive(page);
    await page.addInitScript(watch);
    await page.goto(new URL(name, url).href, { timeout: LONGEST_MS });
    if (isLive(name))
      await page.waitForFunction(() => window.live !== undefined, null, { timeout: LONGEST_MS });
    // What still moves a moment later counts as well.
    await page.waitForTimeout(1000);
    return page.evaluate(() => ({
      readable: Math.max(
        window.figure,
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      ),
      largest: window.largest,
      live: window.live ?? null,
      shift: window.shift,
    }));
  });

/** Runs in the page before its own scripts. */
function watch() {
  Object.assign(window, { shift: 0, largest: null, figure: null });
  const observe = (type, use) =>
    new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({
      type,
      buffered: true,
    });
  observe('layout-shift', ({ value, hadRecentInput }) => {
    window.shift += hadRecentInput ? 0 : value;
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    window.largest = startTime;
  });
  const look = () => {
    const figure = [
      ...document.querySelectorAll(
        'figure svg, figure table, washout-figure svg, washout-figure table',
      ),
    ].find((one) => one.getBoundingClientRect().height > 0);
    if (figure) window.figure = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
