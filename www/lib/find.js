// Where a file of the package lies in Node, Deno and Bun: beside its script, or, for a bundle that
// left it behind, where the package is installed.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * `path`, or where the package has `entry` where that is not there. Throws an Error that says where
 * it was looked for.
 */
export function find(path, entry) {
  return existsSync(path) ? path : installed(path, entry);
}

function installed(path, entry) {
  const folder = dirname(path);
  const paths = [folder, process.cwd()];
  try {
    return createRequire(join(folder, 'bundle.js')).resolve(entry, { paths });
  } catch (cause) {
    throw new Error(`${entry} is neither installed nor in ${folder}`, { cause });
  }
}
