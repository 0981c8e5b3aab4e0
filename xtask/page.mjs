// Assembles the static page in `dist/page`: every `www/*.html` with its scripts and styles bundled
// into `assets/`, the wasm, and the data. Nothing in it names a host or an absolute path, so it can
// be copied to any static host and any folder there.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { announce, frames } from './embeds.mjs';
import { at, lib, page } from './paths.mjs';
import { prerender } from './prerender.mjs';
import { Stop, note } from './run.mjs';
import { PARTS } from './rust.mjs';
import { gzipped, kb } from './size.mjs';
import { stills } from './stills.mjs';

const WWW = at('www');
const ASSETS = join(page, 'assets');
// What a reader waits for before the first picture is live, without the wasm: bytes after gzip.
const FIRST_LOAD = 50_000;
// The part of the engine that the first picture needs.
const FIRST_PART = 'simulate';
const wasmOf = (part) => `washout_${part}_bg.wasm`;
// The template of all frames.
const FRAME = 'embed.html';
const PRELOAD = /<!-- preload ([^>]*?) -->/g;
// A module script, a preloaded module or a style sheet of ours, as written in the HTML.
const LINK = /(<(?:script|link)\b[^>]*?\b(?:src|href)=")(\.?\/?[\w./-]+\.(?:js|css))(")/g;

/** Builds `dist/page`. */
export async function assemble() {
  const pages = existsSync(WWW) ? readdirSync(WWW).filter((name) => name.endsWith('.html')) : [];
  rmSync(page, { recursive: true, force: true });
  mkdirSync(ASSETS, { recursive: true });
  const html = Object.fromEntries(pages.map((name) => [name, readFileSync(join(WWW, name), 'utf8')]));
  const graph = await bundle(entries(html));
  for (const [name, text] of Object.entries(html)) if (name !== FRAME) writeFileSync(join(page, name), hinted(relink(await stills(preloaded(await prerender(text, name), graph))), text, graph));
  const framed = html[FRAME] ? await frames(html[FRAME]) : [];
  const { ENGINES } = await import(pathToFileURL(join(lib, 'views', 'lazy.js')).href);
  for (const { name, view, preset, html: text } of framed) {
    const engines = ENGINES[view] ?? [FIRST_PART];
    const files = [...needed(['embed/frame.js', `views/${view}.js`, ...engines.map((part) => (part === 'history' ? 'presets/history.js' : `lib/${part}.js`)), ...(engines.includes('presets') ? [`presets/${preset}.js`] : [])], graph), ...engines.filter((part) => PARTS.includes(part)).map(wasmOf)];
    writeFileSync(join(page, name), relink(text.replace('%load%', files.join(' '))));
  }
  announce(page, framed);
  await alone();
  cpSync(join(lib, 'washout-host.js'), join(ASSETS, 'washout-host.js'));
  for (const part of PARTS) cpSync(join(lib, wasmOf(part)), join(ASSETS, wasmOf(part)));
  copyRest();
  for (const name of pages) note(`page: ${name} ${weigh(name, html[name], graph)}`);
}

