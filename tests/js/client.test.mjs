import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import * as washout from 'washout';

import { NAMES, connect } from '../../dist/lib/client.js';
import { engine as inner } from '../../dist/lib/engine.js';
import { serve } from '../../dist/lib/serve.js';

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
      for (const data of this.reply(message))
        this.dispatchEvent(Object.assign(new Event('message'), { data }));
    });
  }

  terminate() {
    this.ended = true;
  }
}

test('a question gets its own answer, in whatever order they come', async () => {
  const held = [];
  const worker = new FakeWorker(({ id, name }) =>
    held.push({ id, value: name }) === 2 ? held.reverse() : [],
  );
  const engine = connect(worker);
  assert.deepEqual(await Promise.all([engine.version(), engine.presets()]), ['version', 'presets']);
});

test('an error comes back as a WashoutError with its place', async () => {
  const error = {
    code: 'MALFORMED',
    message: 'line 2: price: no',
    reason: 'no',
    place: { record: 1, line: 2, field: 'price' },
  };
  const engine = connect(new FakeWorker(({ id }) => [{ id, error }]));
  await assert.rejects(engine.count('x'), { name: 'WashoutError', ...error });
});

test('progress arrives before the answer; cancelling rejects and tells the worker', async () => {
  const worker = new FakeWorker(({ id, cancel }) =>
    cancel ? [] : [{ id, progress: { events: 1 } }],
  );
  const engine = connect(worker);
  const abort = new AbortController();
  const seen = [];
  const counting = engine.countStream(
    new Blob(['x']),
    {},
    {
      signal: abort.signal,
      onProgress: (p) => {
        seen.push(p);
        abort.abort();
      },
    },
  );
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
  const worker = new FakeWorker(({ id, args = [] }) => [
    { id, value: args[1] === 'finish' ? { events: 2 } : {} },
  ]);
  const report = await connect(worker).countStream(['a,b', 'c'], { venue: 'x' });
  assert.deepEqual(report, { events: 2 });
  const [opened, ...asked] = worker.sent
    .filter(({ name }) => name !== 'free')
    .map(({ args }) => args);
  const pushed = asked
    .filter(([, method]) => method === 'push')
    .map(([, , chunk]) => new TextDecoder().decode(chunk));
  assert.deepEqual([opened[1], pushed.join(''), asked.at(-1)[1]], ['counter', 'a,bc', 'finish']);
});

test('a worker offers every function of the package', () => {
  const own = new Set(['WashoutError', 'init']);
  const engine = connect(new FakeWorker(() => []));
  const expected = Object.keys(washout).filter((name) => !own.has(name));
  assert.deepEqual(
    Object.keys(engine)
      .filter((name) => name !== 'close')
      .sort(),
    expected.sort(),
  );
  assert.equal(new Set(NAMES).size, NAMES.length);
});

test('a ladder in a worker knows its size and asks with its key', async () => {
  const worker = new FakeWorker(({ id, name, args }) => [
    { id, value: name === 'open' ? { rungs: 2, total_usd: 3 } : args },
  ]);
  const ladder = await connect(worker).ladder({ scenario: /** @type {any} */ ({ washout: 1 }) });
  assert.deepEqual([ladder.rungs, ladder.total_usd], [2, 3]);
  /** @type {any} */
  const asked = await ladder.outcomes([0.1]);
  const [key, method, shocks] = asked;
  assert.deepEqual([method, shocks], ['outcomes', [0.1]]);
  ladder.free();
  assert.deepEqual(worker.sent.at(-1).args, [key]);
});

const died = (worker) =>
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
const answering =
  (value) =>
  ({ id }) => [{ id, value }];

test('after a worker dies the next question gets another; what it held is lost', async () => {
  const started = [];
  const engine = connect(
    () => started[started.push(new FakeWorker(answering(started.length + 1))) - 1],
  );
  const counter = engine.counter();
  assert.equal(await counter.push('x'), 1);
  const asked = engine.version();
  died(started[0]);
  await assert.rejects(asked, { name: 'WashoutError', code: 'LOAD', message: /out of memory/ });
  assert.ok(started[0].ended);
  await assert.rejects(counter.push('x'), { code: 'LOST' });
  counter.free();
  assert.equal(await engine.version(), 2);
  assert.equal(await engine.counter().push('x'), 2);
  // The first may still say that it is dead.
  died(started[0]);
  assert.equal(await engine.version(), 2);
  assert.equal(started.length, 2);
  engine.close();
  await assert.rejects(engine.version(), { code: 'CLOSED' });
});

test('a worker that was given and died is not asked again, nor waited for', async () => {
  const worker = new FakeWorker(answering(1));
  const engine = connect(worker);
  died(worker);
  for (let round = 0; round < 2; round += 1)
    await assert.rejects(engine.version(), { code: 'LOAD', message: /start another/ });
});

test('a worker that cannot be started again says so at each call, until it can', async () => {
  const worker = new FakeWorker(answering(1));
  let [starts, isBlocked] = [0, false];
  const engine = connect(() => {
    starts += 1;
    if (isBlocked) throw new TypeError('blocked');
    return worker;
  });
  died(worker);
  isBlocked = true;
  for (let round = 0; round < 2; round += 1)
    await assert.rejects(engine.version(), { code: 'LOAD', message: /blocked/ });
  isBlocked = false;
  assert.equal(await engine.version(), 1);
  assert.equal(starts, 4);
});

