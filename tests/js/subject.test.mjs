// No text of the page holds the event's value of an input that the reader has changed. Every value
// of an event is replaced by one that appears nowhere else; then the inputs are changed one by one,
// and everything that the cascade's panel says, draws and explains is searched for the value that
// is gone.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as engine from 'washout';

import { INPUTS } from '../../www/lib/inputs.js';
import { heldOf, put } from '../../www/lib/path.js';
import * as curve from '../../www/lib/views/curve.js';
import * as ledger from '../../www/lib/views/ledger.js';
import * as levels from '../../www/lib/views/levels.js';
import * as map from '../../www/lib/views/map.js';
import * as path from '../../www/lib/views/path.js';
import { drawn } from '../../www/lib/views/present.js';
import * as time from '../../www/lib/views/time.js';
import { assumptions } from '../../www/page/cascade/assumptions.js';
import { written } from '../../www/page/cascade/controls.js';
import { figuresOf } from '../../www/page/cascade/figures.js';
import { behindLedger } from '../../www/page/cascade/ledger.js';
import { pushHint } from '../../www/page/cascade/push.js';
import { scenarioOf, sharesBy, shown } from '../../www/page/cascade/scenario.js';
import { check } from '../../www/page/shell/address.js';
import { tell } from '../../www/page/ui/views.js';
import { explain } from '../../www/page/cascade/simulate.why.js';

await engine.init();

const EVENTS = ['2025-11-04', '2026-02-05', '2025-07-10', '2021-12-04'];
/**
 * Of each input a value for the event that nothing else has, and the reader's; null for what has to
 * fit the event.
 */
const MARKED = {
  oi: ['61300000000', '38000000000'],
  depth: ['657000000', '900000000'],
  survival: ['87.6543', '70'],
  spread: ['7.6543', '9'],
  factor: ['1.2345', '1.5'],
  flow: ['1.0987', '1.5'],
  vol: ['3.2109', '4'],
  rho: ['43.2109', '60'],
  levels: null,
  price: null,
};

/** An event with all its marks; what no mark can stand for keeps the event's own value. */
function marked(id) {
  const event = structuredClone(engine.preset(id));
  for (const [key, marks] of Object.entries(MARKED)) {
    if (marks === null) continue;
    const { path, figure } = INPUTS[key];
    const value = heldOf(path, marks[0]);
    put(path, value, event.scenario);
    const found = event.figures.find((one) => one.key === figure);
    if (found) found.value = value;
  }
  const { market } = event.scenario;
  if (!market.price_usd.includes('.')) market.price_usd = `${market.price_usd}.3`;
  event.figures.find(({ key }) => key === 'price_before_usd').value = market.price_usd;
  const sign = event.scenario.direction === 'down' ? -1 : 1;
  const odd = (of) => `${Math.round(Number(market.price_usd) * (1 + of * sign))}.7`;
  event.scenario.levels = [odd(0.0123), odd(0.0234)];
  ['level_upper_usd', 'level_lower_usd'].forEach((name, i) => {
    event.figures.find((one) => one.key === name).value = event.scenario.levels[i];
  });
  return event;
}

/** What the reader sets instead: near enough that the scenario still works. */
function changed(key, { market, direction }) {
  const beyond = direction === 'down' ? '1.01' : '0.99';
  if (key === 'price') return String(Math.round(Number(market.price_usd) * Number(beyond)));
  if (key === 'levels')
    return String(Math.round(Number(market.price_usd) * (direction === 'down' ? 0.987 : 1.013)));
  return MARKED[key][1];
}

const WAYS = [
  'mechanical',
  'amplification',
  'first',
  'gain',
  'map',
  'path',
  'curve',
  'time',
  'heat',
  'share',
  'levels:0',
  'levels:1',
];

const VIEWS = { map, path, time, curve, levels, ledger };

/** All that a view says and draws. */
function shownBy(name, outcome) {
  const { write, words, chart, ...made } = tell(name, VIEWS[name], { outcome });
  const { svg, table } = drawn({ words, chart, ...made }, { width: 776, id: 'any' });
  return [made.title, made.answer, made.caption, svg, table];
}

