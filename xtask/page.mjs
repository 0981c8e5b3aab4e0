// Assembles the static page in `dist/page`: every `www/*.html` with its scripts and styles bundled
// into `assets/`, the wasm, and the data. Nothing in it names a host or an absolute path, so it can
// be copied to any static host and any folder there.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { at, lib, page } from './paths.mjs';
import { Stop, note } from './run.mjs';
import { PARTS } from './rust.mjs';
import { gzipped, kb } from './size.mjs';

const WWW = at('www');
const ASSETS = join(page, 'assets');
// What a reader waits for before the first picture is live, without the wasm: bytes after gzip.
const FIRST_LOAD = 50_000;
// The part of the engine that the first picture needs.
const FIRST_PART = 'simulate';
const wasmOf = (part) => `washout_${part}_bg.wasm`;
// A module script, a preloaded module or a style sheet of ours, as written in the HTML.
const LINK = /(<(?:script|link)\b[^>]*?\b(?:src|href)=")(\.?\/?[\w./-]+\.(?:js|css))(")/g;

/** Builds `dist/page`. */
export async function assemble() {
  const pages = existsSync(WWW) ? readdirSync(WWW).filter((name) => name.endsWith('.html')) : [];
  rmSync(page, { recursive: true, force: true });
  mkdirSync(ASSETS, { recursive: true });
  const html = Object.fromEntries(pages.map((name) => [name, readFileSync(join(WWW, name), 'utf8')]));
  const graph = await bundle(entries(html));
  for (const [name, text] of Object.entries(html)) writeFileSync(join(page, name), relink(text));
  for (const part of PARTS) cpSync(join(lib, wasmOf(part)), join(ASSETS, wasmOf(part)));
  copyRest();
  for (const name of pages) note(`page: ${name} ${weigh(name, html[name], graph)}`);
}

/** The scripts and styles that the pages name, each once; two of one name would overwrite. */
function entries(html) {
  const found = new Set(Object.values(html).flatMap((text) => [...text.matchAll(LINK)].map((m) => resolve(WWW, m[2]))));
  // The worker is named in the code only, by the client beside it.
  found.add(join(lib, 'count-worker.js'));
  const names = new Map();
  for (const file of found) {
    const other = names.get(basename(file));
    if (other) throw new Stop(`${relative(WWW, file)} and ${relative(WWW, other)} would both become assets/${basename(file)}: rename one.`);
    names.set(basename(file), file);
  }
  return [...found];
}

function relink(html) {
  return html.replace(LINK, (_, before, path, after) => `${before}./assets/${basename(path)}${after}`);
}

async function bundle(entryPoints) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints,
    outdir: ASSETS,
    absWorkingDir: at(),
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    sourcemap: true,
    target: ['es2022', 'safari16.4'],
    loader: { '.svg': 'file', '.woff2': 'file', '.png': 'file' },
    metafile: true,
    logLevel: 'warning',
    // A page imports the package as any consumer would: `import { count } from 'washout'`.
    conditions: ['browser'],
    plugins: [fromBuiltPackage],
  });
  return metafile.outputs;
}

/** The facade is bundled from `dist/lib`, where the glue lies beside it, never from `www/lib`. */
const fromBuiltPackage = {
  name: 'from-built-package',
  setup(build) {
    const source = at('www', 'lib');
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const file = resolve(resolveDir, path);
      const inside = relative(source, file);
      if (kind === 'entry-point' || inside.startsWith('..')) return undefined;
      return { path: join(lib, inside) };
    });
  },
};

/** Everything else that is no source: data, pictures, icons. */
function copyRest() {
  const sources = new Set(['lib', 'page']);
  for (const entry of readdirSync(WWW, { withFileTypes: true })) {
    if (sources.has(entry.name) || /\.(html|js|css)$/.test(entry.name)) continue;
    cpSync(join(WWW, entry.name), join(page, entry.name), { recursive: true });
  }
}

/** What a visitor of one page loads, after gzip. */
function weigh(name, html, graph) {
  const seen = new Set();
  const visit = (output) => {
    if (seen.has(output) || !graph[output]) return;
    seen.add(output);
    for (const { path, kind } of graph[output].imports) if (kind === 'import-statement') visit(path);
  };
  for (const [, , path] of html.matchAll(LINK)) visit(relative(at(), join(ASSETS, basename(path))));
  const code = [...seen].reduce((sum, output) => sum + gzipped(at(output)), 0);
  const wasm = gzipped(join(ASSETS, wasmOf(FIRST_PART)));
  const text = gzipped(join(page, name));
  if (text + code > FIRST_LOAD) throw new Stop(`${name} loads ${kb(text + code)} of HTML, CSS and JavaScript at first; expected at most ${kb(FIRST_LOAD)}.`);
  return `html ${kb(text)} + js and css ${kb(code)} + wasm ${kb(wasm)} = ${kb(text + code + wasm)} gzip`;
}
