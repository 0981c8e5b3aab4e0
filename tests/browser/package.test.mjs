// The package in a browser, without the page: module script, worker, plain script from a file, and
// a strict content policy.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { countStream, locate } from 'washout';

import { lib, at } from '../../xtask/paths.mjs';
import { scriptPerFrame } from './frames.mjs';
import { close, open, withPage } from './harness.mjs';

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const POLICY = {
  'content-security-policy':
    "default-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'",
};
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'washout-site-'));
  cpSync(lib, join(folder, 'lib'), { recursive: true });
  writeFileSync(
    join(folder, 'main.js'),
    `
    import * as washout from './lib/index.js';
    import { connect } from './lib/client.js';
    import { engine } from './lib/engine.js';
    Promise.all([washout.init(), washout.init()]).then(() =>
      Object.assign(window, { washout, connect, engine, ready: true }));`,
  );
  const head =
    '<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">';
  writeFileSync(join(folder, 'index.html'), `${head}<script type="module" src="main.js"></script>`);
  // A worker with two questions that end badly.
  writeFileSync(
    join(folder, 'mortal.js'),
    `
    import * as api from './lib/index.js';
    import { engine } from './lib/engine.js';
    import { serve } from './lib/serve.js';
    const die = () => setTimeout(() => { throw new Error('gone'); });
    serve({ ...api, presets: () => engine.call('trap'), history: () => new Promise(die) });`,
  );
  writeFileSync(join(folder, 'plain.html'), `${head}<script src="lib/washout.script.js"></script>`);
});

after(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const ready = (page) => page.waitForFunction(() => window.ready === true);

test('the example of the README for a page shows the price that Node computes', async () => {
  const example = /^```html page\n([\s\S]*?)^```$/m.exec(readFileSync(at('README.md'), 'utf8'))[1];
  const position = {
    venue: 'binance-usdm',
    symbol: 'BTCUSDT',
    side: 'long',
    entry_price: 100000,
    quantity: 1,
    leverage: 10,
  };
  writeFileSync(
    join(folder, 'example.html'),
    '<!doctype html><title>t</title><link rel="icon" ' +
      `href="data:,">${example.replace('./washout/', './lib/')}`,
  );
  await withPage('example.html', { folder }, async (page) => {
    await page.waitForFunction(() => document.querySelector('#price').textContent !== '');
    assert.equal(await page.textContent('#price'), locate(position).liquidation_price);
  });
});

test('a ladder in a worker answers as in thread, and is gone once freed', async () => {
  await withPage('index.html', { folder }, async (page) => {
    await ready(page);
    const [far, near, code] = await page.evaluate(async () => {
      const scenario = { washout: 1, preset: '2025-11-04' };
      const engine = connect();
      const [remote, local] = [await engine.ladder({ scenario }), washout.ladder({ scenario })];
      const answers = [await remote.outcomes([0.05]), local.outcomes([0.05])].map(
        ({ liquidated_usd }) => liquidated_usd[0],
      );
      local.free();
      remote.free();
      const gone = await remote.reaching([0.1]).catch((error) => error.code);
      engine.close();
      return [...answers, gone];
    });
    assert.equal(far, near);
    assert.ok(far > 0);
    assert.equal(code, 'CLOSED');
  });
});

test('a module loads the engine under a strict policy, once, below any path', async () => {
  await withPage(
    'index.html',
    { folder, headers: POLICY, prefix: '/some/where/' },
    async (page, watch) => {
      await ready(page);
      assert.equal(await page.evaluate(() => washout.version()), version);
      assert.equal(watch.requests.filter((url) => url.endsWith('.wasm')).length, 1);
    },
  );
});

test('a trap is an INTERNAL error and the next call works', async () => {
  await withPage('index.html', { folder, allowErrors: true }, async (page) => {
    await ready(page);
    const code = await page.evaluate(() => {
      try {
        engine.call('trap');
      } catch (error) {
        return error.code;
      }
    });
    assert.equal(code, 'INTERNAL');
    assert.equal(await page.evaluate(() => washout.version()), version);
  });
});

test('a worker that traps goes on, and one that dies is replaced', async () => {
  await withPage('index.html', { folder, allowErrors: true }, async (page) => {
    await ready(page);
    const found = await page.evaluate(async () => {
      const csv = 'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n';
      let started = 0;
      const engine = connect(() => {
        started += 1;
        return new Worker('mortal.js', { type: 'module' });
      });
      const code = (asked) =>
        asked.then(
          () => 'none',
          (error) => error.code,
        );
      const counter = engine.counter();
      const steps = [
        (await counter.push(csv)).bytes === csv.length,
        await code(engine.presets()),
        await code(counter.push(csv)),
        (await engine.count(csv)).total_usd,
      ];
      const other = engine.counter();
      await other.push(csv);
      steps.push(
        await code(engine.history()),
        await code(other.push(csv)),
        (await engine.count(csv)).total_usd,
        started,
      );
      engine.close();
      return steps;
    });
    assert.deepEqual(found, [true, 'INTERNAL', 'LOST', '7000.007', 'LOAD', 'LOST', '7000.007', 2]);
  });
});

test('packed files, text and names give in a browser what they give in Node', async () => {
  const line = '2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n';
  const text = `time,symbol,side,qty,price\n${line.repeat(5000)}`;
  const half = text.length / 2;
  const members = [gzipSync(text.slice(0, half)), gzipSync(''), gzipSync(text.slice(half))];
  const snapshot =
    'time,side,order_type,time_in_force,original_quantity,price,average_price,order_status,' +
    'last_fill_quantity,accumulated_fill_quantity\n' +
    '1709598391022,SELL,LIMIT,IOC,0.5,67934.2,68203.4,FILLED,0.5,0.5\n'.repeat(2);
  const given = [
    ['', Buffer.concat(members)],
    ['', Buffer.concat([...members, Buffer.alloc(5000)])],
    ['', Buffer.concat([...members, Buffer.from('x')])],
    ['', Buffer.concat(members).subarray(0, -1)],
    ['BTCUSDT-liquidationSnapshot-2024-03-05.csv.gz', gzipSync(snapshot)],
  ];
  const brief = (counted) =>
    counted.then(
      ({ events, total_usd, format }) => [events, total_usd, format],
      (error) => error.message,
    );
  const here = await Promise.all([
    ...given.map((/** @type {[string, any]} */ [name, bytes]) =>
      brief(countStream(new File([bytes], name))),
    ),
    brief(countStream(text)),
  ]);
  assert.deepEqual(
    here.map((found) => typeof found),
    ['object', 'object', 'string', 'string', 'object', 'object'],
  );
  await withPage('index.html', { folder, headers: POLICY }, async (page) => {
    await ready(page);
    const there = await page.evaluate(
      async ({ given, text }) => {
        const told = (counted) =>
          counted.then(
            ({ events, total_usd, format }) => [events, total_usd, format],
            (error) => error.message,
          );
        const files = given.map(
          ([name, letters]) =>
            new File([Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))], name),
        );
        const engine = connect();
        const both = [washout, engine].map(({ countStream }) =>
          Promise.all([...files, text].map((source) => told(countStream(source)))),
        );
        const found = await Promise.all(both);
        engine.close();
        return found;
      },
      { given: given.map(([name, bytes]) => [name, bytes.toString('base64')]), text },
    );
    assert.deepEqual(there, [here, here]);
  });
});

