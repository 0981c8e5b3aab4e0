// Gets ready what the projects of strangers in `tests/consumers` need: tools, installed once, and
// the package as its tarball holds it, unpacked among them.

import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { packages } from './npm.mjs';
import { at, root } from './paths.mjs';
import { Stop, ask, note, run } from './run.mjs';

const HOME = at('tests', 'consumers');
const MODULES = join(HOME, 'node_modules');

/** Installs the tools where that has not been done, and the package anew. */
export async function consumers() {
  await tools();
  mkdirSync(MODULES, { recursive: true });
  const draft = mkdtempSync(join(MODULES, '.washout-'));
  try {
    await unpack(draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Without them most consumers are skipped, and each says so. */
async function tools() {
  try {
    await packages(
      HOME,
      'bundlers, frameworks and test runners into tests/consumers (about 900 MB, once)',
    );
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    note(`consumers: ${error.message}`);
  }
}

async function unpack(draft) {
  const packed = ask('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', draft], {
    shell: process.platform === 'win32',
  });
  if (packed === null) throw new Stop('`npm pack` failed');
  const list = JSON.parse(packed);
  const [{ filename }] = Array.isArray(list) ? list : Object.values(list);
  await run('tar', ['-xzf', join(draft, filename), '-C', draft], { cwd: root });
  const installed = join(MODULES, 'washout');
  rmSync(installed, { recursive: true, force: true });
  renameSync(join(draft, 'package'), installed);
}
