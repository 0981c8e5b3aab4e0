// Washout, through the built package and its public interface.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { PROJECT } from '../lib/cache.mjs';

const ENTRY = join(PROJECT, 'dist', 'lib', 'node.js');

export async function load() {
  if (!existsSync(ENTRY)) throw new Error('Error: the package is not built: npm run build');
  return import(pathToFileURL(ENTRY).href);
}

export async function open() {
  const { count } = await load();
  return (bytes) => count(bytes, { bucket: '1h', top: 0 });
}
