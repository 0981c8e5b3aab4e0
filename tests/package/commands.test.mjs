// The commands, as a person runs them: results on standard output, everything else beside it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HEAD = 'time,symbol,side,qty,price\n';
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'washout-commands-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (name, ...args) => spawnSync(process.execPath, [join('xtask', name), ...args], { cwd: root, encoding: 'utf8' });

function file(name, text) {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('count prints nothing but its report', () => {
  const { status, stdout } = run('count.mjs', file('a.csv', `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.07,100000.1\n2025-11-04T14:00:01Z,ETHUSDT,short,1,NaN\n`));
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  assert.deepEqual([report.events, report.duplicates, report.rejected, report.total_usd], [1, 0, 1, '7000.007']);
  const [{ record, line, field, reason }] = report.rejects;
  assert.deepEqual([record, line, field], [2, 3, 'price']);
  assert.match(reason, /NaN/);
});

test('count adds several files up', () => {
  const row = `${HEAD}2025-11-04T14:00:00Z,BTCUSDT,long,0.1,100000.1\n`;
  const { stdout } = run('count.mjs', file('b.csv', row), file('c.csv', row.replace('long', 'short')));
  const { events, long, short, total_usd: total } = JSON.parse(stdout);
  assert.deepEqual([events, long.usd, short.usd, total], [2, '10000.01', '10000.01', '20000.02']);
});

test('a file that cannot be counted is a sentence with its place, and code 1', () => {
  for (const [path, sentence] of [
    [join(folder, 'absent.csv'), /There is no file .*absent\.csv/],
    [folder, /is no file/],
    [file('empty.csv', ''), /empty\.csv: .*\(EMPTY\)/],
    [file('foreign.csv', 'date,open,high,low,close\n1,2,3,4,5\n'), /foreign\.csv: .*\(UNKNOWN_FORMAT\)/],
    [file('binary.bin', '\0\x01\x02'), /binary\.bin: .*\([A-Z_]+\)/],
  ]) {
    const { status, stdout, stderr } = run('count.mjs', path);
    assert.deepEqual([status, stdout], [1, ''], path);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n\s+at /, 'a stack');
  }
});

test('vectors end with a sum, and with code 1 where a case fails', () => {
  const good = run('vectors.mjs', 'tests/vectors');
  assert.equal(good.status, 0, good.stdout);
  assert.match(good.stdout, /^largest relative error \S+\n\d+ passed, 0 failed\n$/m);
  for (const [name, from, to] of [['cascade', '"u_final": { "exact": "3/100" }', '"u_final": { "exact": "3000001/100000000" }'], ['ledger', '"-100"', '"-100.00000001"'], ['tardis', '"amount": 300', '"amount": 301']]) {
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
