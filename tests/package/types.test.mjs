// The declared types and the real answers hold the same keys: each answer is written out as a
// literal and assigned to its type, and TypeScript refuses a literal with a key too many or too
// few. Inputs the other way round: every declared key is given once, and the engine has to know it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as washout from 'washout';

import { INPUTS } from './inputs.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
let home;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'washout-types-'));
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(root, join(home, 'node_modules', 'washout'), 'junction');
});
after(() => rmSync(home, { recursive: true, force: true }));

/** What TypeScript says about `text`. */
function compiled(name, text) {
  writeFileSync(join(home, name), text);
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    'false',
    '--module',
    'node16',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
    '--types',
    '',
  ];
  try {
    execFileSync(process.execPath, [tsc, ...options, name], { cwd: home, encoding: 'utf8' });
    return '';
  } catch (error) {
    return error.stdout;
  }
}

/** A value as a literal; columns and long lists are cut, for their keys are what matters. */
function literal(value) {
  if (ArrayBuffer.isView(value)) return 'new Float64Array()';
  if (Array.isArray(value)) return `[${value.slice(0, 40).map(literal).join(', ')}]`;
  if (value === null || typeof value !== 'object')
    return Number.isNaN(value) ? 'NaN' : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`)
    .join(', ')} }`;
}

const CSV =
  'time,symbol,side,qty,price\n2025-11-04T14:00:00Z,BTCUSDT,long,0.07,100000.1\n' +
  '2025-11-04T18:00:00Z,ETHUSDT,short,1,3000\n2025-11-04T18:00:01Z,ETHUSDT,short,1,' +
  'NaN\n';
const PRESET = { washout: 1, preset: '2025-11-04' };
const POSITIONS = {
  washout: 1,
  market: { price_usd: 100 },
  book: {
    kind: 'positions',
    positions: [
      { id: 'A', side: 'long', qty: 10, entry_usd: 100, margin_usd: 100, maintenance: 0.01 },
      { id: 'B', side: 'long', qty: 20, entry_usd: 100, margin_usd: 100 },
    ],
  },
  impact: { kind: 'linear', depth_usd: 100000 },
  shock: 0.1,
  levels: [101, 90],
  volatility: 0.02,
  time: { rho: 0.5 },
  engine: { fund_usd: 20, winners: [{ id: 'W', profit_usd: 100, leverage: 2, profit_rate: 50 }] },
};
// The first falls with the shock, the second after it; the third had failed before.
const CONTAGION = {
  shock: 0.05,
  assets: [
    {
      asset: 'BTC',
      price_usd: 100,
      impact: { kind: 'linear', depth_usd: 10000 },
      maintenance: 0.01,
      beta: 1,
    },
    {
      asset: 'ALT',
      price_usd: 10,
      impact: { kind: 'linear', depth_usd: 1000 },
      maintenance_tiers: [{ upper: 1000, rate: 0.05 }, { rate: 0.1 }],
      beta: 1.2,
    },
  ],
  cross: [
    [1, 0.1],
    [0.5, 1],
  ],
  accounts: [
    { id: 'x', cash_usd: 10, positions: [{ asset: 'BTC', qty: 2, entry_usd: 100 }] },
    {
      id: 'y',
      cash_usd: 42,
      positions: [
        { asset: 'BTC', qty: 1, entry_usd: 100 },
        { asset: 'ALT', qty: 30, entry_usd: 10 },
      ],
    },
    { cash_usd: 1, positions: [{ asset: 'ALT', qty: -1, entry_usd: 8 }] },
  ],
  engine: { fund_usd: 5 },
};
const RUNGS = {
  washout: 1,
  market: { price_usd: 100 },
  book: { kind: 'rungs', rungs: [{ u: 0.1, notional_usd: 5 }] },
  impact: { kind: 'none' },
  shock: 0,
};
const LONG = {
  venue: 'binance-usdm',
  symbol: 'BTCUSDT',
  side: 'long',
  entry_price: 100000,
  quantity: 1,
  leverage: 10,
  fee_rate: 0.0005,
  tick: 0.1,
};
const { quantity: _, ...TERMS } = LONG;
const BARE = {
  venue: 'kucoin',
  side: 'short',
  entry_price: 100,
  quantity: 1,
  margin: 1000,
  maintenance_tiers: [{ rate: 0.01 }],
};
// Of an invented market: nothing is given, then all that can be.
const DAYS = [
  { at: '2025-11-04' },
  { preset: '2025-11-04' },
  {
    at: '2025-11-04',
    since_year: 2024,
    peak_from: '2025-11-01',
    candles: {
      name: 'a market',
      text:
        'date,open,high,low,close\n2024-10-31,9,9,9,9\n2024-11-04,9,9,8,8\n2024-11-30,8,' +
        '8,8,8\n2025-10-31,6,6,6,6\n2025-11-02,5,7,4,5\n2025-11-04,5,6,4,5\n',
    },
    fear_greed: {
      provider: 'alternative.me',
      text: 'date,value,label\n2025-11-04,21,Extreme Fear\n',
    },
    funding: {
      name: 'a venue',
      text: 'date,rate\n2025-11-04T00:00:00Z,0.0001\n2025-11-04T08:00:00Z,-0.0001\n',
    },
    open_interest: { coins_before: 100, coins_after: 90, price_before: 6, price_after: 5 },
    liquidations: { liquidated_usd: 1, open_interest_usd: 100, volume_usd: 50 },
    deleveraging: { adl: false, depth_ratio: 0.6 },
    leverage: {
      open_interest: {
        name: 'oi',
        points: [
          ['2025-11-03', 1],
          ['2025-11-04', 2],
        ],
      },
      reserve: {
        name: 'coins',
        points: [
          ['2025-11-03', 4],
          ['2025-11-04', 4],
        ],
      },
      window_days: 2,
    },
    stablecoins: {
      name: 'a supply',
      text: 'as_of,value,status\n2025-10-28,10,ok\n2025-10-29,10,stale\n2025-11-04,11,ok\n',
      days: [7, 3],
    },
    key_level: { lower_usd: 4, upper_usd: 6, shock_needed: 0.05 },
  },
];
const CLAIMS = {
  claims: [
    {
      id: 'a',
      text: 'x',
      readings: [
        { is: 'above', formula: 'a / b', target: 1 },
        { is: 'word', formula: 'mood', target: 'fear' },
      ],
    },
  ],
  inputs: { a: 1, b: { value: '3', source: 's' }, mood: 'Fear' },
};
const column = (number) => Float64Array.of(number);

