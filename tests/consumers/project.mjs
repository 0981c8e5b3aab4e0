// Projects of strangers, each in a folder of its own below this one, where the tools are installed
// and the package as its tarball holds it. `xtask/consumers.mjs` puts both there.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

export const HOME = dirname(fileURLToPath(import.meta.url));
export const MODULES = join(HOME, 'node_modules');
const LONGEST_MS = 300_000;

/** What each consumer has to say: what the package of the tarball says in Node. */
export const expected = async () => (await import('./probe.js')).digest(await import('washout'));

/** A test that is skipped, with the reason, where one of its tools is not installed. */
export function consumer(name, tools, run) {
  const missing = tools.filter((tool) => !existsSync(join(MODULES, tool)));
  const skip = missing.length > 0 && `not installed here: ${missing.join(', ')}`;
  test(name, { skip, timeout: 2 * LONGEST_MS }, run);
}

/** A new folder with these files and the probe, and the package in it where it has its `own`. */
export function project(name, files, own = false) {
  const folder = join(HOME, 'projects', name);
  rmSync(folder, { recursive: true, force: true });
  write(folder, {
    'package.json': '{ "name": "consumer", "private": true, "type": "module" }',
    ...files,
  });
  cpSync(join(HOME, 'probe.js'), join(folder, 'probe.js'));
  // As installed there: what lies outside a project some tools do not serve.
  if (own)
    cpSync(join(MODULES, 'washout'), join(folder, 'node_modules', 'washout'), { recursive: true });
  return folder;
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A copy of a built folder where nothing is installed, as on a server that gets it alone. */
export function shipped(folder) {
  away ??= removedAtExit(mkdtempSync(join(tmpdir(), 'washout-shipped-')));
  const one = mkdtempSync(join(away, 'one-'));
  cpSync(folder, one, { recursive: true });
  return one;
}

let away;

function removedAtExit(folder) {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a program; what it printed, as results or on `both` ways. One that fails fails the test. */
export async function run(command, args, { cwd, env = {}, both = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code, out, err } = await ended(child);
  assert.equal(code, 0, `${[command, ...args].join(' ')} ended with ${code}\n${out}\n${err}`);
  return both ? `${out}${err}` : out.trim();
}

/** Runs a script in this Node; what it printed. */
export const node = (args, options) => run(process.execPath, [args].flat(), options);

function ended(child) {
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      said.err += error;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...said });
    });
  });
}

/** Starts a server on a free port; its address and how to end it. Ready once its output says so. */
export async function server(args, { cwd, env = {}, ready }) {
  const port = await freePort();
  const child = spawn(process.execPath, args(port), {
    cwd,
    env: environment({ PORT: String(port), ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  let said = '';
  await new Promise((resolve, reject) => {
    const read = (text) => {
      said += text;
      if (ready.test(said)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    gone.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return { url: `http://localhost:${port}`, said: () => said, close: () => (child.kill(), gone) };
}

/** What a runner of tests sets for its own is not for those that it starts. */
function environment(more) {
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...rest } = process.env;
  return { ...rest, NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1', ...more };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs webpack; fails on its errors. */
export function packed(webpack, options) {
  return new Promise((resolve, reject) => {
    // Made smaller it would be the same, and take longer than all else.
    const optimization = { minimize: false };
    webpack({ ...options, optimization }, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve(stats);
    });
  });
}
