// Assembles the npm package in `dist/lib`: the facade as it is written, the glue, the wasm
// whole and in parts, and what cannot be written by hand: the CommonJS entry, the wasm as text, a
// plain script.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { at, lib } from './paths.mjs';
import { PARTS } from './rust.mjs';

/** Builds `dist/lib` from `www/lib` and the glue in `folder`. */
export async function assemble(folder) {
  rmSync(lib, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  cpSync(at('www', 'lib'), lib, { recursive: true });
  for (const file of ['washout.js', 'washout_bg.wasm', ...parts()]) cpSync(join(folder, file), join(lib, file));
  const wasm = readFileSync(join(lib, 'washout_bg.wasm'));
  writeFileSync(join(lib, 'washout_base64.js'), `export default '${wasm.toString('base64')}';\n`);
  commonTypes();
  await bundles();
}

const parts = () => PARTS.flatMap((part) => [`washout_${part}.js`, `washout_${part}_bg.wasm`]);

/** The same declarations for CommonJS, whose types may come from CommonJS files only. */
function commonTypes() {
  const copy = (from, to) => writeFileSync(join(lib, to), readFileSync(join(lib, from), 'utf8').replace(/(from '\.[^']*)\.js'/g, "$1.cjs'").replace("'./index.cjs'", "'./node.cjs'"));
  copy('index.d.ts', 'node.d.cts');
  for (const part of PARTS) copy(`${part}.d.ts`, `${part}.d.cts`);
  for (const name of readdirSync(join(lib, 'types'))) copy(join('types', name), join('types', name.replace(/\.d\.ts$/, '.d.cts')));
}

async function bundles() {
  const { build } = await import('esbuild');
  const entry = (name) => ({ entryPoints: [join(lib, name)], bundle: true, logLevel: 'warning', target: 'es2022' });
  await build({
    ...entry('node.js'),
    outfile: join(lib, 'node.cjs'),
    format: 'cjs',
    platform: 'node',
    // CommonJS has no import.meta; the wasm lies beside the bundle as it lies beside the source.
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename);" },
  });
  await build({
    ...entry('inline.js'),
    outfile: join(lib, 'washout.script.js'),
    format: 'iife',
    globalName: 'washout',
    minify: true,
    // Only a default `init()` of the module entries reads it, and a script has no modules.
    define: { 'import.meta.url': 'location.href' },
  });
}
