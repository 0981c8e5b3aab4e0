// `npm run count -- FILE…`: reads liquidation files through the built package and prints one report
// as JSON.

import './node.mjs';

import { createReadStream, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { merged } from './merge.mjs';
import { lib } from './paths.mjs';
import { Stop, main } from './run.mjs';

await main(async () => {
  const paths = process.argv.slice(2);
  if (paths.length === 0) throw new Stop('Which file? `npm run count -- FILE…`');
  for (const path of paths) need(path);
  await build();
  // The package by its own name, as a consumer finds it.
  const washout = await import('washout');
  const report = paths.length === 1 ? await count(washout, paths[0]) : await countAll(washout, paths);
  console.log(JSON.stringify(report, asPlain, 2));
});

function need(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Stop(`There is no file ${path}.`);
  if (!found.isFile()) throw new Stop(`${path} is no file.`);
}

function count(washout, path) {
  return named(washout, path, () => washout.countStream(createReadStream(path)));
}

/** Each file's sums, merged by the engine. */
async function countAll(washout, paths) {
  const { feed } = await import(pathToFileURL(join(lib, 'chunks.js')).href);
  const saved = [];
  for (const path of paths) {
    const counting = washout.counter();
    await named(washout, path, () => feed(createReadStream(path), counting));
    saved.push({ file: basename(path), ...(await named(washout, path, () => counting.save())) });
  }
  return merged(washout.reportOf, saved);
}

/** What goes wrong with a file is said with its name. */
async function named({ WashoutError }, path, run) {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WashoutError) throw new Stop(`${path}: ${error.message} (${error.code})`);
    throw error;
  }
}

/** Columns as lists. */
function asPlain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}
