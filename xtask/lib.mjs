// Assembles the npm package in `dist/lib`: the facade as it is written, the glue, the wasm
// whole and in parts, and what cannot be written by hand: the CommonJS entry, the wasm as text, a
// plain script.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { figures } from './bundle.mjs';
import { manifest } from './manifest.mjs';
import { painted } from './paint.mjs';
import { glue, isFinal, lib, www } from './paths.mjs';
import { Stop, note } from './run.mjs';
import { PARTS } from './rust.mjs';
import { gzipped, kb } from './size.mjs';

/**
 * What an article loads before the engine, and what a page with frames loads: bytes after gzip, in
 * English.
 */
const MOST = { element: 12_000, helper: 1_000 };
const SMALL = {
  bundle: true,
  minify: true,
  charset: /** @type {const} */ ('utf8'),
  target: ['es2022', 'safari16.4'],
  logLevel: /** @type {const} */ ('warning'),
};

/** Builds `dist/lib` from `www/lib` and the glue. */
export async function assemble() {
  rmSync(lib, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  cpSync(www('lib'), lib, { recursive: true });
  for (const name of ['washout', ...PARTS.map((part) => `washout_${part}`)]) bound(name);
  PARTS.forEach(part);
  const wasm = readFileSync(join(lib, 'washout_bg.wasm'));
  writeFileSync(join(lib, 'washout_base64.js'), `export default '${wasm.toString('base64')}';\n`);
  commonTypes();
  await manifest();
  await types();
  for (const name of ['attributes.js', 'sliders.js']) await folded(join('element', name));
  await folded(join('charts', 'palette.js'));
  rmSync(join(lib, 'colours.js'));
  await folded(join('views', 'catalogue.js'));
  await folded(join('views', 'heat.grid.js'));
  await presets();
  await styles();
  await bundles();
  await weigh();
}

/** The text of a module from its statements, each in a line. */
const moduleOf = (...statements) => `${statements.join('\n')}\n`;

/** The views in the element's types, which cannot read a list in JavaScript. */
async function types() {
  const { VIEWS } = await import(pathToFileURL(join(lib, 'views', 'list.js')).href);
  const file = join(lib, 'element', 'index.d.ts');
  const text = readFileSync(file, 'utf8');
  const union = VIEWS.map((view) => `'${view}'`).join(' | ');
  const made = text
    .replace(/^import type \{ View \}.*\n/m, '')
    .replace(/^export type \{ View \};/m, `export type View = ${union};`);
  if (made === text) throw new Stop(`${file} has no place for the names of the views.`);
  writeFileSync(file, made);
}

/**
 * Writes down what a module finds when it is loaded, in its place: whoever loads it loads no more.
 */
async function folded(name) {
  const found = Object.entries(await import(pathToFileURL(www('lib', name)).href));
  const constants = found.map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`);
  writeFileSync(join(lib, name), moduleOf(...constants));
}

/**
 * The recorded events as modules: the engine's own answers, so that a page shows them without it.
 */
async function presets() {
  const engine = await import(pathToFileURL(join(lib, 'node.js')).href);
  const folder = join(lib, 'presets');
  mkdirSync(folder);
  const [list, version] = [engine.presets(), JSON.stringify(engine.version())];
  // A function, so that whoever changes an answer changes nobody else's.
  for (const { id } of list)
    writeFileSync(
      join(folder, `${id}.js`),
      `export const make = () => (${JSON.stringify(engine.preset(id))});\n`,
    );
  const history = JSON.stringify(engine.history());
  writeFileSync(
    join(folder, 'history.js'),
    moduleOf(
      `export const version = () => ${version};`,
      `export const history = () => (${history});`,
    ),
  );
  await record(engine, join(folder, 'recorded.js'));
  outcomes(engine, list, join(folder, 'outcomes.js'));
  const load = list.map(({ id }) => `'${id}': () => import('./${id}.js')`);
  writeFileSync(
    join(folder, 'list.js'),
    moduleOf(
      `export const VERSION = ${version};`,
      listed(list, folder),
      "export const HISTORY = () => import('./history.js');",
      `export const LOAD = { ${load.join(', ')} };`,
    ),
  );
}

/** The events, and in a file of its own the sentence on each, which not everybody shows. */
function listed(list, folder) {
  const said = Object.fromEntries(list.map(({ id, summary }) => [id, summary]));
  writeFileSync(join(folder, 'said.js'), `export const SAID = ${JSON.stringify(said)};\n`);
  return `export const LIST = ${JSON.stringify(list.map(({ summary, ...one }) => one))};`;
}

/**
 * What the claims ask of the simulation of the first event: most readers of that table change
 * nothing.
 */
async function record(engine, file) {
  const { ZONE } = await import(pathToFileURL(join(lib, 'views', 'claims.js')).href);
  const scenario = { washout: 1, preset: '2025-11-04' };
  const {
    mechanical_share,
    recovery,
    ledger,
    gain,
    liquidatable_usd,
    scenario: { direction },
  } = engine.simulate(scenario);
  const outcome = {
    mechanical_share,
    recovery,
    ledger: ledger && { sum_usd: ledger.sum_usd },
    gain,
    liquidatable_usd,
    scenario: { direction },
  };
  const levels = Object.fromEntries(
    Object.values(ZONE).map((level_usd) => [
      level_usd,
      { liquidated_usd: engine.reverseLevel({ scenario, level_usd }).liquidated_usd },
    ]),
  );
  writeFileSync(
    file,
    moduleOf(
      `export const version = () => ${JSON.stringify(engine.version())};`,
      `export const simulate = () => (${JSON.stringify(outcome)});`,
      `export const reverseLevel = ({ level_usd }) => (${JSON.stringify(levels)})[level_usd];`,
    ),
  );
}

/**
 * What the view of freed money shows of each event as it was. An unknown one is refused as
 * elsewhere.
 */
function outcomes(engine, list, file) {
  const brief = ({
    engine,
    digest,
    scenario,
    shock,
    move,
    final_price_usd,
    shock_price_usd,
    liquidated_usd,
    rounds,
    levels,
    ledger,
  }) => ({
    engine,
    digest,
    shock,
    move,
    final_price_usd,
    shock_price_usd,
    liquidated_usd,
    rounds,
    levels: levels.map(({ price_usd }) => ({ price_usd })),
    ledger: { margin_lost_usd: ledger.margin_lost_usd },
    scenario: {
      direction: scenario.direction,
      shock: scenario.shock,
      market: { asset: scenario.market.asset },
      impact: { usd_per_percent: scenario.impact.usd_per_percent },
    },
  });
  const all = Object.fromEntries(
    list.map(({ id }) => [
      id,
      brief(engine.simulate({ washout: 1, preset: id }, { parts: ['ledger', 'scenario'] })),
    ]),
  );
  writeFileSync(
    file,
    moduleOf(
      "import { preset, version } from '../events.js';",
      'export { version };',
      `const ALL = ${JSON.stringify(all)};`,
      'export const simulate = ({ preset: id }) =>',
      '  Object.hasOwn(ALL, id) ? ALL[id] : preset(id);',
    ),
  );
}

/** What a style says of a finished figure as well; inside the element there is none. */
const FINISHED = /washout-figure(?:\[[^\]]*\])?,(?=:host)/g;

/**
 * Blanks that no tool takes out, because the value of a variable could be anything; ours are
 * colours.
 */
const BLANK = /(?<=--[\w-]+:|,) /g;

/** Styles with their colours, and as modules for the element's constructed sheets. */
async function styles() {
  const folder = join(lib, 'element');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.css'))) {
    const style = painted(join(folder, name));
    writeFileSync(join(folder, name), style);
    if (name !== 'still.css') await sheet(join(folder, `${name}.js`), style);
  }
}

async function sheet(file, style) {
  const { transform } = await import('esbuild');
  const { code } = await transform(style, { minify: true, target: SMALL.target, loader: 'css' });
  const small = code.trim().replace(FINISHED, '').replace(BLANK, '');
  writeFileSync(file, moduleOf(`export default ${JSON.stringify(small)};`));
}

/** The glue of one wasm, which is always told where the wasm is, and the wasm. */
function bound(name) {
  const code = readFileSync(join(glue, `${name}.js`), 'utf8');
  // The checker of types has nothing to say of what a tool writes.
  writeFileSync(join(lib, `${name}.js`), `// @ts-nocheck\n${code}`);
  cpSync(join(glue, `${name}_bg.wasm`), join(lib, `${name}_bg.wasm`));
}

/**
 * The engine of a part, and its entry for Cloudflare Workers: of the whole they are `engine.js` and
 * `workerd.js`.
 */
function part(name) {
  const write = (folder, lines) => {
    mkdirSync(join(lib, folder), { recursive: true });
    writeFileSync(join(lib, folder, `${name}.js`), moduleOf(...lines));
  };
  write('engine', [
    `import load, * as glue from '../washout_${name}.js';`,
    "import { Engine } from '../guard.js';",
    'export const engine = new Engine(load, glue);',
  ]);
  write('workerd', [
    `import module from '../washout_${name}_bg.wasm';`,
    `import { engine } from '../engine/${name}.js';`,
    "import { opening } from '../load.js';",
    `export * from '../${name}.js';`,
    'engine.start(() => module);',
    'export const init = opening(engine, () => module);',
  ]);
}

/** The same declarations for CommonJS, whose types may come from CommonJS files only. */
function commonTypes() {
  const copy = (from, to) =>
    writeFileSync(
      join(lib, to),
      readFileSync(join(lib, from), 'utf8')
        .replace(/(from '\.[^']*)\.js'/g, "$1.cjs'")
        .replace("'./index.cjs'", "'./node.cjs'"),
    );
  copy('index.d.ts', 'node.d.cts');
  for (const name of ['client', 'presets', ...PARTS]) copy(`${name}.d.ts`, `${name}.d.cts`);
  for (const name of readdirSync(join(lib, 'types')))
    copy(join('types', name), join('types', name.replace(/\.d\.ts$/, '.d.cts')));
}

async function bundles() {
  const { build } = await import('esbuild');
  /** @type {import('esbuild').BuildOptions} */
  const all = { absWorkingDir: lib, bundle: true, logLevel: 'warning', target: 'es2022' };
  await build({
    ...all,
    entryPoints: { node: 'node.js', client: 'node-client.js' },
    outdir: '.',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    // Loaded where it is needed, which is seldom.
    external: ['./inside.js'],
    inject: ['globals.js'],
    // CommonJS has a folder in place of an address, and tracers of files look for the plain form.
    define: { 'import.meta.url': 'undefined', 'import.meta.webpack': 'undefined' },
    minifySyntax: true,
  });
  rmSync(join(lib, 'globals.js'));
  await build({
    ...all,
    entryPoints: ['inline.js'],
    outfile: 'washout.script.js',
    format: 'iife',
    globalName: 'washout',
    minify: true,
  });
}

/** The helper for hosts, as one small script. */
async function helper() {
  const { build } = await import('esbuild');
  const outfile = join(lib, 'washout-host.js');
  await build({ entryPoints: [join(lib, 'helper.js')], outfile, format: 'iife', ...SMALL });
  rmSync(join(lib, 'helper.js'));
  return gzipped(outfile);
}

/**
 * The element as an article loads it with the largest of its views, and with all; without the
 * engine.
 */
export async function element() {
  const files = await figures();
  const find = (wanted) => files.find(({ fileName }) => fileName === wanted);
  // What is not one of them is the engine.
  const loads = (file) => [file, ...file.imports.map(find).filter(Boolean).flatMap(loads)];
  const sum = (list) =>
    [...new Set(list.flatMap(loads))].reduce(
      (all, { code }) => all + gzipSync(code, { level: 9 }).length,
      0,
    );
  const core = files.find(({ name }) => name === join('element', 'index.js'));
  const views = files.filter(({ name }) => name?.startsWith('views'));
  return {
    largest: Math.max(...views.map((view) => sum([core, view]))),
    all: sum([core, ...views]),
  };
}

/** Stops the build where a budget is broken. */
async function weigh() {
  const { largest, all } = await element();
  const sizes = { element: largest, helper: await helper() };
  const said = `element with one view: ${kb(largest)}, with all: ${kb(all)}`;
  note(`${said}; helper: ${kb(sizes.helper)} gzip, without the engine`);
  for (const [name, size] of Object.entries(sizes))
    if (size > MOST[name] && isFinal)
      throw new Stop(
        `The ${name} has outgrown its budget: ${size} bytes after gzip of ${MOST[name]}.`,
      );
}
