// The views that an article embeds: what they say of a scenario, in any case that may come.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';

import * as washout from 'washout';

import { inputsOf } from '../../dist/lib/views/facts.js';
import { figureMarkup } from '../../dist/lib/views/markup.js';
import { tableMarkup } from '../../dist/lib/charts/table.js';
import { dataOf, view, VIEWS } from '../../dist/lib/views/index.js';
import { about, enginesOf } from '../../dist/lib/views/list.js';
import { ask, present } from '../../dist/lib/views/present.js';

const PRESET = '2025-11-04';
const asked = (over = {}) => ({ washout: 1, preset: PRESET, ...over });
const simulated = (name, over) => dataOf(name, washout, asked(over));
/** What each view shows of the first event; that of some is a promise. */
const EVENT = new Map();
for (const name of VIEWS) EVENT.set(name, await simulated(name));
const SIMULATED = VIEWS.filter((name) => EVENT.get(name).outcome);
const shown = (name, over, options) =>
  view(name, over ? simulated(name, over) : EVENT.get(name), { width: 340, id: 'v', ...options });
/** Thin spaces as plain ones. */
const plain = (text) => text.replaceAll('\u202f', ' ');

// Set UPDATE_SNAPSHOTS=1 to write it anew, then read what changed.
for (const name of VIEWS) {
  test(`the view ${name} says what was read and agreed`, () => {
    const made = shown(name);
    const { title, answer, caption, source, table } = made;
    // The digest is the engine's affair.
    const text = plain(
      [
        title,
        answer,
        caption,
        source.replace(/result 2-\w{16}/, 'result DIGEST'),
        inputsOf(made),
        table.head.join(' | '),
        ...table.rows.slice(0, 6).map((row) => row.join(' | ')),
      ]
        .filter(Boolean)
        .join('\n'),
    );
    const file = new URL(`./snapshots/view-${name}.txt`, import.meta.url);
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(file, `${text}\n`);
    assert.ok(existsSync(file), `no snapshot of ${name}`);
    assert.equal(`${text}\n`, readFileSync(file, 'utf8'));
  });
}

test('each view asks for no more of the engine than it shows', () => {
  for (const name of SIMULATED) {
    const data = EVENT.get(name);
    const whole = { ...data, outcome: washout.simulate({ washout: 1, preset: PRESET }) };
    assert.equal(data.outcome.digest, whole.outcome.digest);
    assert.deepEqual(view(name, data).answer, view(name, whole).answer);
    assert.equal(view(name, data).svg, view(name, whole).svg);
  }
});

test('loaded one by one they are the same', async () => {
  for (const name of VIEWS) {
    const module = await about(name).load();
    const data = await ask(
      module,
      Object.fromEntries(enginesOf(name, asked()).map((part) => [part, washout])),
      asked(),
    );
    assert.equal(
      present(name, module, data, { width: 500 }).svg,
      view(name, EVENT.get(name), { width: 500 }).svg,
    );
  }
});

test('the sentence fits the case: no cascade, one without an end, upwards', () => {
  assert.match(
    plain(shown('map', { shock: '0' }).answer),
    /^Push Bitcoin 0% down, to ≈ \$106,500, and nobody is liquidated/,
  );
  assert.match(
    shown('map', { shock: '0.3', impact: { usd_per_percent: '100000' } }).answer,
    /nothing in the model stops it/,
  );
  const up = { direction: 'up', shock: '0.05', book: { share: '0.02' }, levels: ['110000'] };
  assert.match(
    shown('map', up).answer,
    /^Push Bitcoin 5% up and it ends .* higher, at .* of shorts are closed/,
  );
  assert.match(shown('levels', up).answer, /^\$110,000 is/);
  assert.equal(
    shown('levels', { levels: ['120000'] }).answer,
    'None of the key levels lies below the price, where the push goes.',
  );
  assert.deepEqual(shown('levels', { levels: ['120000'] }).table.rows, [
    ['$120,000 (behind)', '', '', ''],
  ]);
});

