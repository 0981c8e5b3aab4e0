// The npm packages that build and tests need; none of them ships.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './paths.mjs';
import { note, run } from './run.mjs';

/** Whether what the lock file of `folder` names is installed there. */
export function isInstalled(folder) {
  // npm writes this file last, so it is older than the lock only after the lock has changed.
  const done = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs;
}

/** Installs in `folder` what its lock file names, where that has not been done. */
export async function packages(folder = root, what = 'the packages of package-lock.json') {
  if (isInstalled(folder)) return;
  note(`npm: installing ${what}`);
  // Install scripts stay off: those that have one work without it.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: folder });
}
