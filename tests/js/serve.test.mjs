import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { serve } from '../../xtask/serve.mjs';

let server;

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'washout-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), '<p>home');
  writeFileSync(join(site, 'core.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
  writeFileSync(join(site, 'sub', 'index.html'), '<p>sub');
  server = await serve(site);
});

after(() => server.close());

/** One request with the path as it is written, which `fetch` would tidy up. */
function get(path, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const { port } = server.address();
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts = [];
      response
        .on('data', (part) => parts.push(part))
        .on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
    })
      .on('error', reject)
      .end();
  });
}

test('files have the types that browsers insist on', async () => {
  assert.equal((await get('/core.wasm')).headers['content-type'], 'application/wasm');
  const home = await get('/');
  assert.equal(home.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(home.body.toString(), '<p>home');
  assert.equal((await get('/sub/')).body.toString(), '<p>sub');
});

test('nothing outside the folder is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/sub/../../secret.txt',
    '/..%2fsecret.txt',
    '/%00',
    '/%zz',
  ]) {
    const { status, body } = await get(path);
    assert.equal(status, 404, path);
    assert.ok(!body.includes('secret'));
  }
});

test('an unchanged file is not sent again, and text is packed', async () => {
  const first = await get('/', { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(gunzipSync(first.body).toString(), '<p>home');
  const again = await get('/', { headers: { 'if-none-match': first.headers.etag } });
  assert.equal(again.status, 304);
});

test('HEAD has no body and other methods are refused', async () => {
  assert.equal((await get('/', { method: 'HEAD' })).body.length, 0);
  assert.equal((await get('/', { method: 'POST' })).status, 405);
});
