import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as washout from 'washout';

import { NAMES, connect } from '../../dist/lib/client.js';

/** A worker that answers as it is told, or not at all. */
class FakeWorker extends EventTarget {
  sent = [];
  ended = false;

  constructor(reply) {
    super();
    this.reply = reply;
  }

  postMessage(message) {
    this.sent.push(message);
    queueMicrotask(() => {
      for (const data of this.reply(message)) this.dispatchEvent(Object.assign(new Event('message'), { data }));
    });
  }

  terminate() {
    this.ended = true;
  }
}

test('a question gets its own answer, in whatever order they come', async () => {
  const held = [];
  const worker = new FakeWorker(({ id, name }) => (held.push({ id, value: name }) === 2 ? held.reverse() : []));
  const engine = connect(worker);
  assert.deepEqual(await Promise.all([engine.version(), engine.presets()]), ['version', 'presets']);
});

test('an error comes back as a WashoutError with its place', async () => {
  const error = { code: 'MALFORMED', message: 'line 2: price: no', reason: 'no', place: { record: 1, line: 2, field: 'price' } };
  const engine = connect(new FakeWorker(({ id }) => [{ id, error }]));
  await assert.rejects(engine.count('x'), { name: 'WashoutError', ...error });
});

test('progress arrives before the answer, and cancelling rejects at once and tells the worker', async () => {
  const worker = new FakeWorker(({ id, cancel }) => (cancel ? [] : [{ id, progress: { events: 1 } }]));
  const engine = connect(worker);
  const abort = new AbortController();
  const seen = [];
  const counting = engine.countStream(new Blob(['x']), {}, { signal: abort.signal, onProgress: (p) => { seen.push(p); abort.abort(); } });
  await assert.rejects(counting, { name: 'AbortError' });
  assert.deepEqual(seen, [{ events: 1 }]);
  assert.equal(worker.sent.at(-1).cancel, true);
});

test('closing ends the worker and rejects what is under way and what comes later', async () => {
  const worker = new FakeWorker(() => []);
  const engine = connect(worker);
  const asked = engine.version();
  engine.close();
  await assert.rejects(asked, { code: 'CLOSED' });
  await assert.rejects(engine.version(), { code: 'CLOSED' });
  assert.ok(worker.ended);
});

test('a worker that cannot start says so', async () => {
  const worker = new FakeWorker(() => []);
  const engine = connect(worker);
  const asked = engine.version();
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'blocked' }));
  await assert.rejects(asked, { code: 'LOAD', message: /blocked/ });
});

test('a stream that is no file is sent over in pieces and finished', async () => {
  const worker = new FakeWorker(({ id, args = [] }) => [{ id, value: args[1] === 'finish' ? { events: 2 } : {} }]);
  const report = await connect(worker).countStream(['a,b', 'c'], { venue: 'x' });
  assert.deepEqual(report, { events: 2 });
  const [opened, ...asked] = worker.sent.filter(({ name }) => name !== 'free').map(({ args }) => args);
  const pushed = asked.filter(([, method]) => method === 'push').map(([, , chunk]) => new TextDecoder().decode(chunk));
  assert.deepEqual([opened[1], pushed.join(''), asked.at(-1)[1]], ['counter', 'a,bc', 'finish']);
});

test('a worker offers every function of the package', () => {
  const own = new Set(['WashoutError', 'init']);
  const engine = connect(new FakeWorker(() => []));
  const expected = Object.keys(washout).filter((name) => !own.has(name));
  assert.deepEqual(Object.keys(engine).filter((name) => name !== 'close').sort(), expected.sort());
  assert.equal(new Set(NAMES).size, NAMES.length);
});

test('a ladder in a worker knows its size and asks with its key', async () => {
  const worker = new FakeWorker(({ id, name, args }) => [{ id, value: name === 'open' ? { rungs: 2, total_usd: 3 } : args }]);
  const ladder = await connect(worker).ladder({ scenario: { washout: 1 } });
  assert.deepEqual([ladder.rungs, ladder.total_usd], [2, 3]);
  const [key, method, shocks] = await ladder.outcomes([0.1]);
  assert.deepEqual([method, shocks], ['outcomes', [0.1]]);
  ladder.free();
  assert.deepEqual(worker.sent.at(-1).args, [key]);
});
