// The one table of inputs: what derives from it agrees with it, and with the engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { preset, scenario as canonical } from 'washout';

import { OVERRIDES, scenarioOf as ofAttributes } from '../../www/lib/element/overrides.js';
import { GROUPS, INPUTS } from '../../www/lib/inputs.js';
import { placeOf, textAt } from '../../www/lib/path.js';
import { read as ofFrame } from '../../www/embed/query.js';
import { applies, choicesOf, scenarioOf, shown } from '../../www/page/cascade/scenario.js';
import { SIMULATE } from '../../www/page/cascade/simulate.words.js';
import { read, write } from '../../www/page/shell/address.js';

const ID = '2025-11-04';
const BASE = preset(ID).scenario;
const PLAIN = Object.entries(INPUTS).filter(([, { path }]) => path);
/** The choices under which an input means something. */
const CHOSEN = {
  gamma: { impact: 'power' },
  rate: { impact: 'withdrawal' },
  max: { impact: 'bounded' },
  share: { by: 'share' },
};

/** Legal values of an input, other than those of the event. */
function valuesOf(key) {
  const { choices, slide = [], stops } = INPUTS[key];
  if (key === 'levels') return ['90000,80000'];
  if (key === 'impact') return ['power', 'withdrawal', 'bounded', 'none'];
  return choices ?? (stops ? [stops[0], stops.at(-1)] : slide.length ? slide.slice(0, 2) : ['100']);
}

test('every input and every group has words, and every choice of it', () => {
  for (const [key, { choices = [] }] of Object.entries(INPUTS)) {
    const words = SIMULATE.knobs[key];
    assert.ok(words?.label, key);
    assert.deepEqual(Object.keys(words.choices ?? {}).sort(), [...choices].sort(), key);
  }
  assert.deepEqual(Object.keys(SIMULATE.knobs).sort(), Object.keys(INPUTS).sort());
  // The first group stands open, without a name.
  assert.deepEqual(Object.keys(SIMULATE.groups), Object.keys(GROUPS).slice(1));
});

test('the event says what every input is, so that no default is repeated here', () => {
  const values = shown({}, BASE, { shock: 0.07, share: 0.01 });
  for (const [key, { start }] of Object.entries(INPUTS)) {
    assert.ok(values[key] !== undefined && values[key] !== '', key);
    // What the page begins with is what no event states.
    const solved = key === 'shock' || key === 'share';
    if (start !== undefined && !solved)
      assert.equal(textAt(INPUTS[key].path, BASE), undefined, key);
  }
});

test('no two inputs have one place in a scenario, and each place is one that the engine reads', () => {
  const places = PLAIN.map(([, { path }]) => placeOf(path));
  assert.equal(new Set(places).size, places.length);
});

for (const [key] of PLAIN)
  test(`${key}: every end of its scale is legal for the engine, and comes back from the address`, () => {
    for (const value of valuesOf(key)) {
      const state = { ...CHOSEN[key], [key]: value };
      assert.deepEqual(read(write(state)), { state, problems: [] });
      assert.ok(applies(INPUTS[key], choicesOf(state, BASE)), key);
      const made = canonical(scenarioOf(state, BASE));
      if (key === 'impact' && value === 'none') continue;
      assert.equal(textAt(INPUTS[key].path, made), value, key);
    }
  });

for (const key of OVERRIDES)
  test(`${key}: the page, the element and a frame make one scenario of it`, () => {
    for (const value of valuesOf(key)) {
      // The other way the page asks for a push of its own.
      if (key === 'direction' && value !== BASE.direction) continue;
      const ofPage = canonical(scenarioOf({ ...CHOSEN[key], [key]: value }, BASE));
      const { attributes } = ofFrame(`?v=1&preset=${ID}&${key}=${value}`);
      assert.deepEqual(canonical(ofAttributes({ preset: ID, [key]: value })), ofPage);
      assert.deepEqual(canonical(ofAttributes(attributes)), ofPage);
    }
  });
