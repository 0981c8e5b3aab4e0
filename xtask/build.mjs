// `npm run build`: Rust -> wasm -> glue -> package (`dist/lib`) -> page (`dist/page`). Steps with
// nothing new are skipped.

import './node.mjs';

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { firstPage } from './first.mjs';
import { translate } from './languages.mjs';
import { packages } from './npm.mjs';
import { at, glue, lib, page } from './paths.mjs';
import { main, note } from './run.mjs';
import * as rust from './rust.mjs';
import { gzipped, kb } from './size.mjs';
import { isFresh, step } from './stamp.mjs';

const xtask = (...names) => names.map((name) => at('xtask', name));

/**
 * Brings `dist/` up to date. `early` is told as soon as there is a page to be served; unless that
 * is the finished one anyway.
 */
export async function build(early) {
  const began = Date.now();
  await packages();
  await rust.toolchain();
  await engines(early);
  say(2, 'lib: the npm package');
  await step(
    'lib',
    [
      glue,
      at('www', 'lib'),
      at('package-lock.json'),
      ...xtask('lib.mjs', 'bundle.mjs', 'manifest.mjs', 'paint.mjs'),
    ],
    join(lib, 'node.cjs'),
    async () => {
      await (await import('./lib.mjs')).assemble();
    },
  );
  say(3, 'page: the static site');
  await step(
    'page',
    [
      lib,
      at('www'),
      at('package-lock.json'),
      ...xtask(
        'page.mjs',
        'bundle.mjs',
        'inline.mjs',
        'prerender.mjs',
        'embeds.mjs',
        'stills.mjs',
        'sections.mjs',
        'languages.mjs',
      ),
    ],
    page,
    async () => {
      await (await import('./page.mjs')).assemble();
      await translate();
    },
  );
  report(began);
}

const CORE = [
  at('src'),
  at('Cargo.toml'),
  at('Cargo.lock'),
  at('rust-toolchain.toml'),
  ...xtask('rust.mjs', 'Cargo.toml', 'src'),
];
const wasmOf = (name) => join(glue, `${name}_bg.wasm`);
const wasm = (name, raw) =>
  step(name, CORE, wasmOf(name), async () => rust.bind(raw(), glue, name));

/**
 * The whole engine and its parts. One is compiled at a time; binding one takes a processor more.
 */
async function engines(early) {
  say(1, 'core: Rust to wasm, whole and in parts');
  mkdirSync(glue, { recursive: true });
  const whole = wasm('washout', rust.core);
  const names = rust.PARTS.map((part) => `washout_${part}`);
  const isWaiting = names.some((name) => !isFresh(name, CORE, wasmOf(name)));
  const parts = rust.PARTS.map((part, i) => wasm(names[i], () => rust.part(part)));
  await whole;
  if (early && isWaiting) await firstPage().then(early);
  await Promise.all(parts);
}

function say(number, what) {
  note(`build ${number}/3 ${what}`);
}

function report(began) {
  const weigh = (file) =>
    `${kb(statSync(join(lib, file)).size)}, ${kb(gzipped(join(lib, file)))} gzip`;
  note(`wasm: whole ${weigh('washout_bg.wasm')}`);
  for (const part of rust.PARTS) note(`wasm: ${part} ${weigh(`washout_${part}_bg.wasm`)}`);
  note(`built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(build);
