// Pages made by bundlers, in a real browser: in development and built.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';

import { build as esbuild } from 'esbuild';
import { chromium as driver } from 'playwright-core';
import { rollup } from 'rollup';

import { FLAGS, chromium } from '../../xtask/chromium.mjs';
import { serve } from '../../xtask/serve.mjs';
import { MODULES, consumer, expected, node, project } from './project.mjs';

let browser;
after(() => browser?.close());

const HTML = '<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><script type="module" src="main.js"></script>';
/** Each way in, by its name: `said` becomes what it answers, or its error. */
const WAYS = {
  whole: "const washout = await import('washout'); await washout.init(); return digest(washout);",
  parts: "const all = await Promise.all([import('washout/count'), import('washout/simulate'), import('washout/locate')]); await Promise.all(all.map(({ init }) => init())); return digest(Object.assign({}, ...all));",
  inline: "const washout = await import('washout/inline'); await washout.init(); return digest(washout);",
  client: "const engine = (await import('./far.js')).connect(); try { return await farDigest(engine); } finally { engine.close(); }",
  countWorker: "const { connect, countWorker } = await import('./far-count.js'); const engine = connect(countWorker()); const { total_usd } = await engine.count('time,symbol,side,qty,price\\n2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1\\n'); engine.close(); return total_usd;",
};
/** Named one by one, so that a bundler sees which of its two workers a page starts. */
const FAR = {
  'far.js': "export { connect } from 'washout/client';\n",
  'far-count.js': "export { connect, countWorker } from 'washout/client';\n",
};
const page = (names) => `import { digest, farDigest } from './probe.js';
const ways = { ${names.map((name) => `${name}: async () => { ${WAYS[name]} }`).join(',\n')} };
const told = (error) => [error.name, error.code, error.message].join(' ');
// One after another: ways into one engine that load at once share what comes of it.
window.said = (async () => {
  const said = [];
  for (const way of Object.values(ways)) said.push(await way().catch(told));
  return said;
})();
`;
const answers = (names) => names.map((name) => (name === 'countWorker' ? '7000.007' : digest));
const digest = await expected();
const ALL = Object.keys(WAYS);

/** What a page at that address says. */
async function said(url) {
  browser ??= await driver.launch({ executablePath: await chromium(), args: FLAGS });
  const context = await browser.newContext();
  try {
    const one = await context.newPage();
    const errors = [];
    one.on('pageerror', (error) => errors.push(String(error)));
    await one.goto(url);
    await one.waitForFunction(() => window.said, null, { timeout: 60_000 }).catch((error) => assert.fail(`${error.message}\n${errors.join('\n')}`));
    return await one.evaluate(() => window.said);
  } finally {
    await context.close();
  }
}