test('an answer that cannot be read is an error, and nobody waits for it', async () => {
  const worker = new FakeWorker(() => []);
  const asked = connect(() => worker).version();
  worker.dispatchEvent(new Event('messageerror'));
  await assert.rejects(asked, { code: 'LOAD', message: /could not be read/ });
});

/** As a worker takes a message: what cannot be copied is refused, what is given away is gone. */
class CopyingWorker extends FakeWorker {
  postMessage(message, transfer = []) {
    super.postMessage(structuredClone(message, { transfer }));
  }
}

test('what cannot be sent is an error and leaves nothing waiting', async () => {
  const engine = connect(new CopyingWorker(({ id, args }) => [{ id, value: args }]));
  const gone = () => {
    const view = new Uint8Array(9);
    structuredClone(view.buffer, { transfer: [view.buffer] });
    return view;
  };
  for (const ask of [
    () => engine.count(gone()),
    () => engine.events(gone()),
    () => engine.counter().push(gone()),
    () => engine.exporter().push(gone()),
  ]) {
    await assert.rejects(ask(), { name: 'WashoutError', code: 'MALFORMED', message: /given away/ });
  }
  await assert.rejects(engine.simulate(/** @type {any} */ ({ f() {} })), {
    name: 'WashoutError',
    code: 'MALFORMED',
    message: /no worker can be sent/,
  });
  await assert.rejects(engine.counter().push(/** @type {any} */ (5)), {
    name: 'WashoutError',
    code: 'MALFORMED',
  });
});

test('a piece is sent without the rest of its buffer, and stays with its owner', async () => {
  const sent = [];
  const worker = new CopyingWorker(({ id, args }) => (sent.push(args[2]), [{ id, value: {} }]));
  const whole = new Uint8Array(1_000_000).fill(7);
  await connect(worker).counter().push(whole.subarray(5, 8));
  const piece = sent.find((arg) => arg instanceof Uint8Array);
  assert.deepEqual([piece.length, piece.buffer.byteLength, whole.length], [3, 3, 1_000_000]);
});

/** The worker's side in this very thread: `serve` finds what a worker has. */
class LocalWorker extends EventTarget {
  #hear;

  constructor(api) {
    super();
    globalThis.addEventListener = (_, hear) => void (this.#hear = hear);
    globalThis.postMessage = (data) =>
      queueMicrotask(() =>
        this.dispatchEvent(Object.assign(new Event('message'), { data: structuredClone(data) })),
      );
    serve(api);
    delete globalThis.addEventListener;
  }

  postMessage(message, transfer = []) {
    const data = structuredClone(message, { transfer });
    queueMicrotask(() => this.#hear({ data }));
  }

  terminate() {}
}

test('a trap in a worker is an INTERNAL error; the next call works', async () => {
  const trap = () => {
    const { error } = console;
    console.error = () => {};
    try {
      return inner.call('trap');
    } finally {
      console.error = error;
    }
  };
  const engine = connect(new LocalWorker({ ...washout, presets: trap }));
  const counter = engine.counter();
  await counter.push('time,symbol,side,qty,price\n');
  await assert.rejects(engine.presets(), { name: 'WashoutError', code: 'INTERNAL' });
  await assert.rejects(counter.push('x'), { code: 'LOST' });
  assert.equal(await engine.version(), washout.version());
  assert.equal(
    (
      await engine.count(
        'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n',
      )
    ).total_usd,
    '7000.007',
  );
});

test('a worker whose engine could not be loaded loads it at the next call', async () => {
  let tries = 0;
  const init = async () => {
    tries += 1;
    if (tries < 3) throw new washout.WashoutError({ code: 'LOAD', message: 'no network' });
  };
  const engine = connect(new LocalWorker({ ...washout, init }));
  await new Promise((resolve) => void setImmediate(resolve));
  assert.equal(tries, 1);
  await assert.rejects(engine.version(), { code: 'LOAD' });
  assert.equal(await engine.version(), washout.version());
  assert.equal(await engine.version(), washout.version());
  assert.equal(tries, 3);
});

test('a worker counts text, split letters and packed files as its owner would', async () => {
  const text =
    'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,\u{1f600}USDT,long,0.07,100000.1\n';
  const [engine, whole] = [connect(new LocalWorker(washout)), washout.count(text)];
  assert.deepEqual(await engine.countStream(text), whole);
  const at = text.indexOf('\ud83d') + 1;
  assert.deepEqual(await engine.countStream([text.slice(0, at), text.slice(at)]), whole);
  const counter = engine.counter();
  await counter.push(text.slice(0, at));
  await counter.push(text.slice(at));
  assert.deepEqual(await counter.finish(), whole);
  assert.deepEqual(await engine.countStream([gzipSync(text), gzipSync('')]), whole);
  assert.deepEqual(await engine.countStream(new Blob([gzipSync(text), gzipSync('')])), whole);
});
