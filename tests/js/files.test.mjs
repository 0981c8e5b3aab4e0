// Several files in one report, each under its own name.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as washout from 'washout';

import { feed } from '../../dist/lib/feed.js';
import { Files } from '../../dist/lib/files.js';

const { count } = washout;
const HEAD = 'time,symbol,side,qty,price\n';
const A =
  `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.1,1.1\n2025-11-04T14:00:01Z,ETHUSDT,short,` +
  '1,NaN\n';
const B =
  `${HEAD}2025-11-04T14:30:00Z,BTCUSDT,long,900719925474.0993,1\n2025-11-04T15:00:00Z,` +
  'ETHUSDT,short,1,0.000000000000000001\n';

async function merged(named, options = {}) {
  const files = new Files(washout, options);
  for (const [name, text] of named) {
    files.from(name, options);
    await feed(text, files);
    await files.end();
  }
  return files.report();
}

test('a report of two files is the report of both, and names the file of each reject', async () => {
  const both = await merged([
    ['a', A],
    ['b', B],
  ]);
  const { files, ...sum } = both;
  const whole = count(A + B.slice(HEAD.length));
  const { reason, code } = whole.rejects[0];
  assert.deepEqual(sum.rejects, [{ file: 'a', record: 2, line: 3, field: 'price', reason, code }]);
  assert.equal(sum.bytes, A.length + B.length);
  assert.match(sum.notes.at(-1), /counted one by one/);
  const asOne = (report) => ({ ...report, bytes: 0, rejects: [], notes: [] });
  assert.deepEqual(asOne(sum), asOne(whole));
  assert.equal(sum.total_usd, '900719925474.209300000000000001');
});

test('the report of each file stands under its name as if it were alone', async () => {
  const { files } = await merged([
    ['a', A],
    ['b', B],
  ]);
  // Notes on the rejects are as short as sums know them.
  const said = ({ notes, ...rest }) => rest;
  assert.deepEqual(files.map(said), [
    { file: 'a', ...said(count(A)) },
    { file: 'b', ...said(count(B)) },
  ]);
});

test('how a report is shown is said once for all', async () => {
  const options = { bucket: '1d', top: 1, minutes: false };
  const both = await merged(
    [
      ['a', A],
      ['b', B],
    ],
    options,
  );
  for (const report of [both, ...both.files])
    assert.deepEqual([report.buckets.bucket, report.largest.length], ['1d', 1]);
});

test('files of several formats are mixed, and each has its own', async () => {
  const okx =
    '{"arg":{"channel":"liquidation-orders"},"data":[{"instId":"BTC-USDT-SWAP",' +
    '"details":[{"side":"sell","posSide":"long","bkPx":"60000","sz":"1",' +
    '"ts":"1700000000000"}]}]}\n';
  const both = await merged([
    ['a', A],
    ['b', okx],
  ]);
  assert.deepEqual(
    [both.format, ...both.files.map(({ format }) => format)],
    ['mixed', 'washout-csv', 'okx-json'],
  );
  assert.equal(both.events, 2);
});

test('an empty file among others is an error and never left out', async () => {
  for (const named of [
    [
      ['a', A],
      ['b', ''],
    ],
    [
      ['a', ''],
      ['b', B],
    ],
  ])
    await assert.rejects(merged(named), { code: 'EMPTY' });
});

test('a report lists a thousand rejects, and each file has its own', async () => {
  const bad = HEAD + '2025-11-04T14:00:00Z,BTCUSDT,long,NaN,1\n'.repeat(700);
  const both = await merged([
    ['a', bad],
    ['b', bad],
  ]);
  assert.deepEqual(
    [both.rejected, both.rejects.length, both.rejects_listed, both.files[1].rejects.length],
    [1400, 1000, 1000, 700],
  );
});
