// The page before its parts are compiled, each of which takes as long as the whole engine: the
// whole stands in for all of them. `npm start` serves it until the parts are there.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { at, first, glue } from './paths.mjs';
import { main, run } from './run.mjs';
import { PARTS } from './rust.mjs';

export const FIRST_PAGE = join(first, 'page');

/** Builds it, once the whole engine is there. */
export async function firstPage() {
  const env = { ...process.env, WASHOUT_FIRST: '1' };
  await run(process.execPath, [at('xtask', 'first.mjs')], { env });
}

function standIn() {
  mkdirSync(glue, { recursive: true });
  for (const name of ['washout', ...PARTS.map((part) => `washout_${part}`)])
    for (const end of ['.js', '_bg.wasm'])
      copyFileSync(at('dist', 'glue', `washout${end}`), join(glue, `${name}${end}`));
}

if (process.env.WASHOUT_FIRST)
  await main(async () => {
    standIn();
    await (await import('./lib.mjs')).assemble();
    await (await import('./page.mjs')).assemble();
  });
