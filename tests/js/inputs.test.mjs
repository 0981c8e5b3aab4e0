// The one table of inputs: what derives from it agrees with it, and with the engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { preset, presets, scenario as canonical, simulate } from 'washout';

import { read as ofFrame } from '../../www/embed/query.js';
import { PATHS } from '../../www/lib/element/attributes.js';
import { OVERRIDES, scenarioOf as ofAttributes } from '../../www/lib/element/overrides.js';
import { SLIDERS } from '../../www/lib/element/sliders.js';
import { GROUPS, inputAt, INPUTS } from '../../www/lib/inputs.js';
import { placeOf, put, textAt } from '../../www/lib/path.js';
import { positionOf, rangeOf, valueFrom } from '../../www/lib/slider.js';
import { applies, choicesOf, scenarioOf, shown } from '../../www/page/cascade/scenario.js';
import { explain } from '../../www/page/cascade/simulate.why.js';
import { SIMULATE } from '../../www/page/cascade/simulate.words.js';
import { inputsOf } from '../../www/page/publish/inputs.js';
import { frameAddress } from '../../www/page/publish/snippets.js';
import { check, KEYS, read, write } from '../../www/page/shell/address.js';

const ID = '2025-11-04';
const BASE = preset(ID).scenario;
const PLAIN = Object.keys(INPUTS).filter((key) => INPUTS[key].path);
/** The choices under which an input means something. */
const CHOSEN = {
  gamma: { impact: 'power' },
  rate: { impact: 'withdrawal' },
  max: { impact: 'bounded' },
  share: { by: 'share' },
};
/** What a reader brings: it is no input of the table, but of the scenario. */
const BROUGHT = {
  rungs: [{ rungs: '100000:5000000,110000:7000000' }],
  book: [
    { book: '106538.3::', bids: '0.001:50,0.002:70', asks: '0.003:90', impact: 'levels' },
    { bids: '0.001:5000000', asks: '0.003:9000000', impact: 'levels', direction: 'down' },
  ],
};

/** States that set an input to each of its choices, or to its bounds and the ends of its slider. */
function statesOf(key) {
  if (BROUGHT[key]) return BROUGHT[key];
  const { choices, least, most, slide = [], stops = [] } = INPUTS[key];
  const ends = [least, most, ...slide.slice(0, 2), ...stops.slice(0, 1), ...stops.slice(-1)];
  const values = key === 'levels' ? ['90000,80000', ''] : (choices ?? ends);
  // An order book has to be there before it can be chosen.
  const legal = key === 'impact' ? values.filter((value) => value !== 'levels') : values;
  return legal.map((value) => ({ ...CHOSEN[key], [key]: value }));
}

/** The scenario of the page; the other way the share of the event's own side stands for both. */
function ofPage(state) {
  const made = scenarioOf(state, BASE);
  const isTurned = made.direction !== BASE.direction;
  const { share } = isTurned ? simulate(BASE) : {};
  return isTurned ? { ...made, book: { ...made.book, share: String(share) } } : made;
}

const untitled = (scenario) => {
  const { title, ...rest } = canonical(scenario);
  return rest;
};

test('no key stands twice, in the table or among the rooms of the page', () => {
  const all = Object.values(GROUPS).flatMap((group) => Object.keys(group));
  assert.deepEqual(all, Object.keys(INPUTS));
  assert.equal(new Set(KEYS).size, KEYS.length);
});

test('no two inputs have one place in a scenario', () => {
  const places = PLAIN.map((key) => placeOf(INPUTS[key].path));
  assert.equal(new Set(places).size, places.length);
});

test('an input is a number with bounds, a choice, or a list', () => {
  for (const [key, { path, unit, choices, least, most }] of Object.entries(INPUTS)) {
    assert.notEqual(unit === undefined, choices === undefined, key);
    if (unit && !path.endsWith(',')) assert.ok(Number(least) < Number(most), key);
    assert.equal(unit === 'percent', path?.endsWith('%') ?? false, key);
  }
});

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

test('what an input needs is a choice that there is', () => {
  const kinds = ['synthetic', 'positions', 'rungs', 'columns'];
  for (const [key, { needs = {} }] of Object.entries(INPUTS))
    for (const [what, of] of Object.entries(needs))
      for (const one of of)
        assert.ok((what === 'book' ? kinds : INPUTS[what].choices).includes(one), `${key}: ${one}`);
});

test('the event says what every input is, so that no default is repeated here', () => {
  const values = shown({}, BASE, { shock: 0.07, share: 0.01 });
  for (const key of Object.keys(INPUTS)) assert.ok(values[key], key);
});

test('the page has a value of its own only where the engine has none', () => {
  const { preset: _, title, ...rest } = BASE;
  const own = { ...rest, shock: '0.05', book: { ...rest.book, share: '0.02' } };
  const started = PLAIN.filter((key) => INPUTS[key].start);
  assert.ok(started.length >= 5);
  for (const key of started) {
    const made = scenarioOf({ ...CHOSEN[key] }, own);
    assert.ok(canonical(made), key);
    put(INPUTS[key].path, undefined, made);
    assert.throws(
      () => canonical(made),
      ({ code, place }) => code === 'MISSING' && inputAt(place.field) === key,
      key,
    );
  }
});

test('a figure that an input is, is one of an event', () => {
  const known = new Set(presets().flatMap(({ id }) => preset(id).figures.map(({ key }) => key)));
  for (const [key, { figure, parts = [] }] of Object.entries(INPUTS))
    for (const one of figure ? [figure, ...parts] : parts)
      assert.ok(known.has(one), `${key}: ${one}`);
});

