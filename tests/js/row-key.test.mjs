// The key by which rows that come twice are known.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WashoutError, count, events, exporter } from 'washout';

const order = (time, size) =>
  JSON.stringify({
    e: 'forceOrder',
    o: { s: 'BTCUSDT', S: 'SELL', p: '100', ap: '100', z: size, T: time },
  });
const FILE = [
  [1762214400000, '1'],
  [1762214400000, '2'],
  [1762214400000, '1'],
]
  .map(([time, size]) => `${order(time, size)}\n`)
  .join('');

/** Runs with another random source; answers how often it was asked. */
function withRandom(getRandomValues, run) {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  let asked = 0;
  const counted = (words) => {
    asked += 1;
    return getRandomValues(words);
  };
  const source = { configurable: true, value: { getRandomValues: counted } };
  Object.defineProperty(globalThis, 'crypto', source);
  try {
    run();
  } finally {
    Object.defineProperty(globalThis, 'crypto', before);
  }
  return asked;
}

function check() {
  const report = count(FILE);
  assert.deepEqual([report.events, report.duplicates, report.total_usd], [2, 1, '300']);
}

test('each count has a key of its own from the random source', () => {
  assert.equal(
    withRandom((words) => words.fill(0xffffffff), check),
    1,
  );
  assert.equal(
    withRandom(
      (words) => words.fill(7),
      () => [1, 2].forEach(check),
    ),
    2,
  );
  const all = () => {
    assert.equal(events(FILE).duplicates, 1);
    const exporting = exporter();
    exporting.push(FILE);
    assert.equal(exporting.finish().duplicates, 1);
  };
  assert.equal(
    withRandom((words) => words.fill(1), all),
    2,
  );
});

test('where there is no random source yet, rows are told apart as well', () => {
  const none = () => {
    throw new Error('not outside of a request');
  };
  assert.equal(withRandom(none, check), 1);
});

test('a key that is given is taken, and a bad one is refused without repeating it', () => {
  const key = '0123456789abcdef'.repeat(2);
  assert.equal(count(FILE, { row_key: key }).events, 2);
  assert.throws(
    () => count(FILE, { row_key: 'a secret' }),
    (/** @type {any} */ error) => {
      assert.ok(error instanceof WashoutError);
      assert.equal(error.place.field, 'row_key');
      assert.ok(!error.message.includes('a secret'));
      return true;
    },
  );
});
