#!/usr/bin/env node
// One big file through the built page in Chromium: node benches/page.mjs [bytes, 1000000000 unless
// given]. Prints time, the wasm's memory, how progress moved, and how long a cancel took; ends with
// 1 where memory, events, progress or cancel are not as promised.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { close, withPage } from '../tests/browser/harness.mjs';
import { folder, write } from './lib/cache.mjs';

const BYTES_A_ROW = 61.25;
const MOST_MEMORY = 64 * 2 ** 20;
const MOST_CANCEL_MS = 100;
const LONGEST_MS = 600_000;
const bytes = Number(process.argv[2] ?? 1e9);
if (!(bytes >= 1e6)) {
  process.stderr.write(
    'expected a number of bytes from a million: node benches/page.mjs 1000000000\n',
  );
  process.exit(1);
}

const data = join(folder(), `page-${bytes}.csv`);
const expected = `${data}.expected.json`;
if (!existsSync(expected)) write('csv', Math.round(bytes / BYTES_A_ROW), { data, expected });

try {
  const figures = await withPage(null, {}, (page, { url }) => measure(page, url));
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  process.exitCode = Object.values(figures.kept).every(Boolean) ? 0 : 1;
} finally {
  await close();
}

async function measure(page, url) {
  await page.route('**/*.wasm', async (route) => {
    // Time enough to put the watch on the memory before the wasm is compiled.
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  const workers = [];
  page.on('worker', (worker) =>
    workers.push({ worker, watched: worker.evaluate(watchMemory).catch(() => {}) }),
  );
  await page.goto(url);
  await page.waitForFunction(() =>
    document.querySelector('#simulate-answer').textContent.includes('Push'),
  );
  const whole = await counting(page);
  const memory = Math.max(
    ...(await Promise.all(
      workers.map(({ worker }) =>
        worker
          .evaluate(() =>
            Math.max(0, ...(globalThis.memories ?? []).map((memory) => memory.buffer.byteLength)),
          )
          .catch(() => 0),
      ),
    )),
  );
  const { rows } = JSON.parse(readFileSync(expected, 'utf8'));
  const head = await page.locator('#report-head').innerText();
  const cancel_ms = await cancelling(page);
  return {
    bytes,
    ...whole,
    mb_per_s: Math.round(bytes / 1e3 / whole.ms),
    wasm_bytes: memory,
    cancel_ms: Math.round(cancel_ms),
    kept: {
      events: head.replaceAll('\u202f', ' ').includes(`${rows.toLocaleString('en')} events`),
      memory: memory > 0 && memory <= MOST_MEMORY,
      progress: whole.steps >= Math.min(20, bytes / 1e7) && whole.longest_pause_ms < 500,
      cancel: cancel_ms < MOST_CANCEL_MS,
    },
  };
}

/** In the worker: keeps the memory of every wasm instance. */
function watchMemory() {
  globalThis.memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await make.apply(WebAssembly, args);
      const { memory } = (made.instance ?? made).exports;
      if (memory) globalThis.memories.push(memory);
      return made;
    };
  }
}

/** Counts the file to its end, and how often and how evenly the bar moved. */
async function counting(page) {
  await page.evaluate(() => {
    const bar = document.querySelector('#progress');
    const seen = (globalThis.seen = { began: 0, values: [], times: [] });
    const look = () => {
      if (bar.value > (seen.values.at(-1) ?? 0)) {
        seen.values.push(bar.value);
        seen.times.push(performance.now());
      }
      requestAnimationFrame(look);
    };
    document.addEventListener(
      'change',
      ({ target }) => {
        seen.began = performance.now();
        [seen.file] = target.files;
      },
      { once: true, capture: true },
    );
    look();
  });
  await page.locator('#file').setInputFiles(data);
  await page.waitForFunction(
    () => document.querySelector('#count-status').textContent.startsWith('Counted'),
    null,
    { timeout: LONGEST_MS },
  );
  return page.evaluate(() => {
    const { began, values, times } = globalThis.seen;
    // The first one holds what the engine takes to load, which this bench makes longer.
    const pauses = times.slice(1).map((time, at) => time - times[at]);
    const longest = Math.max(...pauses);
    return {
      ms: Math.round(performance.now() - began),
      steps: values.length,
      first_ms: Math.round(times[0] - began),
      longest_pause_ms: Math.round(longest),
      longest_pause_at: values[pauses.indexOf(longest)],
      pauses_above_100_ms: pauses.filter((pause) => pause > 100).length,
    };
  });
}

/** Starts the file again and cancels in the middle; how long the page takes to say so. */
async function cancelling(page) {
  return page.evaluate(async () => {
    const transfer = new DataTransfer();
    transfer.items.add(globalThis.seen.file);
    const field = document.querySelector('#file');
    field.files = transfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    const until = async (test) => {
      while (!test()) await new Promise((done) => setTimeout(done, 2));
    };
    const bar = document.querySelector('#progress');
    await until(() => bar.position > 0.05 && bar.position < 0.9);
    const began = performance.now();
    document.querySelector('#cancel').click();
    await until(() => document.querySelector('#count-problem').textContent.startsWith('Cancelled'));
    return performance.now() - began;
  });
}
