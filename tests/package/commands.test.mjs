// The commands, as a person runs them: results on standard output, everything else beside it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HEAD = 'time,symbol,side,qty,price\n';
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'washout-commands-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (name, ...args) =>
  spawnSync(process.execPath, [join('xtask', name), ...args], { cwd: root, encoding: 'utf8' });

const piped = (input, ...args) =>
  spawnSync(process.execPath, [join('xtask', 'count.mjs'), ...args], {
    cwd: root,
    encoding: 'utf8',
    input,
  });

function file(name, text) {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('count prints nothing but its report', () => {
  const { status, stdout } = run(
    'count.mjs',
    file(
      'a.csv',
      `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.07,100000.1\n2025-11-04T14:00:01Z,` +
        'ETHUSDT,short,1,NaN\n',
    ),
  );
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  assert.deepEqual(
    [report.events, report.duplicates, report.rejected, report.total_usd],
    [1, 0, 1, '7000.007'],
  );
  const [{ record, line, field, reason }] = report.rejects;
  assert.deepEqual([record, line, field], [2, 3, 'price']);
  assert.match(reason, /NaN/);
});

test('count adds several files up', () => {
  const row = `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.1,100000.1\n`;
  const { stdout } = run(
    'count.mjs',
    file('b.csv', row),
    file('c.csv', row.replace('long', 'short')),
  );
  const { events, long, short, total_usd: total } = JSON.parse(stdout);
  assert.deepEqual([events, long.usd, short.usd, total], [2, '10000.01', '10000.01', '20000.02']);
});

test('a file that cannot be counted is a sentence with its place, and code 1', () => {
  for (const [path, sentence] of [
    [join(folder, 'absent.csv'), /There is no file .*absent\.csv/],
    [folder, /is no file/],
    [file('empty.csv', ''), /empty\.csv: .*\(EMPTY\)/],
    [
      file('foreign.csv', 'date,open,high,low,close\n1,2,3,4,5\n'),
      /foreign\.csv: .*\(UNKNOWN_FORMAT\)/,
    ],
    [file('binary.bin', '\0\x01\x02'), /binary\.bin: .*\([A-Z_]+\)/],
  ]) {
    const { status, stdout, stderr } = run('count.mjs', path);
    assert.deepEqual([status, stdout], [1, ''], path);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n\s+at /, 'a stack');
  }
});

const NAMED = 'BTCUSDT-liquidationSnapshot-2024-03-05.csv';
const SNAPSHOT =
  'time,side,order_type,time_in_force,original_quantity,price,average_price,order_status,' +
  'last_fill_quantity,accumulated_fill_quantity\n' +
  '1709598391022,SELL,LIMIT,IOC,0.5,67934.2,68203.4,FILLED,0.5,0.5\n'.repeat(2);

test('count knows a file by its name, and standard input by the name that is said', () => {
  writeFileSync(
    join(folder, `${NAMED}.gz`),
    Buffer.concat([gzipSync(SNAPSHOT), Buffer.alloc(512)]),
  );
  const counted = [
    run('count.mjs', file(NAMED, SNAPSHOT)),
    run('count.mjs', join(folder, `${NAMED}.gz`)),
    run('count.mjs', '--file-name', NAMED, file('a.txt', SNAPSHOT)),
    piped(SNAPSHOT, '-', `--file-name=${NAMED}`),
    piped(SNAPSHOT, '--symbol', 'BTCUSDT', '-'),
  ];
  for (const { status, stdout, stderr } of counted) {
    assert.equal(status, 0, stderr);
    const {
      events,
      duplicates,
      long,
      by_symbol: [{ symbol }],
    } = JSON.parse(stdout);
    assert.deepEqual([events, duplicates, long.usd, symbol], [1, 1, '34101.70', 'BTCUSDT']);
  }
  const { stdout } = run(
    'count.mjs',
    join(folder, NAMED),
    file('ETHUSDT-liquidationSnapshot-2024-03-05.csv', SNAPSHOT),
  );
  const both = JSON.parse(stdout);
  assert.deepEqual(
    both.files.map(({ file: name, events, duplicates }) => [name, events, duplicates]),
    [
      [NAMED, 1, 1],
      ['ETHUSDT-liquidationSnapshot-2024-03-05.csv', 1, 1],
    ],
  );
  assert.equal(both.total_usd, '68203.40');
});