/** Answers with their types: of every function, with and without what may be absent. */
const ANSWERS = [
  ['CountReport', washout.count(CSV)],
  ['CountReport', washout.count('time,symbol,side,qty,price\n')],
  ['CountReport', washout.reportOf([saved().partial])],
  [
    'CountReport',
    washout.count(
      'time,symbol,side,qty,price,coverage\n2025-11-04T14:00:00Z,BTCUSDT,long,0.07,' +
        '100000.1,sampled\n',
    ),
  ],
  ['Saved', saved()],
  ['Partial', washout.mergePartials([saved().partial])],
  ['Exported', exported()],
  ['EventList', washout.events(CSV)],
  [
    'EventList',
    washout.events(
      '{"table":"liquidation","action":"insert","data":[{"orderID":"a",' +
        '"symbol":"XYZUSD","side":"Buy","price":1,"leavesQty":2}]}',
      { received_ms: 1762214400000 },
    ),
  ],
  ...[PRESET, { ...PRESET, time: { rho: 0.5 } }, POSITIONS, RUNGS].flatMap((scenario) => [
    ['Outcome', washout.simulate(scenario)],
    ['CanonicalScenario', washout.scenario(scenario)],
    ['Cascade', washout.cascade(scenario)],
    ['Comparison', washout.compare({ a: scenario, b: PRESET })],
    ['Avalanches', washout.avalanches(scenario)],
    ['SaleAnswer', washout.reverseNotional({ scenario, target_usd: 1 })],
    ['LevelAnswer', washout.reverseLevel({ scenario, level_usd: 1e6 })],
    ['LevelAnswer', washout.reverseLevel({ scenario, level_usd: 50 })],
  ]),
  ['Calibration', washout.calibrate(PRESET)],
  ['Settlement', washout.ledger(POSITIONS)],
  ['Settlement', washout.ledger(PRESET)],
  ['Timed', washout.timedCascade(POSITIONS)],
  [
    'Tranches',
    washout.partialTranches({
      side: 'long',
      liq_price_usd: 95000,
      qty: 8,
      maintenance: 0.01,
      target: 0.02,
      count: 4,
    }),
  ],
  [
    'SweepGrid',
    washout.sweep({
      scenario: PRESET,
      shocks: [0.01],
      over: { path: 'book.share', values: [0.01, 0.02] },
    }),
  ],
  ['Depth', washout.depth({ snapshot: { bids: [['99', '1']], asks: [['101', '1']] } })],
  ['Depth', washout.depth({ snapshot: 'bid,50,2\nask,200,1', contract_usd: 100 })],
  [
    'ReturnType<typeof washout.uniformDensity>',
    washout.uniformDensity({ shock: 0.01, from: 0, to: 0.1, density_usd: 1, depth_usd: 10 }),
  ],
  [
    'ReturnType<typeof washout.exponentialDensity>',
    washout.exponentialDensity({ shock: 0.01, length: 0.1, gain: 0.5 }),
  ],
  ['PresetSummary[]', washout.presets()],
  ...washout.presets().map(({ id }) => ['Preset', washout.preset(id)]),
  ['Location', washout.locate(LONG)],
  ['Location', washout.locate(BARE)],
  [
    'LocationColumns',
    washout.locateMany({
      venue: 'binance-usdm',
      symbol: 'BTCUSDT',
      side: column(1),
      entry_price: column(1e5),
      quantity: column(1),
      leverage: column(10),
    }),
  ],
  ['PositionRung[]', washout.portfolio({ positions: [LONG] })],
  [
    'PortfolioColumns',
    washout.portfolio({
      positions: {
        venue: 'binance-usdm',
        symbol: 'BTCUSDT',
        side: 'long',
        entry_price: column(1e5),
        quantity: column(1),
        leverage: column(10),
      },
    }),
  ],
  ['Profit', washout.pnl({ ...LONG, exit_price: 110000 })],
  ['ReturnType<typeof washout.targetPrice>', washout.targetPrice({ ...LONG, roe_pct: 20 })],
  ['LargestSize', washout.maxSize({ ...TERMS, balance: 1000 })],
  ['MarginToAdd', washout.marginToAdd({ ...LONG, distance_pct: 20 })],
  ['ReturnType<typeof washout.breakEven>', washout.breakEven(LONG)],
  ['SimpleLocation', washout.liqPrice({ side: 'long', entry: 100, qty: 1, margin: 10, mmr: 0.01 })],
  ['VenueSummary[]', washout.venues()],
  ['Summary', washout.summary({ values: [1, 4] })],
  ...[[], CONTAGION.accounts].map((accounts) => [
    'Contagion',
    washout.contagion({ ...CONTAGION, accounts }),
  ]),
  ['Coupled', washout.coupled({ gains: [[0.1]], shocks: [0.1] })],
  ...DAYS.map((asked) => ['Context', washout.context(asked)]),
  ['Audit', washout.audit()],
  ['Audit', washout.audit(CLAIMS)],
  ['AuditDefinition', washout.article()],
  ['AuditRequest', washout.article()],
  ['AuditRequest', { inputs: washout.context(DAYS[2]).audit_inputs }],
  ['Flows', washout.flows({})],
  [
    'Flows',
    washout.flows({
      total_usd: 100,
      shares: { fiat: 0.5, usdc: 0.5 },
      four: { notional_usd: 391e6, leverage_low: 10, leverage_high: 20 },
    }),
  ],
  ['History', washout.history()],
  ['LadderOutcomes', outcomes()],
  ['Place', refused()],
  ['Progress', progress()],
];

