// The rivals are installed on the first run, beside the benchmarks and never into the package.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { note } from './progress.mjs';

const BENCHES = join(dirname(fileURLToPath(import.meta.url)), '..');

export const installed = () => existsSync(join(BENCHES, 'node_modules', '.package-lock.json'));

export function install() {
  if (installed()) return;
  note('installing the rivals into benches/node_modules (about 180 MB, once)');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: BENCHES,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    throw new Error('expected `npm ci` in benches/ to install the rivals; it did not');
}
