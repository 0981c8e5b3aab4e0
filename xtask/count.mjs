// `npm run count -- FILE…`: reads liquidation files through the built package and prints one report
// as JSON.

import './node.mjs';

import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';

import { build } from './build.mjs';
import { merged } from './merge.mjs';
import { Stop, main } from './run.mjs';

await main(async () => {
  const paths = process.argv.slice(2);
  if (paths.length === 0) throw new Stop('Which file? `npm run count -- FILE…`');
  for (const path of paths) need(path);
  await build();
  // The package by its own name, as a consumer finds it.
  const washout = await import('washout');
  const reports = [];
  for (const path of paths) reports.push({ file: basename(path), report: await count(washout, path) });
  const report = reports.length === 1 ? reports[0].report : merged(reports);
  console.log(JSON.stringify(report, asPlain, 2));
});

function need(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Stop(`There is no file ${path}.`);
  if (!found.isFile()) throw new Stop(`${path} is no file.`);
}

async function count({ countStream, WashoutError }, path) {
  try {
    return await countStream(createReadStream(path));
  } catch (error) {
    if (error instanceof WashoutError) throw new Stop(`${path}: ${error.message} (${error.code})`);
    throw error;
  }
}

/** Columns as lists. */
function asPlain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}
