// The recorded events as the package gives them: the same digests as natively, and answers that
// hang together.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { history, preset, presets, scenario, simulate, version, WashoutError } from 'washout';
import * as alone from 'washout/presets';

import { DIGESTS } from '../digests.mjs';

test('every preset has the digest that it has natively', () => {
  const found = Object.fromEntries(
    presets().map(({ id }) => [id, simulate({ washout: 1, preset: id }).digest]),
  );
  for (const [id, digest] of Object.entries(found)) console.log(id, digest);
  assert.deepEqual(found, DIGESTS);
});

test('a preset is what its line in the list says, and so is its scenario', () => {
  for (const brief of presets()) {
    const whole = preset(brief.id);
    for (const [key, value] of Object.entries(brief))
      assert.equal(whole[key], value, `${brief.id} ${key}`);
    assert.equal(simulate(whole.scenario).digest, DIGESTS[brief.id]);
    assert.equal(whole.scenario.direction, whole.kind === 'squeeze' ? 'up' : 'down');
    const named = new Set([...whole.figures, ...whole.derived].map(({ key }) => key));
    for (const { formula } of whole.derived)
      for (const part of formula.match(/[a-z_]+/g))
        assert.ok(named.has(part), `${brief.id} ${formula}`);
  }
  assert.ok(presets().some(({ kind }) => kind === 'squeeze'));
});

test('a squeeze liquidates shorts on a rise, and the money balances', () => {
  const { id } = presets().find(({ kind }) => kind === 'squeeze');
  const { path, price_usd, final_price_usd, map, ledger, scenario } = simulate({
    washout: 1,
    preset: id,
  });
  assert.ok(final_price_usd > price_usd && path.price_usd.at(-1) === final_price_usd);
  assert.equal(scenario.direction, 'up');
  assert.equal(ledger.sum_usd, '0');
  assert.ok(ledger.accounts.liquidated_traders_usd.startsWith('-'));
  assert.ok(map.short_usd.some((usd) => usd > 0));
});

test('without an engine the events are the same, each a copy of its own', async () => {
  assert.deepEqual(alone.presets(), presets());
  assert.equal(alone.version(), version());
  assert.deepEqual(await alone.history(), history());
  for (const { id } of presets()) assert.deepEqual(await alone.preset(id), preset(id));
  const [first, second] = await Promise.all([
    alone.preset('2025-11-04'),
    alone.preset('2025-11-04'),
  ]);
  first.figures.length = 0;
  alone.presets().length = 0;
  assert.ok(second.figures.length > 10 && alone.presets().length > 10);
  for (const id of ['2020-03-12', '__proto__', '', undefined, 'x'.repeat(99)]) {
    const refusal = await alone.preset(id).catch((error) => error);
    const known = (() => {
      try {
        return scenario({ washout: 1, preset: String(id) });
      } catch (error) {
        return error;
      }
    })();
    assert.ok(refusal instanceof alone.WashoutError);
    assert.deepEqual(refusal.toJSON(), known.toJSON(), `${id}`);
  }
});

test('an unknown preset is refused with the names that are known', () => {
  assert.throws(
    () => preset('2020-03-12'),
    (/** @type {any} */ error) =>
      error instanceof WashoutError &&
      error.code === 'UNKNOWN_NAME' &&
      error.message.includes('2025-07-10'),
  );
});
