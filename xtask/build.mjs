// `npm run build`: Rust -> wasm -> glue -> package (`dist/lib`) -> page (`dist/page`). Steps with
// nothing new are skipped.

import './node.mjs';

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { packages } from './npm.mjs';
import { at, dist, lib, page } from './paths.mjs';
import { main, note } from './run.mjs';
import * as rust from './rust.mjs';
import { gzipped, kb } from './size.mjs';
import { step } from './stamp.mjs';

const GLUE = join(dist, 'glue');
const xtask = (...names) => names.map((name) => at('xtask', name));

/** Brings `dist/` up to date. */
export async function build() {
  const began = Date.now();
  await packages();
  await rust.toolchain();
  say(1, 'core: Rust to wasm');
  const raw = await rust.core();
  say(2, 'glue: wasm to JavaScript');
  await step('glue', [raw, at('Cargo.lock'), ...xtask('rust.mjs', 'Cargo.toml')], join(GLUE, 'washout_bg.wasm'), async () => {
    mkdirSync(GLUE, { recursive: true });
    await rust.bind(raw, GLUE);
  });
  say(3, 'lib: the npm package');
  await step('lib', [GLUE, at('www', 'lib'), at('package-lock.json'), ...xtask('lib.mjs')], join(lib, 'node.cjs'), async () => {
    await (await import('./lib.mjs')).assemble(GLUE);
  });
  say(4, 'page: the static site');
  await step('page', [lib, at('www'), at('package-lock.json'), ...xtask('page.mjs', 'prerender.mjs', 'embeds.mjs')], page, async () => {
    await (await import('./page.mjs')).assemble();
  });
  report(began);
}

function say(number, what) {
  note(`build ${number}/4 ${what}`);
}

function report(began) {
  const wasm = join(lib, 'washout_bg.wasm');
  note(`wasm: ${kb(statSync(wasm).size)}, ${kb(gzipped(wasm))} gzip; built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(build);
