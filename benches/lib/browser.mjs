// A headless Chromium that sees the project's files at http://washout.test/ without a server.

import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';

import { PROJECT } from './cache.mjs';

const SITE = 'http://washout.test';
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/**
 * Runs `script(page, { import: url => … })` on an empty page; `{ skipped }` where there is no
 * Chromium.
 */
export async function onPage(script) {
  const { chromium: find, FLAGS } = await import('../../xtask/chromium.mjs');
  let program;
  try {
    program = await find();
  } catch (error) {
    return { skipped: error.message };
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: program, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.route(`${SITE}/**`, serve);
    await page.goto(`${SITE}/`);
    return await script(page);
  } catch (error) {
    return { failed: error.message.split('\n')[0] };
  } finally {
    await browser.close();
  }
}

function serve(route) {
  const path = new URL(route.request().url()).pathname;
  if (path === '/')
    return route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>benches</title>',
    });
  const file = join(PROJECT, path);
  if (!existsSync(file)) return route.fulfill({ status: 404, body: 'not found' });
  return route.fulfill({
    path: file,
    contentType: TYPES[extname(file)] ?? 'application/octet-stream',
  });
}
