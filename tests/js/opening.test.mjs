// `init` of an entry: what it takes, what it asks for and how often, and what it says.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { Engine } from '../../dist/lib/guard.js';
import { opening, unmoved } from '../../dist/lib/load.js';

const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const ANSWERS = {
  '/a.wasm': [200, 'application/wasm', WASM],
  '/untyped': [200, 'application/octet-stream', WASM],
  '/page': [200, 'text/html', '\n<!doctype html>'],
  '/page-untyped': [200, 'text/plain', '<!doctype html>'],
  '/text': [200, 'text/plain', 'hello'],
  '/empty': [200, 'text/plain', ''],
};
let server;
let asked = [];
const at = (path) => new URL(path, `http://localhost:${server.address().port}`);

before(async () => {
  server = createServer(({ url }, response) => {
    asked.push(url);
    const [status, type, body] = ANSWERS[url] ?? [404, 'text/plain', 'no'];
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise((resolve) => {
    server.listen(0, resolve);
  });
});
after(() => server.close());

/** An engine of which only the loading is of interest; what its binding was given is in `given`. */
function engine(given = []) {
  const load = async ({ module_or_path: wasm }) => {
    given.push(await wasm);
  };
  return new Engine(load, {});
}

test('an address is fetched and an answer taken, once for two at the same time', async () => {
  const address = () => at('a.wasm');
  const made = [() => new Request(address()), () => fetch(address()), () => undefined];
  for (const make of [address, () => address().href, ...made]) {
    const given = [];
    const init = opening(engine(given), address);
    asked = [];
    const input = make();
    await Promise.all([init(input), init(input)]);
    await init(input);
    assert.deepEqual([asked.length, given.length, given[0] instanceof Response], [1, 1, true]);
  }
});

test('bytes and modules are taken, and bytes of a server that does not know wasm', async () => {
  for (const input of [WASM, new WebAssembly.Module(WASM)]) {
    const given = [];
    await opening(engine(given), () => assert.fail('not asked for'))(input);
    assert.deepEqual(given, [input]);
  }
  const given = [];
  await opening(engine(given), () => at('untyped'))();
  assert.deepEqual(given, [WASM]);
});

test('what else is answered is a LOAD error that says what to do; a second try works', async () => {
  const elsewhere = 'import washout/inline, or give `init` the wasm';
  for (const [path, said] of [
    ['/page', `answered HTML: exclude washout from optimizeDeps (Vite), or ${elsewhere}`],
    ['/page-untyped', `answered HTML: exclude washout from optimizeDeps (Vite), or ${elsewhere}`],
    ['/text', `answered something that is not wasm: ${elsewhere}`],
    ['/empty', `answered something that is not wasm: ${elsewhere}`],
    ['/absent', `answered 404: copy the wasm there, or ${elsewhere}`],
  ]) {
    const init = opening(engine(), () => at(path));
    const message = `the engine could not be loaded: ${at(path)} ${said}`;
    await assert.rejects(init(), { name: 'WashoutError', code: 'LOAD', message });
    await init(at('a.wasm'));
  }
});

test('a file and a script without an address are LOAD errors that say what to do', async () => {
  const init = opening(engine(), () => new URL('a.wasm', undefined));
  await assert.rejects(init(), {
    code: 'LOAD',
    message: /Invalid URL: import washout\/inline, or give `init` the wasm$/,
  });
  const file = opening(engine(), () => new URL('file:///a.wasm'));
  await assert.rejects(file(), {
    code: 'LOAD',
    message: /file:\/\/\/a\.wasm could not be fetched \(.*\): import washout\/inline/,
  });
});

test('an engine that could not start says why at every call, until it is opened', async () => {
  const glue = { initSync: () => {}, version: () => '1', __wbg_reset_state: () => {} };
  const one = new Engine(async () => {}, glue);
  one.start(() => {
    throw new Error('no such file');
  });
  const message =
    'the engine could not be loaded: no such file: `await init()`, or import washout/inline';
  for (let round = 0; round < 2; round += 1) {
    assert.throws(() => one.call('version'), { name: 'WashoutError', code: 'LOAD', message });
  }
  await opening(one, () => WASM)();
  assert.equal(one.call('version'), '1');
});

test('where Vite moves scripts, what it leaves behind is looked for where it was', () => {
  for (const [from, to] of [
    ['http://x/node_modules/.vite/deps/a.wasm', 'http://x/node_modules/washout/dist/lib/a.wasm'],
    [
      'http://x/base/node_modules/.vite/vitest/0/deps/worker.js',
      'http://x/base/node_modules/washout/dist/lib/worker.js',
    ],
    ['http://x/assets/a.wasm', 'http://x/assets/a.wasm'],
  ])
    assert.equal(unmoved(new URL(from)).href, to);
  // webpack's addresses have no host, and text is as somebody wrote it.
  for (const other of [{ href: '/_next/a.wasm' }, '/.vite/deps/a.wasm'])
    assert.equal(unmoved(other), other);
});
