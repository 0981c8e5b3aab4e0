// What README.md says is run: its examples, its commands, its table of formats.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { count } from 'washout';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const readme = read('README.md');

/** The code of the one block that is marked so. */
function block(mark) {
  const found = [...readme.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].filter(
    ([, info]) => info === mark,
  );
  assert.equal(found.length, 1, mark);
  return found[0][2];
}

test('the example for Node prints what the text says', () => {
  const home = mkdtempSync(join(tmpdir(), 'washout-readme-'));
  try {
    mkdirSync(join(home, 'node_modules'));
    symlinkSync(root, join(home, 'node_modules', 'washout'), 'junction');
    writeFileSync(join(home, 'example.mjs'), block('js node'));
    const printed = execFileSync(process.execPath, ['example.mjs'], { cwd: home, encoding: 'utf8' })
      .trim()
      .split('\n');
    const [, first, second] = /It prints `([^`]*)` and `([^`]*)`/.exec(readme);
    assert.deepEqual(printed, [first, second]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('the table of formats holds every format of the engine and no other', () => {
  const table = [...readme.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name);
  let engine = [];
  const named = ({ message }) => {
    engine = /expected one of (.*), found/.exec(message)[1].split(', ');
    return true;
  };
  assert.throws(() => count('', { format: '-' }), named);
  assert.deepEqual([...table].sort(), [...engine].sort());
  for (const format of table)
    assert.throws(
      () => count('', { format }),
      (/** @type {any} */ error) => error.code !== 'UNKNOWN_NAME',
      format,
    );
  const declared = /export type Format =([^;]*);/.exec(
    read('www', 'lib', 'types', 'count.d.ts'),
  )[1];
  assert.deepEqual(
    [...declared.matchAll(/'([^']+)'/g)].map(([, name]) => name).sort(),
    [...engine].sort(),
  );
});

test('every command that is named is there', () => {
  const { scripts, engines } = JSON.parse(read('package.json'));
  const named = [...readme.matchAll(/npm (?:run )?(start|test|count|vectors|bench|build)\b/g)].map(
    ([, name]) => name,
  );
  for (const name of new Set(named)) assert.ok(name in scripts, name);
  assert.ok(readme.includes(`Node ${/\d+/.exec(engines.node)[0]} or newer`));
});

test('it is short and names no place of one computer', () => {
  assert.ok(readme.split('\n').length < 200);
  assert.doesNotMatch(readme, /\/(work|tmp|root|home)\//);
});
