import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { WashoutError, counter, count, ladder, ledgerMany, locateMany, version } from 'washout';

import { engine } from '../../dist/lib/engine.js';
import { Engine } from '../../dist/lib/guard.js';

const CSV = 'time,symbol,side,qty,price\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\n';

/** The engine reports a panic on the console; here it is meant. */
function quietly(run, say = () => {}) {
  const { error } = console;
  console.error = say;
  try {
    return run();
  } finally {
    console.error = error;
  }
}

const trap = () => quietly(() => engine.call('trap'));

/** Runs while the next `times` instances cannot be made, as where memory is short. */
function shortOfMemory(times, run) {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = /** @type {any} */ (
    function instance(module, imports) {
      if (times-- > 0) throw new RangeError('out of memory');
      return new Instance(module, imports);
    }
  );
  try {
    return run();
  } finally {
    WebAssembly.Instance = Instance;
  }
}

function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('a trap becomes an INTERNAL error with its cause, and the next call works', () => {
  for (let round = 0; round < 3; round += 1) {
    const error = thrown(trap);
    assert.ok(error instanceof WashoutError);
    assert.equal(error.code, 'INTERNAL');
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    assert.deepEqual(error.place, { record: null, line: null, field: null });
    assert.match(version(), /^\d+\.\d+\.\d+$/);
  }
});

test('a reset that fails is tried again at the next call', () => {
  shortOfMemory(1, () => {
    const error = thrown(trap);
    assert.equal(error.code, 'INTERNAL');
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    assert.equal(count(CSV).total_usd, '7000.007');
  });
});

test('two resets that fail are two INTERNAL errors, the second with its own cause', () => {
  const lost = counter();
  shortOfMemory(2, () => {
    assert.equal(thrown(trap).code, 'INTERNAL');
    assert.equal(thrown(() => lost.push(CSV)).code, 'LOST');
    const again = thrown(version);
    assert.ok(again instanceof WashoutError);
    assert.deepEqual([again.code, again.cause.message], ['INTERNAL', 'out of memory']);
    assert.equal(count(CSV).total_usd, '7000.007');
  });
  assert.equal(thrown(() => lost.push(CSV)).code, 'LOST');
  lost.free();
});

test('a trap while what hears of it throws is a trap all the same', () => {
  const lost = counter();
  const refuse = () => {
    throw new Error('no words on the console');
  };
  const error = thrown(() => quietly(() => engine.call('trap'), refuse));
  assert.equal(error.code, 'INTERNAL');
  assert.equal(thrown(() => lost.push(CSV)).code, 'LOST');
  assert.equal(count(CSV).events, 1);
});

/** Calls `run` from the end of the stack and on every way back from it. */
function deep(run) {
  try {
    deep(run);
  } catch {
    // The end of the stack, or a call that did not find enough of it.
  }
  run();
}

test('calls and traps from the end of the stack leave the engine as it was', () => {
  for (const run of [() => count(CSV), trap]) {
    let calls = 0;
    const some = () => {
      if (calls++ < 400) run();
    };
    thrown(() => {
      deep(some);
      throw new Error('back at the beginning');
    });
    assert.ok(calls > 400);
    assert.equal(count(CSV).total_usd, '7000.007');
    const counting = counter();
    counting.push(CSV);
    assert.equal(counting.finish().events, 1);
  }
});

/** The view, without the memory behind it. */
function given(view) {
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

function shrunk() {
  const buffer = new ArrayBuffer(16, { maxByteLength: 16 });
  const view = new Uint8Array(buffer, 8, 8);
  buffer.resize(4);
  return view;
}

test('an argument that is refused costs nobody anything', () => {
  const [counting, steps] = [
    counter(),
    ladder({ u: [0.1], notional_usd: [5], impact: { kind: 'none', survival: 1 } }),
  ];
  counting.push(CSV);
  const column = () => given(Float64Array.of(1));
  const asked = [
    () => count(given(new Uint8Array(9))),
    () => count(shrunk()),
    () => counting.push(shrunk()),
    () => steps.outcomes(column()),
    () => engine.call('events', {}, given(new Uint8Array(9))),
    () => ladder({ u: column(), notional_usd: [5], impact: { kind: 'none', survival: 1 } }),
    () => locateMany({ side: column() }),
    () => ledgerMany({ side: column() }),
  ];
  for (const ask of asked) {
    const error = thrown(ask);
    assert.ok(error instanceof WashoutError, String(ask));
    assert.deepEqual(
      [error.code, /given away/.test(error.message)],
      ['MALFORMED', true],
      String(ask),
    );
  }
  assert.equal(counting.finish().events, 1);
  assert.deepEqual(steps.outcomes([0.2]).liquidated_usd, Float64Array.of(5));
  steps.free();
});

test('an export that is not there is an error of ours, not a TypeError', () => {
  assert.throws(() => engine.call('no_such_export'), { name: 'WashoutError', code: 'UNSUPPORTED' });
});

test('a load that failed can be tried again', async () => {
  const part = await import('../../dist/lib/count.js');
  await assert.rejects(part.init(new Uint8Array([1, 2, 3])), {
    name: 'WashoutError',
    code: 'LOAD',
  });
  assert.equal(thrown(() => part.count(CSV)).code, 'NOT_READY');
  await part.init(readFileSync(new URL('../../dist/lib/washout_count_bg.wasm', import.meta.url)));
  assert.equal(part.count(CSV).events, 1);
});

test('an instance that is there and did not start is made anew', async () => {
  let [starts, isThere] = [0, false];
  const glue = { ask: () => starts, __wbg_reset_state: () => void (starts += 1) };
  // As the glue loads: it keeps the instance, and starts it once only.
  const load = async () => {
    if (isThere) return;
    isThere = true;
    throw new RangeError('out of memory');
  };
  const fresh = new Engine(load, glue);
  await assert.rejects(fresh.open(), { code: 'LOAD' });
  await fresh.open();
  assert.deepEqual([fresh.call('ask'), fresh.call('ask')], [1, 1]);
});
