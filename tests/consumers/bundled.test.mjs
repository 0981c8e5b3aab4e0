// Servers that a bundler has made into one file, run where no package is installed.

import assert from 'node:assert/strict';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';

import { MODULES, consumer, expected, node, packed, project, run, shipped } from './project.mjs';

const WHOLE = `import * as washout from 'washout';
import { digest } from './probe.js';
console.log(digest(washout));
`;
const PARTS = `import { count } from 'washout/count';
import { simulate } from 'washout/simulate';
import { locate } from 'washout/locate';
import { digest } from './probe.js';
console.log(digest({ count, simulate, locate }));
`;
const REQUIRED = `const { digest } = require('./probe.js');
console.log(digest(require('washout')));
`;
const FILES = { 'whole.js': WHOLE, 'parts.js': PARTS, 'required.cjs': REQUIRED };
const BUN = '@oven/bun-linux-x64';

/** What a server prints that has nothing but the built folder. */
const printed = (folder, name) => node(join(shipped(folder), name));

/** `make(folder, entry, format)` answers the name of the built file in `out`. */
async function everyForm(name, formats, make) {
  const folder = project(name, FILES);
  for (const entry of Object.keys(FILES)) {
    for (const format of formats) {
      const file = await make(folder, entry, format);
      assert.equal(
        await printed(join(folder, 'out'), file),
        await expected(),
        `${entry}, ${format}`,
      );
    }
  }
}

consumer('esbuild for Node: modules and CommonJS', [], () =>
  everyForm('esbuild', ['esm', 'cjs'], async (folder, entry, format) => {
    const name = `${entry}.${format === 'esm' ? 'mjs' : 'cjs'}`;
    await esbuild({
      entryPoints: [join(folder, entry)],
      outfile: join(folder, 'out', name),
      bundle: true,
      platform: 'node',
      format,
      logLevel: 'error',
    });
    return name;
  }),
);

consumer('Rollup for Node: modules and CommonJS', ['@rollup/plugin-node-resolve'], async () => {
  const { nodeResolve } = await import('@rollup/plugin-node-resolve');
  const folder = project('rollup', FILES);
  for (const entry of ['whole.js', 'parts.js']) {
    const bundle = await rollup({
      input: join(folder, entry),
      plugins: [nodeResolve({ exportConditions: ['node'], preferBuiltins: true })],
    });
    for (const [format, name] of [
      ['es', 'out.mjs'],
      ['cjs', 'out.cjs'],
    ]) {
      await bundle.write({ file: join(folder, 'out', name), format });
      assert.equal(
        await printed(join(folder, 'out'), name),
        await expected(),
        `${entry}, ${format}`,
      );
    }
  }
});

const UNTOLD = `import { WashoutError, init } from 'washout';
init().catch((error) => console.log(error instanceof WashoutError, error.code, error.message));
`;

consumer(
  'Rollup that is not told of Node takes what pages take, and `init` says what to do',
  ['@rollup/plugin-node-resolve'],
  async () => {
    const { nodeResolve } = await import('@rollup/plugin-node-resolve');
    const folder = project('rollup-untold', { 'main.js': UNTOLD });
    const bundle = await rollup({ input: join(folder, 'main.js'), plugins: [nodeResolve()] });
    await bundle.write({ file: join(folder, 'out', 'main.mjs'), format: 'es' });
    const said = await printed(join(folder, 'out'), 'main.mjs');
    assert.match(
      said,
      /^true LOAD the engine could not be loaded: file:.*washout_bg\.wasm could not/,
    );
    assert.match(said, /: import washout\/inline, or give `init` the wasm$/);
  },
);

consumer('webpack for Node', ['webpack'], async () => {
  const { default: webpack } = await import('webpack');
  await everyForm('webpack-node', ['commonjs2'], async (folder, entry) => {
    const name = `${entry}.cjs`;
    await packed(webpack, {
      target: 'node',
      mode: 'production',
      entry: join(folder, entry),
      output: { path: join(folder, 'out'), filename: name },
    });
    return name;
  });
});

for (const tool of ['vite7', 'vite']) {
  consumer(`${tool}: a server with its packages inside and outside`, [tool], async () => {
    const { build } = await import(tool);
    for (const noExternal of [true, undefined]) {
      const folder = project(`${tool}-server`, FILES);
      const options = { root: folder, configFile: false, logLevel: 'error' };
      for (const entry of ['whole.js', 'parts.js']) {
        await build({ ...options, build: { ssr: entry, outDir: 'out' }, ssr: { noExternal } });
        const said = noExternal
          ? await printed(join(folder, 'out'), entry)
          : await node(join(folder, 'out', entry));
        assert.equal(said, await expected(), `${entry}, noExternal: ${noExternal}`);
      }
    }
  });

  consumer(
    `${tool}: a server in development, with its packages inside and outside`,
    [tool],
    async () => {
      const { createServer } = await import(tool);
      const text = `import * as washout from 'washout';
      import { count } from 'washout/count';
      import { digest } from './probe.js';
      export default [digest(washout), digest({ ...washout, count })];`;
      for (const noExternal of [true, undefined]) {
        const root = project(`${tool}-server-dev`, { 'main.js': text });
        const quiet = { configFile: false, logLevel: 'error', appType: 'custom' };
        const server = { middlewareMode: true, ws: false };
        const vite = await createServer({ root, ...quiet, server, ssr: { noExternal } });
        try {
          const { default: said } = await vite.ssrLoadModule('/main.js');
          assert.deepEqual(said, [await expected(), await expected()], `noExternal: ${noExternal}`);
        } finally {
          await vite.close();
        }
      }
    },
  );
}

