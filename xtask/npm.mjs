// The npm packages that build and tests need; none of them ships.

import { existsSync, statSync } from 'node:fs';

import { at } from './paths.mjs';
import { note, run } from './run.mjs';

// npm writes this file last, so it is older than the lock only after the lock has changed.
const INSTALLED = at('node_modules', '.package-lock.json');
const LOCK = at('package-lock.json');

/** Installs what `package-lock.json` names, where that has not been done. */
export async function packages() {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  note('npm: installing the packages of package-lock.json');
  // Install scripts stay off: the one package that has one works without it.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
