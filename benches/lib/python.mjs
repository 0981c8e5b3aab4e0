// A Python with the modules that a benchmark needs: the system's, or one in a folder of its own.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { folder } from './cache.mjs';
import { note } from './progress.mjs';

const tried = new Map();

/** The program, or null where Python or the module is neither there nor can be installed. */
export function python(module) {
  if (!tried.has(module)) tried.set(module, find(module));
  return tried.get(module);
}

function find(module) {
  const has = (program) => quiet(program, ['-c', `import ${module}`]);
  if (has('python3')) return 'python3';
  if (!quiet('python3', ['--version'])) return null;
  const home = join(folder(), 'python');
  const program = join(home, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(program)) quiet('python3', ['-m', 'venv', home]);
  if (has(program)) return program;
  note(`installing Python's ${module} into ${home}`);
  quiet(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', module]);
  return has(program) ? program : null;
}

const quiet = (program, args) =>
  spawnSync(program, args, { stdio: 'ignore', timeout: 300_000 }).status === 0;