/** What the page of a built folder says. */
async function saidOf(folder) {
  const server = await serve(folder);
  try {
    return await said(server.url);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const files = (folder) => readdirSync(folder, { recursive: true }).map(String);

/** Runs `use(address)` of a page in development. */
async function developed(tool, name, { names = ALL, more = {} }, use) {
  const { createServer } = await import(tool);
  const root = project(name, { 'index.html': HTML, 'main.js': page(names), ...FAR }, true);
  const cacheDir = join(root, 'node_modules', '.vite');
  const include = ['washout', 'washout/inline', 'washout/client', 'washout/count', 'washout/simulate', 'washout/locate'];
  // Named, so that nothing is found late and the page loaded anew while it is looked at.
  const vite = await createServer({ root, cacheDir, configFile: false, logLevel: 'error', optimizeDeps: { include }, ...more });
  try {
    await vite.listen();
    return await use(vite.resolvedUrls.local[0]);
  } finally {
    await vite.close();
  }
}

for (const tool of ['vite7', 'vite']) {
  consumer(`${tool}: a page in development`, [tool], () => developed(tool, `${tool}-dev`, {}, async (url) => {
    assert.deepEqual(await said(url), answers(ALL));
  }));

  consumer(`${tool}: a page, built`, [tool], async () => {
    const { build } = await import(tool);
    const root = project(`${tool}-build`, { 'index.html': HTML, 'main.js': page(ALL), ...FAR });
    await build({ root, configFile: false, logLevel: 'error', worker: { format: 'es' } });
    assert.deepEqual(await saidOf(join(root, 'dist')), answers(ALL));
  });

  consumer(`${tool}: a page with the wasm inside ships it once`, [tool], async () => {
    const { build } = await import(tool);
    const root = project(`${tool}-inline`, { 'index.html': HTML, 'main.js': page(['inline']) });
    await build({ root, configFile: false, logLevel: 'error' });
    assert.deepEqual(files(join(root, 'dist')).filter((name) => name.endsWith('.wasm')), []);
    assert.deepEqual(await saidOf(join(root, 'dist')), [digest]);
  });
}

consumer('vite7: where it cannot find the wasm the error says what to do', ['vite7'], () => developed('vite7', 'vite7-lost', { names: ['whole'], more: { cacheDir: join(MODULES, '.cache', 'elsewhere') } }, async (url) => {
  const [told] = await said(url);
  assert.match(told, /^WashoutError LOAD .*washout_bg\.wasm answered HTML: exclude washout from optimizeDeps \(Vite\), or import washout\/inline/);
}));

consumer('vite7: what that error says helps', ['vite7'], () => developed('vite7', 'vite7-told', { names: ['whole'], more: { cacheDir: join(MODULES, '.cache', 'elsewhere-too'), optimizeDeps: { exclude: ['washout'] } } }, async (url) => {
  assert.deepEqual(await said(url), [digest]);
}));

consumer('webpack: a page', ['webpack'], async () => {
  const { default: webpack } = await import('webpack');
  const root = project('webpack', { 'main.js': page(ALL), ...FAR });
  await new Promise((resolve, reject) => {
    webpack({ context: root, mode: 'production', entry: './main.js', output: { path: join(root, 'dist') } }, (error, stats) => (error || stats.hasErrors() ? reject(error ?? new Error(stats.toString('errors-only'))) : resolve()));
  });
  writeFileSync(join(root, 'dist', 'index.html'), HTML);
  assert.deepEqual(await saidOf(join(root, 'dist')), answers(ALL));
  const scripts = files(join(root, 'dist')).filter((name) => name.endsWith('.js'));
  for (const name of scripts) assert.ok(!readFileSync(join(root, 'dist', name), 'utf8').includes('file:///'), `${name} names a folder of who built it`);
});

for (const exports of [true, false]) {
  consumer(`Parcel ${exports ? 'with' : 'without'} packageExports`, ['parcel'], async () => {
    // Where one page starts workers of both kinds, Parcel loses what the two share.
    const names = exports ? ALL.filter((name) => name !== 'countWorker') : ['whole'];
    const root = project(`parcel-${exports}`, {
      'package.json': JSON.stringify({ name: 'consumer', private: true, '@parcel/resolver-default': { packageExports: exports } }),
      'package-lock.json': '{}', 'index.html': HTML, 'main.js': page(names), ...FAR,
    }, true);
    const cli = join(MODULES, 'parcel', 'lib', 'bin.js');
    await node([cli, 'build', 'index.html', '--no-optimize', '--no-source-maps', '--no-cache', '--public-url', './', '--dist-dir', 'dist'], { cwd: root });
    assert.deepEqual(await saidOf(join(root, 'dist')), answers(names));
  });
}

consumer('esbuild and Rollup leave the wasm behind: with it inside all is well, and else the error says so', ['@rollup/plugin-node-resolve'], async () => {
  const { nodeResolve } = await import('@rollup/plugin-node-resolve');
  const root = project('plain-bundlers', { 'index.html': HTML, 'entry.js': page(['whole', 'inline']) });
  const built = async (make) => {
    const folder = project('plain-bundlers-built', { 'index.html': HTML });
    await make(folder);
    const [whole, inline] = await saidOf(folder);
    assert.equal(inline, digest);
    assert.match(whole, /^WashoutError LOAD .*washout_bg\.wasm answered 404: copy the wasm there, or import washout\/inline/);
  };
  await built((folder) => esbuild({ entryPoints: { main: join(root, 'entry.js') }, outdir: folder, bundle: true, splitting: true, format: 'esm', logLevel: 'error' }));
  await built(async (folder) => {
    const bundle = await rollup({ input: { main: join(root, 'entry.js') }, plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ dir: folder, format: 'es' });
  });
});