// A bundler that is told its own conditions takes what Node takes, and leaves the wasm behind.
const LEFT = { bundle: true, platform: 'node', conditions: ['mine'], logLevel: 'silent' };
const READY = `import * as washout from 'washout';
import { digest } from './probe.js';
await washout.init();
console.log(digest(washout));
`;
const READY_REQUIRED = `const washout = require('washout');
const { digest } = require('./probe.js');
washout.init().then(() => console.log(digest(washout)));
`;

consumer('a bundle that left the wasm behind finds the installed package', [], async () => {
  const folder = project('left', FILES);
  for (const [entry, format] of [
    ['whole.js', 'esm'],
    ['parts.js', 'esm'],
    ['whole.js', 'cjs'],
    ['required.cjs', 'cjs'],
  ]) {
    const outfile = join(folder, 'out', `${entry}.${format === 'esm' ? 'mjs' : 'cjs'}`);
    await esbuild({ ...LEFT, entryPoints: [join(folder, entry)], outfile, format });
    assert.equal(await node(outfile), await expected(), `${entry}, ${format}`);
  }
});

consumer(
  'a bundle that left the wasm behind, and has no package beside it, is ready after `init`',
  [],
  async () => {
    const folder = project('left-alone', { 'main.js': READY, 'required.cjs': READY_REQUIRED });
    for (const [entry, name, format] of [
      ['main.js', 'main.mjs', 'esm'],
      ['required.cjs', 'required.cjs', 'cjs'],
    ]) {
      await esbuild({
        ...LEFT,
        entryPoints: [join(folder, entry)],
        outfile: join(folder, 'out', name),
        format,
      });
      assert.equal(await printed(join(folder, 'out'), name), await expected(), entry);
    }
  },
);

consumer(
  'a bundle that has nothing says what to do, as a WashoutError, at the first call and from `init`',
  [],
  async () => {
    const text = `import { WashoutError, init, version } from 'washout';
    const say = (error) => console.log(error instanceof WashoutError, error.code, error.message);
    try { version(); } catch (error) { say(error); }
    await init().catch(say);`;
    const folder = project('left-without', { 'main.js': text });
    // The copy inside is left out as well, as where one of the files of a split bundle is lost.
    await esbuild({
      ...LEFT,
      entryPoints: [join(folder, 'main.js')],
      outdir: join(folder, 'out'),
      outExtension: { '.js': '.mjs' },
      format: 'esm',
      splitting: true,
    });
    for (const name of readdirSync(join(folder, 'out')).filter((one) => one.startsWith('inside')))
      rmSync(join(folder, 'out', name));
    const lines = (await node(join(shipped(join(folder, 'out')), 'main.mjs'))).split('\n');
    const lost = 'true LOAD the engine could not be loaded:';
    assert.ok(lines[0].startsWith(`${lost} washout/washout_bg.wasm is neither installed nor in `));
    assert.ok(lines[0].endsWith(': `await init()`, or import washout/inline'), lines[0]);
    assert.ok(lines[1].startsWith(lost), lines[1]);
    assert.ok(lines[1].endsWith(': import washout/inline, or give `init` the wasm'), lines[1]);
  },
);

consumer('bun: run, and built for itself and for Node', [BUN], async () => {
  const bun = join(MODULES, BUN, 'bin', 'bun');
  const folder = project('bun', { ...FILES, 'ready.js': READY });
  for (const entry of Object.keys(FILES))
    assert.equal(await run(bun, [entry], { cwd: folder }), await expected(), `run ${entry}`);
  for (const target of ['bun', 'node']) {
    await run(bun, ['build', 'whole.js', 'ready.js', `--target=${target}`, '--outdir=out'], {
      cwd: folder,
    });
    const start = (file) => (target === 'bun' ? run(bun, [file]) : node(file));
    renameSync(join(folder, 'out', 'whole.js'), join(folder, 'out', 'whole.mjs'));
    renameSync(join(folder, 'out', 'ready.js'), join(folder, 'out', 'ready.mjs'));
    assert.equal(
      await start(join(folder, 'out', 'whole.mjs')),
      await expected(),
      `${target}, beside its package`,
    );
    assert.equal(
      await start(join(shipped(join(folder, 'out')), 'ready.mjs')),
      await expected(),
      `${target}, alone`,
    );
  }
});
