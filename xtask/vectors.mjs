// `npm run vectors -- FOLDER…`: runs every case file below the folders through the built package.

import './node.mjs';

import { existsSync } from 'node:fs';

import { build } from './build.mjs';
import { Stop, main } from './run.mjs';
import { vectors } from './vectors/run.mjs';

await main(async () => {
  const folders = process.argv.slice(2);
  if (folders.length === 0) throw new Stop('Which folder? `npm run vectors -- FOLDER`');
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing) throw new Stop(`There is no folder ${missing}.`);
  await build();
  // The package by its own name, as a consumer finds it.
  const washout = await import('washout');
  const { tally, worst } = vectors(washout, folders, (line) => console.log(line));
  console.log(`largest relative error ${worst.toExponential(1)}`);
  console.log(String(tally));
  if (tally.failed > 0) process.exitCode = 1;
});
