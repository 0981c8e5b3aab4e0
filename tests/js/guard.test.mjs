import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WashoutError, version } from 'washout';

import { engine } from '../../dist/lib/engine.js';

/** The engine reports a panic on the console; here it is meant. */
function quietly(run) {
  const { error } = console;
  console.error = () => {};
  try {
    return run();
  } finally {
    console.error = error;
  }
}

test('a trap becomes an INTERNAL error with its cause, and the next call works', () => {
  for (let round = 0; round < 3; round += 1) {
    assert.throws(() => quietly(() => engine.call('trap')), (error) => {
      assert.ok(error instanceof WashoutError);
      assert.equal(error.code, 'INTERNAL');
      assert.ok(error.cause instanceof WebAssembly.RuntimeError);
      assert.deepEqual(error.place, { record: null, line: null, field: null });
      return true;
    });
    assert.match(version(), /^\d+\.\d+\.\d+$/);
  }
});

test('an export that is not there is an error of ours, not a TypeError', () => {
  assert.throws(() => engine.call('no_such_export'), { name: 'WashoutError', code: 'UNSUPPORTED' });
});
