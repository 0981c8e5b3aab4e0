// The client in Node, whose workers are threads: one that dies is replaced.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';

import { count, version } from 'washout';
import { connect } from 'washout/client';

const CSV = 'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n';
/** A thread that runs the package, but for two questions that end it. */
const MORTAL = `
  const { parentPort } = require('node:worker_threads');
  import('washout/worker').then(() => parentPort.on('message', ({ name }) => {
    if (name === 'presets') process.exit(3);
    if (name === 'history') throw new Error('gone');
  }));`;

test('a thread that ends, with or without an error, is replaced at the next call', async () => {
  const threads = [];
  const start = () => threads[threads.push(new Worker(MORTAL, { eval: true })) - 1];
  const engine = connect(start);
  assert.equal(await engine.version(), version());
  const counter = engine.counter();
  await counter.push(CSV);
  for (const [ask, how] of /** @type {any[][]} */ ([
    ['presets', /code 3/],
    ['history', /gone/],
  ])) {
    await assert.rejects(engine[ask](), { name: 'WashoutError', code: 'LOAD', message: how });
    assert.deepEqual(await engine.count(CSV), count(CSV));
  }
  await assert.rejects(counter.push(CSV), { code: 'LOST' });
  assert.equal(threads.length, 3);
  engine.close();
});

test('a thread counts packed pieces that are given to it', async () => {
  const engine = connect();
  const packed = gzipSync(CSV);
  assert.deepEqual(await engine.countStream([packed, packed]), count(CSV + CSV));
  assert.equal(packed.toString('latin1', 0, 2), '\x1f\x8b');
  engine.close();
});
