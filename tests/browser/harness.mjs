// A page in a real browser, watched: an error on the console, an uncaught error, or a request to
// any other host fails the test that opened it.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium as driver } from 'playwright-core';

import { FLAGS, chromium } from '../../xtask/chromium.mjs';
import { page as site, results } from '../../xtask/paths.mjs';
import { serve } from '../../xtask/serve.mjs';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };
/** What does not come at all has not come by then, on the busiest machine. */
const LONGEST_WAIT_MS = 120_000;

let browser;

/** Starts the browser once for all tests of a file; call `close` in an `after`. */
export async function open() {
  browser ??= await driver.launch({ executablePath: await chromium(), args: FLAGS });
  return browser;
}

/** Ends the browser. */
export async function close() {
  await browser?.close();
  browser = undefined;
}

/**
 * Opens `path` of the built page (or of `folder`) and runs `use(page, watch)`. Options: `size`,
 * `dark`, `reducedMotion`, `forcedColors`, `javaScript: false`, `print`, `cpu` (times slower),
 * `headers` and `prefix` of the server, `allowErrors` (do not fail on console errors), `noPolicy`
 * (the page's own policy for scripts does not hold the test back).
 */
export async function withPage(path, options, use) {
  const server = await serve(options.folder ?? site, {
    headers: options.headers,
    prefix: options.prefix,
  });
  const context = await (await open()).newContext(look(options));
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  try {
    const page = await context.newPage();
    const watch = watching(page, new URL(server.url).origin);
    if (options.print) await page.emulateMedia({ media: 'print' });
    if (options.cpu) await slow(page, options.cpu);
    if (path !== null) await page.goto(new URL(path, server.url).href);
    const result = await use(page, { ...watch, url: server.url });
    assert.deepEqual(watch.foreign, [], 'requests to another host');
    if (!options.allowErrors) assert.deepEqual(watch.errors, [], 'errors on the console');
    return result;
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

function look({
  size = DESK,
  dark,
  reducedMotion,
  forcedColors,
  javaScript = true,
  noPolicy = false,
}) {
  return {
    viewport: size,
    javaScriptEnabled: javaScript,
    bypassCSP: noPolicy,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: forcedColors ? 'active' : 'none',
    hasTouch: size.width < 600,
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block',
  };
}

/** Lists of what went wrong, filled as it happens. */
function watching(page, origin) {
  const watch = { errors: [], foreign: [], requests: [] };
  page.on('console', (message) => message.type() === 'error' && watch.errors.push(message.text()));
  page.on('pageerror', (error) => watch.errors.push(String(error)));
  // What is named in advance is given up where scripts are off.
  const isGivenUp = (request) =>
    request.failure()?.errorText === 'csp' && request.resourceType() === 'script';
  page.on(
    'requestfailed',
    (request) =>
      isGivenUp(request) || watch.errors.push(`${request.url()}: ${request.failure()?.errorText}`),
  );
  page.on('request', (request) => {
    const url = request.url();
    watch.requests.push(url);
    const own =
      url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:');
    if (!own) watch.foreign.push(url);
  });
  return watch;
}

/** Makes the processor of the page `times` slower. */
async function slow(page, times) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/**
 * Keeps a picture of the page under `test-results/`, where `PICTURES` is set: somebody has to look
 * at them.
 */
export async function picture(page, name, options = {}) {
  if (!process.env.PICTURES) return null;
  mkdirSync(results, { recursive: true });
  const path = join(results, `${name}.png`);
  await page.screenshot({ path, fullPage: true, ...options });
  return path;
}

/** Puts a file on the input `selector` from memory, with nothing written to disk. */
export async function choose(page, selector, name, text) {
  const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text);
  await page.locator(selector).setInputFiles({ name, mimeType: 'text/csv', buffer });
}

/** Drops a file on `selector`, as from the desktop. */
export const drop = (page, selector, name, text) => dropAll(page, selector, { [name]: text });

/** Drops files together on `selector`: their texts by their names. */
export async function dropAll(page, selector, files) {
  const transfer = await page.evaluateHandle(
    (all) => {
      const made = new DataTransfer();
      for (const [name, text] of all) made.items.add(new File([text], name, { type: 'text/csv' }));
      return made;
    },
    Object.entries(files).map(([name, text]) => [name, String(text)]),
  );
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.locator(selector).dispatchEvent(event, { dataTransfer: transfer });
}

/**
 * Waits until the page (or a frame) has done what it puts off until the hand rests: for so long
 * nothing in it has changed, by its own clock, which waits with it where the machine is busy.
 */
export const rested = (page, ms = 300) => page.evaluate(quiet, ms);

const quiet = (ms) =>
  new Promise((/** @type {(value?: unknown) => void} */ done) => {
    const soon = window.soon ?? window.setTimeout;
    let timer;
    const again = () => {
      clearTimeout(timer);
      timer = soon(finish, ms);
    };
    const watch = new MutationObserver(again);
    const finish = () =>
      requestAnimationFrame(() => (watch.takeRecords().length ? again() : end()));
    const end = () => {
      watch.disconnect();
      done();
    };
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    watch.observe(document, all);
    again();
  });

/**
 * Waits until the engine's own figures stand in the page, and unfolds the groups of the scenario.
 */
export async function live(page) {
  await page.waitForFunction(() => /\d/.test(document.querySelector('#version').textContent));
  // What is shown on demand comes with a reader.
  await page.evaluate(() =>
    document.querySelector('.more').scrollIntoView({ behavior: 'instant' }),
  );
  await page.waitForFunction(() => document.querySelector('#assumptions').textContent !== '');
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.evaluate(() =>
    document.querySelectorAll('details.group').forEach((group) => {
      group.open = true;
    }),
  );
  await page.waitForFunction(() => document.querySelector('#curve-chart svg'));
}
