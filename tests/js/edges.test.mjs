// What has no ordinary answer has a defined one, or an error that names its place.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  avalanches,
  cascade,
  compare,
  ladder,
  ledger,
  ledgerMany,
  reverseLevel,
  reverseNotional,
  simulate,
  sweep,
} from 'washout';

const BASE = {
  washout: 1,
  market: { price_usd: '100' },
  book: { kind: 'rungs', rungs: [{ u: '0.05', notional_usd: '1000000' }] },
  impact: { kind: 'linear', depth_usd: '1000000000' },
  shock: '0.05',
};
const POSITIONS = [
  { id: 'a', side: 'long', qty: '10', entry_usd: '100', leverage: '10', maintenance: '0.01' },
];
const book = (...rungs) => ({ book: { kind: 'rungs', rungs } });

/** No number anywhere is NaN or infinite. */
function finite(value, path = 'answer') {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path}: ${value}`);
  else if (ArrayBuffer.isView(value) || Array.isArray(value))
    Array.from(/** @type {any} */ (value)).forEach((item, at) => finite(item, `${path}[${at}]`));
  else if (typeof value === 'object' && value !== null)
    Object.entries(value).forEach(([key, item]) => finite(item, `${path}.${key}`));
  return value;
}

const outcome = (changes) => finite(simulate({ ...BASE, ...changes }));

test('a depth of zero or below is refused where it stands', () => {
  for (const depth_usd of ['0', '-1', 0, -1e9]) {
    for (const kind of ['linear', 'power', 'withdrawal', 'bounded']) {
      const more = { power: { gamma: '0.5' }, withdrawal: { rate: '5' }, bounded: { max: '0.5' } }[
        kind
      ];
      const impact = { kind, depth_usd, ...more };
      assert.throws(
        () => simulate({ ...BASE, impact }),
        { code: 'OUT_OF_RANGE', place: { record: null, line: null, field: 'impact.depth_usd' } },
        `${kind} ${depth_usd}`,
      );
      assert.throws(() => ladder({ u: [0.1], notional_usd: [1], impact }), {
        code: 'OUT_OF_RANGE',
        message: /impact\.depth_usd/,
      });
    }
  }
  for (const survival of ['0', '-0.5', '1.5']) {
    assert.throws(
      () => simulate({ ...BASE, impact: { ...BASE.impact, survival } }),
      { message: /^impact\.survival: / },
      survival,
    );
  }
});

test('an empty book ends where the shock does', () => {
  const empty = [
    book(),
    { book: { kind: 'positions', positions: [] } },
    { book: { kind: 'columns', u: [], notional_usd: [] } },
  ];
  for (const changes of empty) {
    const found = outcome(changes);
    assert.deepEqual(
      [
        found.liquidated_usd,
        found.displacement,
        found.rungs,
        found.amplification,
        found.mechanical_share,
      ],
      [0, 0.05, 0, 1, 0],
    );
    assert.equal(found.cascade_ratio, null);
    const scenario = { ...BASE, ...changes };
    assert.equal(avalanches(scenario).displacement.length, 0);
    assert.deepEqual(reverseNotional({ scenario, target_usd: 1 }), {
      shock: null,
      displacement: null,
      shock_price_usd: null,
      sale_usd: null,
    });
    assert.ok(Math.abs(reverseLevel({ scenario, level_usd: 90 }).shock - 0.1) < 1e-12);
  }
  const none = finite(ledger({ ...BASE, book: { kind: 'positions', positions: [] } }));
  assert.deepEqual([none.fired, none.ledger.sum_usd, none.ledger.closed], [0, '0', 0]);
  const made = ladder({ u: [], notional_usd: [], impact: BASE.impact });
  assert.deepEqual(made.outcomes([0, 0.5]).displacement, Float64Array.of(0, 0.5));
  assert.ok(Number.isNaN(made.liquidating([1])[0]));
  made.free();
  const columns = {
    side: 'long',
    price_usd: '100',
    final_price_usd: '90',
    qty: [],
    entry_usd: [],
    margin_usd: [],
    fill_usd: [],
  };
  assert.deepEqual([ledgerMany(columns).sum_usd, ledgerMany(columns).closed], ['0', 0]);
});

test('no shock liquidates nothing but what is past already', () => {
  const still = outcome({ shock: '0' });
  assert.deepEqual(
    [still.liquidated_usd, still.displacement, still.amplification, still.mechanical_share],
    [0, 0, null, null],
  );
  const past = outcome({ shock: '0', ...book({ u: '0', notional_usd: '1000000' }) });
  assert.deepEqual(
    [past.liquidated_usd, past.displacement, past.amplification, past.mechanical_share],
    [1e6, 0.001, null, 1],
  );
});

test('a shock of over 99 % is the edge of the model, and of everything is refused', () => {
  for (const shock of ['0.99', '0.995', '0.999999999999']) {
    const found = outcome({ shock });
    assert.equal(found.saturated, true, shock);
    assert.ok(
      Math.abs(found.final_price_usd - 1) < 1e-9 &&
        found.notes.some((note) => note.includes('hundredth')),
      shock,
    );
    finite(cascade({ ...BASE, coordinate: 'log', shock }));
  }
  for (const shock of ['1', '2', '-0.01']) {
    assert.throws(
      () => simulate({ ...BASE, shock }),
      { code: 'OUT_OF_RANGE', message: /shock/ },
      shock,
    );
  }
  assert.throws(() => sweep({ scenario: BASE, shocks: [0.5, 1] }), { code: 'OUT_OF_RANGE' });
});

test('rungs beyond zero are never reached by a fall, and say so by not firing', () => {
  const beyond = outcome({
    shock: '0.99',
    ...book({ u: '1', notional_usd: '5' }, { u: '1.5', notional_usd: '5' }),
  });
  assert.deepEqual([beyond.fired, beyond.liquidated_usd, beyond.rungs], [0, 0, 2]);
  for (const liq_price_usd of ['0', '-20']) {
    assert.throws(() => simulate({ ...BASE, ...book({ liq_price_usd, notional_usd: '5' }) }), {
      code: 'OUT_OF_RANGE',
      message: /^book\.rungs\[0\]\.liq_price_usd: /,
    });
  }
  // Margin enough for a price of zero: a liquidation price below it.
  const rich = {
    id: 'r',
    side: 'long',
    qty: '1',
    entry_usd: '100',
    margin_usd: '150',
    maintenance: '0.01',
  };
  for (const coordinate of ['linear', 'log']) {
    const found = outcome({
      coordinate,
      shock: '0.98',
      book: { kind: 'positions', positions: [rich, ...POSITIONS] },
    });
    assert.deepEqual([found.fired, found.rungs, found.ledger.sum_usd], [1, 2, '0'], coordinate);
  }
});

test('one rung of a quadrillion dollars saturates', () => {
  const found = outcome(book({ u: '0.05', notional_usd: '1000000000000000' }));
  assert.deepEqual([found.liquidated_usd, found.saturated], [1e15, true]);
  assert.ok(Math.abs(found.final_price_usd - 1) < 1e-9);
  const up = outcome({ direction: 'up', ...book({ u: '0.05', notional_usd: '1000000000000000' }) });
  assert.deepEqual([up.liquidated_usd, up.saturated], [1e15, true]);
  for (const kind of ['market', 'bankruptcy_limit']) {
    const giant = { ...POSITIONS[0], qty: '10000000000000' };
    const settled = outcome({
      shock: '0.1',
      engine: { kind },
      book: { kind: 'positions', positions: [giant] },
    });
    assert.equal(settled.liquidated_usd, 1e15);
    assert.ok(
      settled.ledger === null
        ? settled.notes.some((note) => note.includes('no ledger'))
        : settled.ledger.sum_usd === '0',
      kind,
    );
  }
});

test('an engine with a limit answers the same questions, or names what it needs', () => {
  const limit = {
    ...BASE,
    engine: { kind: 'bankruptcy_limit' },
    book: { kind: 'positions', positions: POSITIONS },
  };
  for (const shock of ['0', '0.05', '0.12', '0.995']) {
    const found = finite(simulate({ ...limit, shock, levels: ['95', '80', '0.5'] }));
    assert.equal(found.ledger.sum_usd, '0');
    assert.ok(found.levels.every(({ shock }) => shock >= 0 && shock < 1));
  }
  for (const ask of [simulate, cascade, avalanches]) {
    assert.throws(() => ask({ ...BASE, engine: limit.engine }), {
      code: 'MISSING',
      message: /^book: /,
    });
  }
  assert.throws(() => cascade({ ...limit, flow: '1.5' }), {
    code: 'CONFLICT',
    message: /^engine: /,
  });
});

test('two scenarios side by side differ by what the second has more', () => {
  const [a, b] = [
    { washout: 1, preset: '2025-11-04' },
    { washout: 1, preset: '2025-11-04', shock: '0.09' },
  ];
  const { difference, ...both } = compare({ a, b });
  assert.deepEqual(both, { a: cascade(a), b: cascade(b) });
  for (const [key, value] of Object.entries(difference))
    assert.equal(value, both.b[key] - both.a[key], key);
  assert.ok(
    ['final_price_usd', 'liquidated_usd', 'mechanical_share', 'gain'].every(
      (key) => key in difference,
    ),
  );
  // What one of them does not have is no difference.
  assert.equal('amplification' in compare({ a: { ...a, shock: '0' }, b }).difference, false);
  assert.throws(
    () => compare({ a, b: { ...b, shock: '2' } }),
    ({ code, place }) => code === 'OUT_OF_RANGE' && place.field.startsWith('b.'),
  );
});