/** Everything that the page says of a state: its views, figures and explanations. */
function said(event, state) {
  const { scenario: base } = event;
  const outcome = engine.simulate(scenarioOf(state, base));
  const about = { state, preset: event, by: sharesBy(state, base) };
  const accounts = Object.keys(outcome.ledger.accounts).map((key) => `ledger:${key}`);
  const whys = [...WAYS, ...accounts].map((key) => explain(key, { outcome, preset: event, state }));
  return JSON.stringify([
    Object.keys(VIEWS).map((name) => shownBy(name, outcome)),
    figuresOf(outcome),
    pushHint(outcome, state, base),
    whys,
    behindLedger(outcome.ledger),
    assumptions(outcome, scenarioOf(state, base), about).text,
  ]);
}

/**
 * The texts in which a value may stand: as a field writes it, as prices and short amounts do, and
 * bare.
 */
function forms(key, value) {
  if (key === 'levels') return value.split(',').flatMap((one) => forms('price', one));
  return [written(key, value), heldOf(INPUTS[key].path, value)].map((text) =>
    text.replaceAll('\u202f', ' '),
  );
}

/** Where a text holds a form, with what stands around it. */
function around(text, form) {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 160), at + 60);
}

const holds = (text, form) =>
  new RegExp(`(?<![\\d.,])${form.replace(/[.$+*]/g, '\\$&')}(?![\\d]|[.,]\\d)`).test(text);

for (const id of EVENTS) {
  test(`${id}: what a reader has changed is nowhere as the event had it`, () => {
    const event = marked(id);
    const original = said(event, {}).replaceAll('\u202f', ' ');
    for (const key of Object.keys(MARKED)) {
      const before = shown({}, event.scenario)[key];
      const gone = forms(key, before);
      // The search can find it: it is there as long as nobody changes it.
      assert.ok(
        gone.some((form) => holds(original, form)),
        `${key}: ${gone} is not on the page at all`,
      );
      const value = changed(key, event.scenario);
      assert.equal(check(key, value).value, value, key);
      const text = said(event, { [key]: value }).replaceAll('\u202f', ' ');
      for (const form of gone)
        assert.ok(
          !holds(text, form),
          `${key} set to ${value}: “${form}” is still there: …${around(text, form)}…`,
        );
      // And what was set is there, as the reader's.
      assert.match(text, /set by you/, key);
    }
  });
}

test('that the push is solved for the end is said where it ends there, else where it ends', () => {
  const seen = new Set();
  for (const { id } of engine.presets()) {
    const { scenario } = engine.preset(id);
    const to = Number(scenario.shock.reach_price_usd);
    for (const state of ['1', '3', '8', '19', '40'].map((factor) => ({ factor }))) {
      const outcome = (() => {
        try {
          return engine.simulate(scenarioOf(state, scenario));
        } catch {
          return null;
        }
      })();
      if (!outcome) continue;
      const hint = pushHint(outcome, state, scenario);
      const isThere = outcome.final_price_usd.toPrecision(4) === to.toPrecision(4);
      assert.match(
        hint,
        isThere
          ? /^Solved, so that the price ends at/
          : /^Solved: the smallest push that gets to .* The cascade goes on from there/,
        `${id} ${state.factor}: ${outcome.final_price_usd}`,
      );
      seen.add(isThere);
      // What a reader sets is not solved, and neither is what the engine refuses.
      for (const other of [
        pushHint(outcome, { ...state, shock: '5' }, scenario),
        pushHint(undefined, state, scenario),
      ])
        assert.doesNotMatch(other, /Solved/);
    }
  }
  assert.deepEqual([...seen].sort(), [false, true]);
});

test('where less is drawn than stands at risk, the caption says both', () => {
  for (const { id } of engine.presets()) {
    const outcome = engine.simulate(engine.preset(id).scenario);
    const { caption, data } = tell('map', map, { outcome });
    const isDown = outcome.scenario.direction === 'down';
    const whole = Math.max(...(isDown ? data.long_cumulative_usd : data.short_cumulative_usd));
    const amounts = [...caption.matchAll(/\$([\d.]+)([MBK])/g)].map(
      ([, number, unit]) => Number(number) * { K: 1e3, M: 1e6, B: 1e9 }[unit],
    );
    const near = (a, b) => Math.abs(a / b - 1) < 0.006;
    assert.ok(near(amounts[1], outcome.liquidatable_usd), caption);
    if (near(whole, outcome.liquidatable_usd)) assert.equal(amounts.length, 2, caption);
    else assert.ok(near(amounts[2], whole), caption);
  }
});