test('the curve says where nothing stops a push, and never more than a whole fall', () => {
  // Too few dollars for a tipping point, in a book that stops nobody.
  const thin = {
    market: { open_interest_usd: '1000000000' },
    book: { share: '0.02' },
    impact: { usd_per_percent: '1000' },
    shock: '0.06',
  };
  assert.match(
    plain(shown('curve', thin).answer),
    /^No tipping point: .* from a push of ≈ [\d.]+% on nothing in the model stops it\.$/,
  );
  const ends = shown('curve', thin).table.rows.map(([, end]) => Number(/[\d.]+/.exec(end)[0]));
  assert.ok(Math.max(...ends) === 99, `${Math.max(...ends)}`);
});

test('thresholds without positions have no ledger, and the view says so', () => {
  const rungs = {
    kind: 'rungs',
    rungs: [{ liq_price_usd: '100000', notional_usd: '1000000', side: 'long' }],
  };
  const { answer, table } = shown('ledger', { book: rungs });
  assert.match(answer, /There is no ledger here/);
  assert.deepEqual(table.rows, []);
});

test('the rows of the ledger add up to the last line', () => {
  const cents = (text) => BigInt(text.replace('−', '-').replace(/[^\d-]/g, ''));
  const rows = shown('ledger').table.rows.map(([, amount]) => cents(amount));
  const sum = rows.slice(0, -1).reduce((all, one) => all + one, 0n);
  // Each line is rounded to the cent by itself.
  assert.ok(
    sum - rows.at(-1) <= BigInt(rows.length) && rows.at(-1) - sum <= BigInt(rows.length),
    String(sum),
  );
});

test('totals stand for any preset: both sides, one sum, or nothing', () => {
  const figure = (key, value) => ({ key, value, status: 'sourced', source: 'A paper' });
  const of = (...figures) =>
    view('totals', { preset: { title: 'An event', figures, derived: [] } }, {});
  assert.equal(
    of(figure('eth_long_usd', '2000000'), figure('eth_short_usd', '1000000')).answer,
    'Ether: $2.00M of longs and $1.00M of shorts were closed by force.',
  );
  const hostile = of(
    figure('x_long_usd', '1'),
    figure('x_short_usd', '2'),
    figure('total_liquidated_usd', '9'),
  );
  assert.match(hostile.answer, /^X: /);
  assert.equal(
    of(figure('total_liquidated_usd', '19000000000')).answer,
    '$19.0B of positions were closed by force.',
  );
  const sides = of(
    figure('long_usd', '3000000'),
    { ...figure('short_usd', '1000000'), status: 'unverified' },
    figure('btc_liquidated_usd', '2000000'),
    { ...figure('btc_long_usd', '9'), status: 'assumption' },
  );
  assert.deepEqual(
    sides.table.rows.map(([name, long]) => [name, long]),
    [
      ['All assets*', '$3.00M'],
      ['Bitcoin', 'not split by side'],
    ],
  );
  assert.match(sides.caption, /\* quoted from memory/);
  assert.equal(of().answer, 'No totals were reported for this event.');
});

test('claims that a simulation decides follow its scenario', () => {
  const verdicts = (over) => shown('claims', over).table.rows.map(([, verdict]) => verdict);
  const [base, still] = [verdicts(), verdicts({ impact: { kind: 'none' } })];
  assert.equal(base.length, 20);
  assert.notEqual(base[7], '? cannot be checked');
  assert.notDeepEqual(base, still);
});

test('what the build records for the claims is what the engine says', async () => {
  const [recorded, claims] = await Promise.all([
    import('../../dist/lib/presets/recorded.js'),
    about('claims').load(),
  ]);
  const plain = { washout: 1, preset: '2025-11-04' };
  assert.deepEqual(enginesOf('claims', plain), ['recorded', 'judge']);
  for (const other of [
    { ...plain, shock: '0.05' },
    { washout: 1, preset: '2025-10-10' },
  ])
    assert.deepEqual(enginesOf('claims', other), ['simulate', 'judge']);
  assert.deepEqual(
    ask(claims, { judge: washout, recorded }, plain),
    ask(claims, { judge: washout, simulate: washout }, plain),
  );
  assert.equal(recorded.version(), washout.version());
});