function outcomes() {
  const ladder = washout.ladder({ scenario: PRESET });
  try {
    return ladder.outcomes([0.1]);
  } finally {
    ladder.free();
  }
}

function saved() {
  const counter = washout.counter();
  counter.push(CSV);
  return counter.save();
}

function exported() {
  const exporter = washout.exporter();
  exporter.push(CSV);
  return exporter.finish();
}

function refused() {
  try {
    return washout.count('');
  } catch (error) {
    return error.place;
  }
}

function progress() {
  const counter = washout.counter();
  try {
    return counter.push(CSV);
  } finally {
    counter.free();
  }
}

test('real answers have exactly the declared keys, and their values the declared types', () => {
  const lines = ANSWERS.map(
    ([type, value], index) =>
      `export const a${index}: ${type.includes('typeof') ? '' : 'washout.'}${type} = ` +
      `${literal(value)};`,
  );
  assert.equal(
    compiled('answers.mts', `import type * as washout from 'washout';\n${lines.join('\n')}\n`),
    '',
  );
});

test('a key too many, a key too few and a wrong value are found', () => {
  const location = washout.locate(LONG);
  const { state: __, ...few } = location;
  const wrong = [
    { ...location, more: 1 },
    few,
    { ...location, margin: 5 },
    { ...location, formula: { ...location.formula, more: 1 } },
  ];
  const lines = wrong.map(
    (value, index) => `export const a${index}: washout.Location = ${literal(value)};`,
  );
  const said = compiled(
    'wrong.mts',
    `import type * as washout from 'washout';\n${lines.join('\n')}\n`,
  );
  assert.deepEqual(
    said.match(/^wrong\.mts\(\d+/gm),
    wrong.map((_value, index) => `wrong.mts(${index + 2}`),
  );
});

test('the engine knows every declared key of its inputs, and no other', () => {
  for (const { name, ask, base, keys } of INPUTS) {
    const given = (key, value) => {
      try {
        washout[ask](base({ [key]: value }));
      } catch (error) {
        return error;
      }
      return null;
    };
    for (const [key, value] of Object.entries(keys)) {
      const error = given(key, value);
      assert.notEqual(error?.code, 'UNKNOWN_KEY', `${name}.${key}: ${error?.message}`);
    }
    assert.equal(given('no_such_key', 1)?.code, 'UNKNOWN_KEY', name);
  }
});

test('the declared inputs have exactly the keys that are tried', () => {
  const lines = INPUTS.map(({ name, type, keys }, index) => {
    const list = Object.keys(keys)
      .map((key) => `'${key}'`)
      .join(' | ');
    return `export const ${name}${index}: Same<KeysOf<${type}>, ${list}> = true;`;
  });
  const head = `import type * as washout from 'washout';
    type KeysOf<T> = T extends unknown ? keyof T : never;
    type Same<A, B> = [A] extends [B]
  ? ([B] extends [A] ? true : [Exclude<B, A>])
  : [Exclude<A, B>];`;
  assert.equal(compiled('inputs.mts', `${head}\n${lines.join('\n')}\n`), '');
});