/** The scripts and styles that the pages name, each once; two of one name would overwrite. */
function entries(html) {
  const found = new Set(Object.values(html).flatMap((text) => [...text.matchAll(LINK)].map((m) => resolve(WWW, m[2]))));
  // The worker is named in the code only, by the client beside it.
  found.add(join(lib, 'count-worker.js'));
  // Named by the scripts that load late.
  found.add(at('www', 'late.css'));
  // Chosen by the frame's first script.
  found.add(at('www', 'embed', 'frame.js'));
  found.add(at('www', 'embed', 'washout-figure.js'));
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

/** The calculator names in advance what its script leads to: nothing waits for a link to be found in a script. */
function hinted(text, source, graph) {
  if (!source.includes('page/main.js')) return text;
  const [, ...rest] = loads(source, graph).filter((output) => output.endsWith('.js'));
  const early = rest.map((output) => `<link rel="modulepreload" href="./assets/${basename(output)}">`);
  const engine = `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="./assets/${wasmOf(FIRST_PART)}">`;
  return text.replace('</head>', `${[...early, engine].join('\n')}\n</head>`);
}

/** The files of assets that the named modules need, so that none waits for another to ask for it. */
function needed(modules, graph) {
  const all = Object.keys(graph);
  const found = new Set();
  const visit = (output) => {
    if (found.has(output)) return;
    found.add(output);
    for (const { path, kind } of graph[output].imports) if (kind === 'import-statement') visit(path);
  };
  for (const name of modules) {
    const output = all.find((file) => graph[file].entryPoint?.endsWith(name) && file.endsWith('.js'));
    if (!output) throw new Stop(`No module ${name} is loaded by any page.`);
    visit(output);
  }
  return [...found].map((file) => basename(file));
}

/** `<!-- preload … -->` as links to what those modules need. */
const preloaded = (html, graph) => html.replace(PRELOAD, (_, modules) => needed(modules.split(' '), graph).map((file) => `<link rel="modulepreload" href="./assets/${file}">`).join('\n'));

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

/** The frame as one plain script, for a sandbox without an origin: no module, no fetch. */
async function alone() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [at('www', 'embed', 'frame-alone.js')],
    outfile: join(ASSETS, 'frame-alone.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'safari16.4'],
    logLevel: 'warning',
    // package.json speaks of the package only; here every file does something.
    ignoreAnnotations: true,
    define: { 'import.meta.url': 'location.href' },
    loader: { '.wasm': 'binary' },
    conditions: ['browser'],
    plugins: [fromBuiltPackage],
  });
}

/** The facade is bundled from `dist/lib`, where the glue lies beside it, never from `www/lib`. */
const fromBuiltPackage = {
  name: 'from-built-package',
  setup(build) {
    const source = at('www', 'lib');
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const file = resolve(resolveDir, path);
      const inside = relative(source, file);
      if (kind === 'entry-point') return undefined;
      // The package's modules do nothing when they are only loaded; the page's own may.
      return inside.startsWith('..') ? { path: file, sideEffects: true } : { path: join(lib, inside) };
    });
  },
};

/** Everything else that is no source: data, pictures, icons. */
function copyRest() {
  const sources = new Set(['embed', 'lib', 'page']);
  for (const entry of readdirSync(WWW, { withFileTypes: true })) {
    if (sources.has(entry.name) || /\.(html|js|css)$/.test(entry.name)) continue;
    cpSync(join(WWW, entry.name), join(page, entry.name), { recursive: true });
  }
}

/** What a page loads before it is asked for more: its scripts with what they import, its styles. */
function loads(html, graph) {
  const seen = new Set();
  const visit = (output) => {
    if (seen.has(output) || !graph[output]) return;
    seen.add(output);
    for (const { path, kind } of graph[output].imports) if (kind === 'import-statement') visit(path);
  };
  const named = [...html.matchAll(LINK)].map(([, , path]) => relative(at(), join(ASSETS, basename(path))));
  // Scripts first: the first of them starts everything.
  for (const output of named.sort((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js')))) visit(output);
  return [...seen];
}

/** What a visitor of one page loads at first, after gzip. */
function weigh(name, html, graph) {
  const code = loads(html, graph).reduce((sum, output) => sum + gzipped(at(output)), 0);
  const wasm = html.includes('<script') ? gzipped(join(ASSETS, wasmOf(FIRST_PART))) : 0;
  const text = gzipped(join(page, name));
  if (text + code > FIRST_LOAD) throw new Stop(`${name} loads ${kb(text + code)} of HTML, CSS and JavaScript at first; expected at most ${kb(FIRST_LOAD)}.`);
  return `html ${kb(text)} + js and css ${kb(code)} + wasm ${kb(wasm)} = ${kb(text + code + wasm)} gzip`;
}