test('the element slides on the scales of the table', () => {
  assert.deepEqual(Object.keys(PATHS), OVERRIDES);
  for (const [key, scale] of Object.entries(SLIDERS)) {
    assert.ok(OVERRIDES.includes(key), key);
    assert.deepEqual(rangeOf(scale), rangeOf(INPUTS[key]), key);
  }
  const { depth, shock } = SLIDERS;
  for (const stop of INPUTS.depth.stops)
    assert.equal(valueFrom(depth, positionOf(depth, stop)), stop);
  assert.equal(positionOf(depth, '710000000'), positionOf(depth, '700000000'));
  assert.equal(valueFrom(shock, positionOf(shock, '7.2')), '7.2');
});

for (const key of PLAIN)
  test(`${key}: what is legal here is legal for the engine, and lands where it reads it`, () => {
    for (const state of statesOf(key)) {
      assert.equal(check(key, state[key]).value, state[key]);
      assert.ok(applies(INPUTS[key], choicesOf(state, BASE)), state[key]);
      const made = canonical(ofPage(state));
      assert.equal(textAt(INPUTS[key].path, made), state[key]);
      // A share that is solved has no solution everywhere: that depends on the event.
      if (key !== 'factor') simulate(ofPage({ shock: '5', by: 'share', share: '2', ...state }));
    }
  });

for (const key of PLAIN)
  test(`${key}: what the engine refuses is said beside it`, () => {
    const made = scenarioOf({ ...CHOSEN[key] }, BASE);
    put(INPUTS[key].path, key === 'levels' ? ['x'] : 'x', made);
    assert.throws(
      () => canonical(made),
      ({ place }) => inputAt(place.field) === key,
    );
  });

test('a fault is beside the input of its place, or of what holds it', () => {
  assert.equal(inputAt('impact.depth_usd'), 'depth');
  assert.equal(inputAt('impact.levels[3]'), 'impact');
  assert.equal(inputAt('levels[1]'), 'levels');
  assert.equal(inputAt('book.share.to_price_usd'), 'share');
  assert.equal(inputAt('engine.winners[0].id'), 'engine');
  // Positions are needed for orders at the bankruptcy price.
  const state = { ...BROUGHT.rungs[0], engine: 'bankruptcy_limit', shock: '5' };
  assert.throws(
    () => simulate(ofPage(state)),
    ({ place }) => inputAt(place.field) === 'engine',
  );
  assert.equal(inputAt('levelsome'), undefined);
  assert.equal(inputAt(''), undefined);
});

for (const key of [...Object.keys(INPUTS), ...Object.keys(BROUGHT)])
  test(`${key}: the address, the element and a frame make one scenario of it`, () => {
    for (const state of statesOf(key)) {
      assert.deepEqual(read(write(state)), { state, problems: [] });
      const page = { state, preset: { id: ID }, scenario: ofPage(state) };
      const wanted = untitled(page.scenario);
      const figure = inputsOf(page, canonical);
      const { inputs, scenario } = figure;
      const ofElement = scenario ? { scenario } : { preset: ID, ...inputs };
      assert.deepEqual(untitled(ofAttributes(ofElement)), wanted);
      const asked = { view: 'map', preset: ID, theme: 'auto', locale: 'en', ...figure };
      const { search } = new URL(frameAddress('https://example.org/', asked));
      const { attributes, problems } = ofFrame(search);
      assert.deepEqual(problems, []);
      assert.deepEqual(untitled(ofAttributes({ preset: ID, ...attributes })), wanted);
    }
  });

test('an attribute is enough for what is one, but for a push the other way', () => {
  for (const key of OVERRIDES)
    for (const state of statesOf(key).map((all) => ({ [key]: all[key] }))) {
      const page = { state, preset: { id: ID }, scenario: ofPage(state) };
      const { inputs, scenario } = inputsOf(page, canonical);
      assert.deepEqual(inputs, state);
      assert.equal(scenario === undefined, state.direction !== 'up', key);
    }
});

test('what the engine refuses is left to the figure, which says why', () => {
  const state = { price: '0' };
  const refused = { state, preset: { id: ID }, scenario: { ...BASE, market: {} } };
  assert.deepEqual(inputsOf(refused, canonical), { inputs: state });
});

test('an explanation names what it rests on, as the reader set it', () => {
  const event = preset(ID);
  const ways = ['mechanical', 'first', 'gain', 'map', 'path', 'curve', 'time', 'share', 'levels:0'];
  for (const key of PLAIN)
    for (const state of statesOf(key).map((all) => ({
      shock: '5',
      by: 'share',
      share: '2',
      ...all,
    }))) {
      const facts = { outcome: simulate(ofPage(state)), preset: event, state };
      const told = ways.flatMap((way) => explain(way, facts)?.inputs ?? []);
      for (const { name, value } of told) assert.ok(name && value, `${key}: ${name} ${value}`);
    }
  for (const [impact, key] of Object.entries({
    power: 'gamma',
    withdrawal: 'rate',
    bounded: 'max',
  })) {
    const state = { impact };
    const { inputs } = explain('map', { outcome: simulate(ofPage(state)), preset: event, state });
    const found = inputs.find(({ name }) => name === SIMULATE.knobs[key].label);
    assert.match(found.value, /\d/, key);
  }
});

test('an own impact of an event keeps what it states', () => {
  const impact = { kind: 'power', gamma: '0.6', usd_per_percent: '500000000', survival: '0.9' };
  const own = { ...BASE, impact };
  assert.deepEqual(scenarioOf({}, own).impact, impact);
  assert.equal(shown({}, own).gamma, '0.6');
  assert.deepEqual(scenarioOf({ depth: '1000000000' }, own).impact, {
    ...impact,
    usd_per_percent: '1000000000',
  });
  const { gamma, ...even } = impact;
  assert.deepEqual(scenarioOf({ impact: 'linear' }, own).impact, { ...even, kind: 'linear' });
});