test('count takes every option of reading and of the report', () => {
  const bitmex = file(
    'bitmex.json',
    '{"table":"liquidation","action":"insert","data":[{"orderID":"a","symbol":"XBTUSD",' +
      '"side":"Sell","price":68000,"leavesQty":1000}]}\n',
  );
  const gate = file(
    'gate.json',
    '{"channel":"futures.public_liquidates","event":"update",' +
      '"result":[{"price":"68000","size":-10,"time_ms":1709598391022,' +
      '"contract":"NEW_USDT"}]}\n',
  );
  const coinalyze = file(
    'coinalyze.json',
    '[{"symbol":"BTCUSDT_PERP.A","history":[{"t":1709596800,"l":12.5,"s":3}]}]',
  );
  const trades = file(
    'tardis.csv',
    'exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nbinance-futures,' +
      'BTCUSDT,1583020803145000,1583020803307160,,sell,8500,0.5\n',
  );
  const rows = file(
    'rows.csv',
    `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,1,2\n2025-11-04T14:59:00Z,BTCUSDT,long,1,1\n`,
  );
  /** @type {[string[], (report: any) => unknown, unknown][]} */
  const asked = [
    [
      [bitmex, '--received-ms', '2024-03-05T00:26:31Z'],
      ({ first_ms, total_usd }) => [first_ms, total_usd],
      [1_709_598_391_000, '1000'],
    ],
    [[bitmex, '--received-ms', '1709598391000'], ({ first_ms }) => first_ms, 1_709_598_391_000],
    [
      ['--side-means', 'order', '--contract-value', 'NEW_USDT=0.25', gate],
      ({ long }) => long.usd,
      '170000.00',
    ],
    [
      ['--side-means=position', '--contract-value', 'NEW_USDT=1', '--contract-value', 'B=2', gate],
      ({ short }) => short.usd,
      '680000',
    ],
    [[coinalyze, '--in-usd'], ({ total_usd }) => total_usd, '15.5'],
    [
      ['--format', 'tardis-csv', '--venue', 'somewhere', trades],
      ({ by_venue: [{ venue, total_usd }] }) => [venue, total_usd],
      ['somewhere', '4250.0'],
    ],
    [
      [rows, '--bucket', '1d', '--top', '1', '--gap-ms', '60000', '--no-minutes'],
      ({ buckets, largest, window_step_ms }) => [buckets.bucket, largest.length, window_step_ms],
      ['1d', 1, 86_400_000],
    ],
    [[rows, '--gap-ms', '60000'], ({ gaps }) => gaps.length, 1],
  ];
  for (const [args, facts, expected] of asked) {
    const { status, stdout, stderr } = run('count.mjs', ...args);
    assert.equal(status, 0, `${args}: ${stderr}`);
    assert.deepEqual(facts(JSON.parse(stdout)), expected, String(args));
  }
});

test('count ends with 2 where it is misspelt, and with 1 where a value does not fit', () => {
  const rows = file('fit.csv', `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,1,2\n`);
  /** @type {[string[], RegExp][]} */
  const misspelt = [
    [[], /Which file/],
    [['--venu', 'x', rows], /--venu/],
    [['--top'], /--top/],
    [['--contract-value', 'x', rows], /MARKET=VALUE/],
    [['--in-usd', '--no-in-usd', rows], /contradict/],
    [['-', '-'], /once only/],
    [['--file-name', 'x', rows, rows], /one file/],
  ];
  for (const [args, sentence] of misspelt) {
    const { status, stdout, stderr } = run('count.mjs', ...args);
    assert.deepEqual([status, stdout], [2, ''], String(args));
    assert.match(stderr, sentence);
    assert.match(stderr, /--side-means position\|order/);
  }
  for (const [args, sentence] of /** @type {any[][]} */ ([
    [['--bucket', '2h', rows], /bucket/],
    [['--top', '21', rows], /top/],
    [['--top', 'x', rows, rows], /top/],
    [['--format', 'csv', rows], /format/],
  ])) {
    const { status, stdout, stderr } = run('count.mjs', ...args);
    assert.deepEqual([status, stdout], [1, ''], String(args));
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n\s+at /, 'a stack');
  }
  assert.match(run('count.mjs', '--help').stdout, /--contract-value/);
});

test('count ends with 1 after its report where nothing could be read', () => {
  const bad = file('bad.csv', `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,1,NaN\n`);
  for (const paths of [[bad], [bad, bad]]) {
    const { status, stdout, stderr } = run('count.mjs', ...paths);
    assert.equal(status, 1);
    assert.match(stderr, /Nothing in .*bad\.csv could be read/);
    assert.equal(JSON.parse(stdout).rejected, paths.length);
  }
  const { status } = run(
    'count.mjs',
    bad,
    file('good.csv', `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,1,2\n`),
  );
  assert.equal(status, 0);
});

test('vectors end with a sum, and with code 1 where a case fails', () => {
  const good = run('vectors.mjs', 'tests/vectors');
  assert.equal(good.status, 0, good.stdout);
  assert.match(good.stdout, /^largest relative error \S+\n\d+ passed, 0 failed\n$/m);
  for (const [name, from, to] of [
    ['cascade', '"u_final": { "exact": "3/100" }', '"u_final": { "exact": "3000001/100000000" }'],
    ['ledger', '"-100"', '"-100.00000001"'],
    ['tardis', '"amount": 300', '"amount": 301'],
  ]) {
    const source = name === 'tardis' ? 'bitmex.json' : 'small.json';
    const text = readFileSync(join(root, 'tests', 'vectors', source), 'utf8');
    assert.ok(text.includes(from));
    const cases = mkdtempSync(join(folder, 'cases-'));
    writeFileSync(join(cases, source), text.replace(from, to));
    const bad = run('vectors.mjs', cases);
    assert.equal(bad.status, 1, name);
    assert.match(bad.stdout, /^FAIL .*: expected /m);
    assert.match(bad.stdout.trim().split('\n').at(-1), /^\d+ passed, [1-9]\d* failed/);
  }
});