test(
  'what the build records for freed money is what the engine says, and an unknown event is ' +
    'refused',
  async () => {
    const [outcomes, flows] = await Promise.all([
      import('../../dist/lib/presets/outcomes.js'),
      about('flows').load(),
    ]);
    const given = { split: 'usdt:30', rest: 'fiat' };
    for (const { id: preset } of washout.presets()) {
      const plain = { washout: 1, preset };
      assert.deepEqual(enginesOf('flows', plain), ['outcomes']);
      assert.deepEqual(enginesOf('flows', plain, given), ['outcomes', 'judge']);
      const shown = (engines) => {
        const made = present('flows', flows, ask(flows, engines, plain, given), { width: 500 });
        const { svg, answer, source, table } = made;
        return { svg, answer, source, inputs: inputsOf(made), table };
      };
      assert.deepEqual(
        shown({ judge: washout, outcomes }),
        shown({ judge: washout, simulate: washout }),
      );
    }
    assert.deepEqual(enginesOf('flows', { washout: 1, preset: PRESET, shock: '0.05' }, given), [
      'simulate',
      'judge',
    ]);
    assert.equal(outcomes.version(), washout.version());
    for (const preset of ['1999-01-01', '__proto__'])
      await assert.rejects(
        async () => ask(flows, { outcomes }, { washout: 1, preset }),
        /preset: expected one of/,
      );
  },
);

test('shares of freed money are the publisher’s, and none are made up', () => {
  const flows = (given, over) =>
    view('flows', dataOf('flows', washout, asked(over), given), { width: 640, id: 'v' });
  assert.match(flows().svg, /Nothing to draw/);
  assert.match(
    flows({ freed: '5000' }).answer,
    /^Nobody measures where \$5\.00K of freed money may go/,
  );
  assert.deepEqual(flows().table.rows, []);
  const { svg, table, answer } = flows({
    split: 'usdt:12.5; etfs:20',
    rest: 'fiat',
    freed: '1000.01',
  });
  assert.match(svg, /<svg/);
  assert.match(answer, /the largest part of \$1\.00K of freed money, 67\.5%, goes to: Fiat\.$/);
  assert.deepEqual(
    table.rows.map(([name, share]) => [name, share]),
    [
      ['ETFs', '20%'],
      ['USDT', '12.5%'],
      ['Fiat', '67.5%'],
    ],
  );
  assert.match(flows({ split: 'usdt:100' }).answer, /100%, goes to: USDT/);
  assert.match(flows({ rest: 'usdt' }).answer, /100%, goes to: USDT/);
  // Levels by themselves have no margin that could be lost.
  const rungs = {
    book: {
      kind: 'rungs',
      rungs: [{ liq_price_usd: '100000', notional_usd: '1000000', side: 'long' }],
    },
    shock: '0.1',
  };
  assert.match(
    flows({ split: 'usdt:100' }, rungs).answer,
    /^Nobody measures where freed money may go/,
  );
  assert.deepEqual(flows({}, rungs).table.rows, []);
  for (const split of [
    'usdt:30',
    'usdt',
    'usdt:',
    ':5',
    'usdt:30,usdt:70',
    'usdt:1e999',
    '__proto__:30,usdt:100',
    'constructor:100',
    'usdt:50:50',
    'USDT:100',
    'x'.repeat(5000),
  ])
    assert.throws(
      () => flows({ split }),
      (/** @type {any} */ error) => /shares|expected/.test(error.message),
      split,
    );
});

test('numbers follow the locale', () => {
  assert.match(shown('map', {}, { locale: 'de' }).answer, /6,61\s?%/);
  assert.match(shown('ledger', {}, { locale: 'fr' }).table.rows[0][1], /17\s779\s542,65/);
});

test('markup in a name is text wherever it stands', async () => {
  const market = { asset: '"><script>alert(1)</script>' };
  for (const name of SIMULATED) {
    const made = view(name, await simulated(name, { market }), { width: 340, id: 'v' });
    const html = figureMarkup(made, {
      plot: made.svg,
      table: tableMarkup(made.table),
      controls: inputsOf(made),
    });
    assert.ok(!html.includes('<script'), name);
    assert.ok(html.includes('&#60;script&#62;'), name);
  }
});
