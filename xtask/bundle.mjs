// The scripts and styles of the page in few files: a request on a phone costs more than the bytes
// of a small file, and small files compress badly. Rollup keeps with a first script all that it
// needs anyway and splits off only what loads late; esbuild makes letters few.

import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { at, lib, page, www } from './paths.mjs';
import { painting } from './paint.mjs';
import { Stop } from './run.mjs';

export const ASSETS = join(page, 'assets');
const TARGET = ['es2022', 'safari16.4'];
const PACKAGE = www('lib');
/**
 * First scripts, in one bundle where a reader may meet both (an article and the frames in it share
 * their files); and what is one file, because whoever needs one part of it needs the others, with
 * all that it needs itself (`whole`) or without. What loads parts late through a function of its
 * own, see `page/shell/lazy.js`, is `patient`.
 */
const MODULES = [
  {
    first: ['page/shell/main.js'],
    together: [
      'page/event/totals.js',
      'page/event/figures.js',
      'page/event/totals.words.js',
      'lib/views/totals.js',
      'lib/views/totals.words.js',
      'lib/charts/diverging.js',
      'lib/charts/diverging.words.js',
    ],
    patient: true,
  },
  {
    first: ['embed/washout-figure.js', 'embed/frame.js'],
    together: [
      'lib/element/index.js',
      'lib/guard.js',
      'lib/load.js',
      'lib/api/ask.js',
      'lib/plain.js',
      'lib/charts/scale.js',
    ],
    whole: true,
  },
  { first: ['lib/count-worker.js'], together: [] },
];
/** Styles and plain scripts, by the name that they keep. */
const PLAIN = [
  'style.css',
  'late.css',
  'embed/frame.css',
  'embed/article.css',
  'embed/early.js',
  'later.js',
];

/** Writes every bundle; a `Graph` of the modules. */
export async function bundle() {
  mkdirSync(ASSETS, { recursive: true });
  await plain();
  const bundles = [];
  for (const wanted of MODULES) bundles.push(await modules(wanted));
  await alone();
  return new Graph(bundles);
}

/** Which file holds which module, and which files a file cannot do without. */
class Graph {
  /** A module may be in several bundles; each is a world of its own. */
  #bundles;

  constructor(bundles) {
    this.#bundles = bundles;
  }

  /**
   * The files that these modules of `www` need, so that none waits for another to ask for it; the
   * first is a first script.
   */
  needs([first, ...others]) {
    const chunks = this.#bundles[MODULES.findIndex((bundle) => bundle.first.includes(first))];
    const found = new Set();
    const find = (name) => chunks.find(({ fileName }) => fileName === name);
    const visit = (chunk) => {
      if (found.has(chunk)) return;
      found.add(chunk);
      chunk.imports.map(find).forEach(visit);
    };
    for (const name of [first, ...others]) {
      const file = sourceOf(www(name));
      const chunk = chunks.find(
        ({ facadeModuleId, modules: held }) => facadeModuleId === file || file in held,
      );
      if (!chunk) throw new Stop(`${first} does not lead to ${name}.`);
      visit(chunk);
      // A view that loads its picture by itself cannot do without it.
      if (name.startsWith('lib/views/')) chunk.dynamicImports.map(find).forEach(visit);
    }
    return [...found].map(({ fileName }) => fileName);
  }
}

async function modules(wanted) {
  const { compiled, shape } = await split(wanted);
  const { output } = await compiled.write({ dir: ASSETS, sourcemap: true, ...shape });
  return output.filter(({ type }) => type === 'chunk');
}

/**
 * The element as an article loads it with each of its views, without the engine: `{fileName, code,
 * imports, name}`.
 */
export async function figures() {
  const outside = [
    'events.js',
    'presets/history.js',
    'presets/recorded.js',
    'presets/outcomes.js',
    'simulate.js',
    'judge.js',
  ].map((name) => join(lib, name));
  const { compiled, shape } = await split({
    first: ['lib/element/index.js'],
    together: ['lib/element/index.js', 'lib/charts/scale.js'],
    whole: true,
    external: (id) => outside.includes(id),
  });
  const { output } = await compiled.generate(shape);
  /** @type {import('rollup').OutputChunk[]} */
  const chunks = output.filter((one) => one.type === 'chunk');
  return chunks.map(({ fileName, code, imports, facadeModuleId }) => ({
    fileName,
    code,
    imports,
    name: facadeModuleId && relative(lib, facadeModuleId),
  }));
}

async function split({ first, together, whole = false, patient = false, external }) {
  const { rollup } = await import('rollup');
  const one = together.map((name) => sourceOf(www(name)));
  const compiled = await rollup({
    input: first.map((name) => sourceOf(www(name))),
    external,
    plugins: [fromBuiltPackage(), patient && retrying(), small()],
    onLog: (level, { message }) => {
      if (level === 'warn') throw new Stop(`Bundling ${first.join(', ')}: ${message}`);
    },
  });
  const manualChunks = (id) => (one.includes(id) ? 'one' : undefined);
  /** @type {import('rollup').OutputOptions} */
  const shape = {
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
    manualChunks,
    onlyExplicitManualChunks: !whole,
  };
  return { compiled, shape };
}

/** The facade is bundled from `dist/lib`, where the glue lies beside it, never from `www/lib`. */
function sourceOf(file) {
  const inside = relative(PACKAGE, file);
  return inside.startsWith('..') ? file : join(lib, inside);
}

function fromBuiltPackage() {
  const { sideEffects } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  // The package's modules do nothing when they are only loaded, but for those that it names; the
  // page's own may.
  const acts = (file) =>
    relative(lib, file).startsWith('..') ||
    sideEffects.includes(`./dist/lib/${relative(lib, file)}`);
  return {
    name: 'from-built-package',
    resolveId(path, importer) {
      const id =
        importer === undefined
          ? path
          : /^\.\.?\//.test(path)
            ? sourceOf(resolve(dirname(importer), path))
            : null;
      return id && { id, moduleSideEffects: acts(id) };
    },
  };
}

/** Each `import()` as a call of the page's own, which asks again for what did not come. */
function retrying() {
  const call = { left: 'washoutImport(', right: ')' };
  // What has no address that the build knows is that function's own.
  return { name: 'retrying', renderDynamicImport: ({ targetModuleId }) => targetModuleId && call };
}

function small() {
  return {
    name: 'small',
    async renderChunk(code) {
      const { transform } = await import('esbuild');
      // Modules are UTF-8 by definition, so no letter needs an escape.
      return transform(code, {
        minify: true,
        format: 'esm',
        target: TARGET,
        charset: 'utf8',
        sourcemap: true,
        sourcesContent: false,
      });
    },
  };
}

async function plain() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: PLAIN.map((name) => www(name)),
    outdir: ASSETS,
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    target: TARGET,
    logLevel: 'warning',
    plugins: [painting],
  });
}

/** The frame as one plain script, for a sandbox without an origin: no module, no fetch. */
async function alone() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [www('embed', 'frame-alone.js')],
    outfile: join(ASSETS, 'frame-alone.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    logLevel: 'warning',
    // package.json speaks of the package only; here every file does something.
    ignoreAnnotations: true,
    define: { 'import.meta.url': 'location.href' },
    loader: { '.wasm': 'binary' },
    plugins: [
      {
        name: 'from-built-package',
        setup: (plugin) =>
          plugin.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) =>
            kind === 'entry-point'
              ? undefined
              : { path: sourceOf(resolve(resolveDir, path)), sideEffects: true },
          ),
      },
    ],
  });
}