test('a worker answers under a strict policy, and is gone after close', async () => {
  await withPage('index.html', { folder, headers: POLICY }, async (page) => {
    await ready(page);
    const answer = await page.evaluate(async () => {
      const engine = connect();
      const version = await engine.version();
      engine.close();
      return [version, await engine.version().catch((error) => error.code)];
    });
    assert.deepEqual(answer, [version, 'CLOSED']);
  });
});

test('a worker counts a file exactly, tells how far it is, and stops when told', async () => {
  await withPage('index.html', { folder, headers: POLICY }, async (page) => {
    await ready(page);
    const found = await page.evaluate(async () => {
      const row = '2025-11-04T14:00:00Z,BTCUSDT,long,0.1,0.7\n';
      const file = new Blob(['time,symbol,side,qty,price\n', ...Array(200_000).fill(row)]);
      const engine = connect();
      const seen = [];
      const report = await engine.countStream(
        file,
        {},
        { onProgress: (progress) => seen.push(progress) },
      );
      const abort = new AbortController();
      const stopped = engine.countStream(
        file,
        {},
        { signal: abort.signal, onProgress: () => abort.abort() },
      );
      const reason = await stopped.catch((error) => error.name);
      const after = await engine.count('time,symbol,side,qty,price\n' + row);
      engine.close();
      return {
        events: report.events,
        usd: report.total_usd,
        last: seen.at(-1),
        size: file.size,
        reason,
        after: after.total_usd,
      };
    });
    assert.equal(found.events, 200_000);
    assert.equal(Number(found.usd), 14_000);
    assert.equal(found.last.read_bytes, found.size);
    assert.equal(found.reason, 'AbortError');
    assert.equal(Number(found.after), 0.07);
  });
});

test('a plain script works on a page that was opened from a file', async () => {
  const context = await (await open()).newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'plain.html')).href);
  assert.equal(await page.evaluate(() => washout.init().then(() => washout.version())), version);
  await context.close();
});

test('the trace sees a script that is slow, and none where there is none', async () => {
  await withPage('index.html', { folder }, async (page) => {
    await ready(page);
    const busy = await scriptPerFrame(page, () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            requestAnimationFrame(() => {
              let sum = 0;
              for (let i = 0; i < 3e8; i += 1) sum = (sum * 31 + i) | 0;
              window.sum = sum;
              requestAnimationFrame(() => requestAnimationFrame(resolve));
            });
          }),
      ),
    );
    // The same work on every machine, in time that the thread ran: some hundred milliseconds.
    assert.ok(busy.max >= 10, `${busy.max} ms`);
  });
});
