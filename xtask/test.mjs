// `npm test`: every test there is, stage by stage. The last line sums them up. Names of stages as
// arguments run only those: `npm test -- js browser`.

import './node.mjs';

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { build } from './build.mjs';
import { chromium } from './chromium.mjs';
import { consumers } from './consumers.mjs';
import { packages } from './npm.mjs';
import { at, root } from './paths.mjs';
import { Stop, capture } from './run.mjs';
import * as rust from './rust.mjs';
import { files } from './stamp.mjs';
import { Tally, tally } from './tally.mjs';
import * as wasmTests from './wasm_tests.mjs';

const LONGEST_MS = 20 * 60_000;
const DENY = ['--', '-D', 'warnings'];

const STAGES = {
  format: () =>
    checks([
      ['cargo', 'fmt', '--all', '--check'],
      ['node', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'],
      ['node', 'node_modules/eslint/bin/eslint.js', '.'],
    ]),
  lints: () => check('cargo', ['clippy', '--all-targets', ...DENY]),
  'lints-wasm': () => wasmLints(),
  native: () => tests('cargo', ['test']),
  build: () => build().then(() => new Tally(1)),
  // The types of what the build makes are part of it.
  types: () =>
    checks(
      ['.', 'tests'].map((folder) => ['node', 'node_modules/typescript/bin/tsc', '-p', folder]),
    ),
  'wasm-node': () => wasmTests.inNode().then(tally),
  'wasm-browser': () => wasmTests.inBrowser().then(tally),
  js: () => nodeTests('js'),
  package: () => nodeTests('package'),
  consumers: () => consumerTests(),
  vectors: () => tests('node', ['xtask/vectors.mjs', ...vectorFolders()]),
  duckdb: () => tests('node', ['tests/duckdb/partials.mjs', '--installed']),
  browser: () => browserTests(),
};

const sum = await runAll(chosen(process.argv.slice(2)));
console.log(`\n${sum}`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function chosen(names) {
  const unknown = names.find((name) => !(name in STAGES));
  if (unknown === undefined) return names.length > 0 ? names : Object.keys(STAGES);
  console.error(`There is no stage "${unknown}"; there are: ${Object.keys(STAGES).join(', ')}.`);
  process.exit(1);
}

async function runAll(names) {
  const table = [];
  // Everything else stands on these two, so a failure here is the only thing worth saying.
  const ready = await stage('tools', () =>
    packages()
      .then(rust.toolchain)
      .then(() => new Tally()),
  );
  if (ready.failed > 0) return ready;
  for (const [index, name] of names.entries()) {
    console.log(`\n== ${index + 1}/${names.length} ${name}`);
    const began = Date.now();
    const result = await stage(name, STAGES[name]);
    table.push({ name, result, seconds: Math.round((Date.now() - began) / 1000) });
  }
  console.log();
  for (const { name, result, seconds } of table)
    console.log(`${name.padEnd(14)} ${`${seconds} s`.padStart(6)}  ${result}`);
  return table.reduce((sum, { result }) => sum.plus(result), new Tally());
}

/** A stage that breaks is one failure, and the stages after it still run. */
async function stage(name, run) {
  try {
    return await run();
  } catch (error) {
    console.error(`${name}: ${error instanceof Stop ? error.message : error.stack}`);
    return new Tally(0, 1);
  }
}

/** Several checks, one after the other. */
async function checks(commands) {
  let sum = new Tally();
  for (const [command, ...args] of commands) sum = sum.plus(await check(command, args));
  return sum;
}

/** One check, passed or failed. */
async function check(command, args) {
  const { code } = await capture(command, args, { timeout: LONGEST_MS });
  return code === 0 ? new Tally(1) : new Tally(0, 1);
}

/** The whole engine and each of its parts: what only a part leaves unused shows there. */
async function wasmLints() {
  const lint = ['clippy', '--target', rust.TARGET, '--lib'];
  let sum = await check('cargo', [...lint, '--test', 'wasm', ...DENY]);
  for (const part of rust.PARTS)
    sum = sum.plus(
      await check('cargo', [...lint, '--no-default-features', '--features', part, ...DENY]),
    );
  return sum;
}

async function tests(command, args, env = {}) {
  return tally(
    await capture(command, args, { timeout: LONGEST_MS, env: { ...process.env, ...env } }),
  );
}

function nodeTests(folder) {
  return tests('node', ['--test', '--test-reporter=spec', ...testFiles(folder)]);
}

/** The files of one folder alone: below it lie the tools. */
async function consumerTests() {
  await consumers();
  const env = { CHROME_PATH: await chromium() };
  const names = readdirSync(at('tests', 'consumers')).filter((name) => name.endsWith('.test.mjs'));
  const paths = names.map((name) => join('tests', 'consumers', name));
  const sum = await tests(
    'node',
    ['--test', '--test-reporter=spec', '--test-concurrency=2', ...paths],
    env,
  );
  // Where something has failed, what it was built from stays to be looked at.
  if (sum.failed === 0)
    rmSync(at('tests', 'consumers', 'projects'), { recursive: true, force: true });
  return sum;
}

/** Two files at a time, the longest first: a page waits more than it works. */
async function browserTests() {
  const env = { ...process.env, CHROME_PATH: await chromium() };
  const waiting = testFiles('browser').sort((a, b) => statSync(b).size - statSync(a).size);
  let sum = new Tally();
  const work = async () => {
    while (waiting.length > 0) {
      const found = await browserFile(waiting.shift(), env);
      sum = sum.plus(found);
    }
  };
  await Promise.all([work(), work()]);
  return sum;
}

async function browserFile(file, env) {
  const command = ['--test', '--test-reporter=spec', file];
  const done = await capture('node', command, { timeout: LONGEST_MS, env, show: false });
  console.log(done.lines.join('\n'));
  return tally(done);
}

function testFiles(folder) {
  const found = files(at('tests', folder)).filter((file) => /\.test\.m?js$/.test(file));
  if (found.length === 0) throw new Stop(`there are no tests in tests/${folder}`);
  return found.map((file) => relative(root, file));
}

/** Our own vectors, and the shared ones where they lie beside the project. */
function vectorFolders() {
  const shared = process.env.WASHOUT_SHARED ?? at('..', 'shared');
  const found = ['cases', join('cases-2', 'margin')]
    .map((name) => join(shared, name))
    .filter(existsSync);
  if (found.length > 0) return ['tests/vectors', ...found];
  console.log('skipped: the shared cases are not beside the project');
  return ['tests/vectors'];
}
