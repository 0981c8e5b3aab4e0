// What a visit of each page loads, and what an embed needs, after gzip -9.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { close, PHONE, withPage } from '../tests/browser/harness.mjs';
import { openReady } from '../tests/browser/pages.mjs';
import { element } from '../xtask/lib.mjs';
import { lib } from '../xtask/paths.mjs';

const KB = 1000;
const LIMITS = { wasm: 80 * KB, page: 130 * KB, element: 12 * KB, helper: 1 * KB };
const written = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Rows of {page, what, value, gate, ok, why}. */
export async function measure({ names, folder }) {
  const rows = [];
  for (const name of names) rows.push(...(await visit(name, folder)));
  await close();
  return [...rows, ...(await alone())];
}

/** What a phone's browser asks for until the page is live, and after a walk to its end. */
const visit = (name, folder) =>
  withPage(null, { size: PHONE }, async (page, { url, requests }) => {
    await openReady(page, url, name);
    await page.waitForTimeout(500);
    const first = weigh(requests, url, folder);
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise((done) => setTimeout(done, 150));
      }
    });
    await page.waitForTimeout(500);
    const all = weigh(requests, url, folder);
    const row = (what, bytes, limit, why) => ({
      page: name,
      what,
      value: written(bytes),
      ...(limit && { gate: `<= ${written(limit)}`, ok: bytes <= limit }),
      why,
    });
    return [
      row('first visit: html, css, js, wasm', first.sum, LIMITS.page, first.list),
      row('first visit: wasm', first.wasm, LIMITS.wasm),
      row('after a walk to its end', all.sum),
    ];
  });

function weigh(requests, url, folder) {
  const files = [
    ...new Set(
      requests
        .filter((one) => one.startsWith(url))
        .map((one) => new URL(one).pathname.slice(1) || 'index.html'),
    ),
  ].filter((path) => existsSync(join(folder, path)));
  const sizes = files.map((path) => [path, gzip(readFileSync(join(folder, path)))]);
  const sum = (list) => list.reduce((all, [, bytes]) => all + bytes, 0);
  return {
    sum: sum(sizes),
    wasm: sum(sizes.filter(([path]) => path.endsWith('.wasm'))),
    list: sizes.map(([path, bytes]) => `${path} ${written(bytes)}`),
  };
}

/** The element as an article loads it, without the engine, and the helper for hosts. */
async function alone() {
  const { largest, all } = await element();
  const row = (what, bytes, limit) => ({
    page: 'package',
    what,
    value: written(bytes),
    ...(limit && { gate: `<= ${written(limit)}`, ok: bytes <= limit }),
  });
  return [
    row('element with its largest view, without wasm', largest, LIMITS.element),
    row('element with all views', all),
    row('host helper', gzip(readFileSync(join(lib, 'washout-host.js'))), LIMITS.helper),
  ];
}
