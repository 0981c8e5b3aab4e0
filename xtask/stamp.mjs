// Remembers what each step of the build was made from, so that a step with nothing new is skipped.
// Compared by content: a checkout or a `touch` changes times and nothing else.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

import { dist, root } from './paths.mjs';

const FILE = join(dist, 'stamps.json');

/** Whether `inputs` (files and folders) are as they were and `output` is there. */
export const isFresh = (name, inputs, output) =>
  read()[name] === digest(inputs) && existsSync(output);

/** Runs `make` where there is something new. */
export async function step(name, inputs, output, make) {
  if (isFresh(name, inputs, output)) return false;
  const now = digest(inputs);
  await make();
  mkdirSync(dist, { recursive: true });
  // Put in place whole: another build at the same time must not read half a file.
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...read(), [name]: now }, null, 1));
  renameSync(draft, FILE);
  return true;
}

function read() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

function digest(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(files)) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Every file under a path, sorted; none where there is nothing. */
export function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}
