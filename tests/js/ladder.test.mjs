import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WashoutError, cascade, ladder, reverseNotional } from 'washout';

import { engine } from '../../dist/lib/engine.js';

const MARKET = { impact: { kind: 'linear', depth_usd: 50e9 }, flow: 1 };
const COLUMNS = { u: [0.06, 0.03, 0.05], notional_usd: [3e8, 1e8, 2e8] };
const SCENARIO = { washout: 1, preset: '2025-11-04' };

/** A ladder that is freed, whatever happens. */
function using(from, run) {
  const made = ladder(from);
  try {
    return run(made);
  } finally {
    made.free();
  }
}

test('a ladder of columns answers many questions in columns', () => {
  using({ ...COLUMNS, ...MARKET }, (made) => {
    assert.deepEqual([made.rungs, made.total_usd], [3, 6e8]);
    assert.deepEqual(
      made.outcomes([0.054, 0.053999999999]).liquidated_usd,
      Float64Array.of(6e8, 3e8),
    );
    assert.deepEqual(made.outcomes(Float32Array.of(0)).displacement, Float64Array.of(0));
    assert.ok(Number.isNaN(made.liquidating([7e8])[0]));
    assert.deepEqual(made.reaching([0.02]), Float64Array.of(0.02));
    made.market({ impact: { kind: 'none' } });
    assert.deepEqual(made.outcomes([0.055]).liquidated_usd, Float64Array.of(3e8));
  });
});

test('each path of a Monte Carlo run is a market of its own', () => {
  using({ ...COLUMNS, ...MARKET }, (made) => {
    const drawn = { shocks: [0.054, 0.054, 0.02], depth_usd: [50e9, 1e12, 1], flow: [1, 1, 0] };
    assert.deepEqual(made.paths(drawn).liquidated_usd, Float64Array.of(6e8, 3e8, 0));
    drawn.shocks.forEach((shock, at) => {
      made.market({
        impact: { kind: 'linear', depth_usd: drawn.depth_usd[at] },
        flow: drawn.flow[at],
      });
      const [one, all] = [made.outcomes([shock]), made.paths(drawn)];
      for (const key of ['displacement', 'liquidated_usd', 'first_round_usd'])
        assert.equal(all[key][at], one[key][0]);
    });
    assert.throws(() => made.paths({ ...drawn, depth_usd: [1, 0, 1] }), {
      code: 'OUT_OF_RANGE',
      message: /^depth_usd\[1\]: /,
    });
    assert.throws(() => made.paths({ shocks: [1] }), { code: 'MISSING', message: /^depth_usd: / });
    assert.throws(() => made.paths({ ...drawn, seed: 1 }), { code: 'UNKNOWN_KEY' });
  });
});

test('a ladder of a scenario gives the answers of the scenario', () => {
  using({ scenario: SCENARIO }, (made) => {
    const one = cascade({ ...SCENARIO, shock: 0.05 });
    const many = made.outcomes([0.05]);
    assert.deepEqual(
      [many.displacement[0], many.liquidated_usd[0], made.rungs],
      [one.displacement, one.liquidated_usd, one.rungs],
    );
    const { displacement } = reverseNotional({ scenario: SCENARIO, target_usd: 1e8 });
    assert.equal(made.liquidating([1e8])[0], displacement);
  });
});

test('what does not fit is named', () => {
  assert.throws(() => ladder({ u: [1], notional_usd: [1] }), {
    code: 'MISSING',
    message: /impact/,
  });
  assert.throws(() => ladder({ scenario: SCENARIO, u: [1] }), {
    code: 'CONFLICT',
    place: { record: null, line: null, field: 'u' },
  });
  assert.throws(() => ladder({ u: 'x', notional_usd: [1], ...MARKET }), {
    code: 'MALFORMED',
    message: /^u: expected a column/,
  });
  assert.throws(() => ladder({ u: [0.1, '2'], notional_usd: [1, 1], ...MARKET }), {
    message: 'u[1]: expected a number, found string',
  });
  assert.throws(() => ladder({ ...COLUMNS, ...MARKET, depth: 1 }), { code: 'UNKNOWN_KEY' });
  using({ ...COLUMNS, ...MARKET }, (made) =>
    assert.throws(() => made.outcomes([0.1, -1]), { code: 'OUT_OF_RANGE', message: /\[1\]/ }),
  );
});

test('a ladder is closed once freed, and by a market that is refused', () => {
  const made = ladder({ ...COLUMNS, ...MARKET });
  assert.throws(() => made.market({ impact: { kind: 'linear', depth_usd: 0 } }), WashoutError);
  assert.throws(() => made.outcomes([0.1]), { code: 'CLOSED' });
  made.free();
  made.free();
});

test('a trap loses ladders, and a new one works', () => {
  const { error } = console;
  console.error = () => {};
  const old = ladder({ ...COLUMNS, ...MARKET });
  assert.throws(() => engine.call('trap'), { code: 'INTERNAL' });
  console.error = error;
  assert.throws(() => old.outcomes([0.1]), { code: 'LOST' });
  old.free();
  using({ ...COLUMNS, ...MARKET }, (made) => assert.equal(made.rungs, 3));
});

test('hundreds of ladders that are freed leave the memory as it was', () => {
  const u = Float64Array.from({ length: 100_000 }, (_, i) => i / 1e6);
  const round = () => using({ u, notional_usd: u, ...MARKET }, (made) => made.outcomes([0.05]));
  for (let i = 0; i < 3; i += 1) round();
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  for (let i = 0; i < 100; i += 1) round();
  const grown = process.memoryUsage().arrayBuffers + process.memoryUsage().external - before;
  // A hundred ladders that stayed would hold over 100 MB.
  assert.ok(grown < 50e6, `${grown} bytes more`);
});

test('a ladder of nothing at all is an error of ours', () => {
  for (const nothing of [undefined, null, 7, 'x']) {
    assert.throws(
      () => ladder(nothing),
      (/** @type {any} */ error) => error instanceof WashoutError && error.code === 'MALFORMED',
    );
  }
});
