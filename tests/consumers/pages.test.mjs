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
import { MODULES, consumer, expected, node, packed, project } from './project.mjs';

/** For a page to be there: a tool may compile first. */
const LONGEST_MS = 60_000;

let browser;
after(() => browser?.close());

const HTML = `<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<script type="module" src="main.js"></script>
`;
/** Each way in, by its name: what is said is what it answers, or its error. */
const WAYS = {
  whole: `
    const washout = await import('washout');
    await washout.init();
    return digest(washout);`,
  parts: `
    const parts = [import('washout/count'), import('washout/simulate'), import('washout/locate')];
    const all = await Promise.all(parts);
    await Promise.all(all.map(({ init }) => init()));
    return digest(Object.assign({}, ...all));`,
  inline: `
    const washout = await import('washout/inline');
    await washout.init();
    return digest(washout);`,
  client: `
    const { connect } = await import('./far.js');
    const engine = connect();
    const said = await farDigest(engine);
    engine.close();
    return said;`,
  countWorker: `
    const { connect, countWorker } = await import('./far-count.js');
    const engine = connect(countWorker());
    const row = '2025-11-04T14:05:00Z,BTCUSDT,long,0.07,100000.1';
    const report = await engine.count('time,symbol,side,qty,price\\n' + row);
    engine.close();
    return report.total_usd;`,
};
/** Named one by one, so that a bundler sees which of its two workers a page starts. */
const FAR = {
  'far.js': "export { connect } from 'washout/client';\n",
  'far-count.js': "export { connect, countWorker } from 'washout/client';\n",
};
const way = (name) => `${name}: async () => {${WAYS[name]}
  },`;
const page = (names) => `import { digest, farDigest } from './probe.js';

const ways = {
  ${names.map(way).join('\n  ')}
};
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
    const spoken = one.waitForFunction(() => window.said, null, { timeout: LONGEST_MS });
    await spoken.catch(({ message }) => assert.fail([message, ...errors].join('\n')));
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
  const entries = ['inline', 'client', 'count', 'simulate', 'locate'].map(
    (name) => `washout/${name}`,
  );
  // Named, so that nothing is found late and the page loaded anew while it is looked at.
  const vite = await createServer({
    root,
    cacheDir,
    configFile: false,
    logLevel: 'error',
    optimizeDeps: { include: ['washout', ...entries], force: true },
    ...more,
  });
  try {
    await vite.listen();
    return await use(vite.resolvedUrls.local[0]);
  } finally {
    await vite.close();
  }
}

for (const tool of ['vite7', 'vite']) {
  consumer(`${tool}: a page in development`, [tool], () =>
    developed(tool, `${tool}-dev`, {}, async (url) => {
      assert.deepEqual(await said(url), answers(ALL));
    }),
  );

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
    assert.deepEqual(
      files(join(root, 'dist')).filter((name) => name.endsWith('.wasm')),
      [],
    );
    assert.deepEqual(await saidOf(join(root, 'dist')), [digest]);
  });
}

const ELSEWHERE = join(MODULES, '.cache', 'elsewhere');

consumer('vite7: where it cannot find the wasm the error says what to do', ['vite7'], () => {
  const asked = { names: ['whole'], more: { cacheDir: join(ELSEWHERE, 'lost') } };
  return developed('vite7', 'vite7-lost', asked, async (url) => {
    const [told] = await said(url);
    assert.match(told, /^WashoutError LOAD .*washout_bg\.wasm answered HTML: /);
    assert.match(told, /: exclude washout from optimizeDeps \(Vite\), or import washout\/inline/);
  });
});

consumer('vite7: what that error says helps', ['vite7'], () => {
  const optimizeDeps = { exclude: ['washout'], force: true };
  const more = { cacheDir: join(ELSEWHERE, 'told'), optimizeDeps };
  return developed('vite7', 'vite7-told', { names: ['whole'], more }, async (url) => {
    assert.deepEqual(await said(url), [digest]);
  });
});

consumer('webpack: a page', ['webpack'], async () => {
  const { default: webpack } = await import('webpack');
  const root = project('webpack', { 'main.js': page(ALL), ...FAR });
  const output = { path: join(root, 'dist') };
  await packed(webpack, { context: root, mode: 'production', entry: './main.js', output });
  writeFileSync(join(root, 'dist', 'index.html'), HTML);
  assert.deepEqual(await saidOf(join(root, 'dist')), answers(ALL));
  const scripts = files(join(root, 'dist')).filter((name) => name.endsWith('.js'));
  const named = scripts.filter((name) =>
    readFileSync(join(root, 'dist', name), 'utf8').includes('file:///'),
  );
  assert.deepEqual(named, [], 'no folder of who built it');
});

for (const exports of [true, false]) {
  consumer(`Parcel ${exports ? 'with' : 'without'} packageExports`, ['parcel'], async () => {
    // Where one page starts workers of both kinds, Parcel loses what the two share.
    const names = exports ? ALL.filter((name) => name !== 'countWorker') : ['whole'];
    const root = project(
      `parcel-${exports}`,
      {
        'package.json': JSON.stringify({ '@parcel/resolver-default': { packageExports: exports } }),
        'package-lock.json': '{}',
        'index.html': HTML,
        'main.js': page(names),
        ...FAR,
      },
      true,
    );
    const cli = join(MODULES, 'parcel', 'lib', 'bin.js');
    const quick = ['--no-optimize', '--no-source-maps', '--no-cache', '--cache-dir', 'cache'];
    const place = ['--public-url', './', '--dist-dir', 'dist'];
    await node([cli, 'build', 'index.html', ...quick, ...place], { cwd: root });
    assert.deepEqual(await saidOf(join(root, 'dist')), answers(names));
  });
}

consumer(
  'esbuild and Rollup leave the wasm behind: the error says so, and with it inside all is well',
  ['@rollup/plugin-node-resolve'],
  async () => {
    const { nodeResolve } = await import('@rollup/plugin-node-resolve');
    const root = project('plain', { 'entry.js': page(['whole', 'inline']) });
    const input = { main: join(root, 'entry.js') };
    const looksRight = async (folder) => {
      const [whole, inline] = await saidOf(folder);
      assert.match(whole, /^WashoutError LOAD .*washout_bg\.wasm answered 404: /);
      assert.match(whole, /: copy the wasm there, or import washout\/inline/);
      assert.equal(inline, digest);
    };
    const [one, two] = ['esbuild', 'rollup'].map((name) =>
      project(`plain-${name}`, { 'index.html': HTML }),
    );
    await esbuild({
      entryPoints: input,
      outdir: one,
      bundle: true,
      splitting: true,
      format: 'esm',
    });
    await looksRight(one);
    const bundle = await rollup({ input, plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ dir: two, format: 'es' });
    await looksRight(two);
  },
);
