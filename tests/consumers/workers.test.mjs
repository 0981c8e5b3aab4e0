// Cloudflare Workers, in their own runtime: the whole, its parts, and a bundle made for something else.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import { consumer, expected, project } from './project.mjs';

const MINIFLARE = ['miniflare', '@cloudflare/workerd-linux-64'];
const answering = (expression) => `export default { fetch: async () => new Response(await (${expression})()) };\n`;
const PARTS = "import * as count from 'washout/count';\nimport * as simulate from 'washout/simulate';\nimport * as locate from 'washout/locate';\nimport { digest } from './probe.js';\n";
const ALL = 'digest({ ...count, ...simulate, ...locate })';
const FILES = {
  'whole.js': `import * as washout from 'washout';\nimport { digest } from './probe.js';\n${answering('() => digest(washout)')}`,
  'init.js': `import * as washout from 'washout';\nimport { digest } from './probe.js';\n${answering('() => washout.init().then(() => digest(washout))')}`,
  'parts.js': `${PARTS}${answering(`() => ${ALL}`)}`,
  'others.js': "import { context } from 'washout/context';\nimport { article } from 'washout/judge';\n" + answering("() => [context({ at: '2025-11-04' }) !== null, article().claims.length > 0].join()"),
  'lost.js': `${PARTS}const told = (error) => [error instanceof count.WashoutError, error.code, error.message].join(' ');\n${answering('() => count.init().then(() => "loaded", told)')}`,
  'given.js': `${PARTS}import one from 'washout/washout_count_bg.wasm';\nimport two from 'washout/washout_simulate_bg.wasm';\nimport three from 'washout/washout_locate_bg.wasm';\n${answering(`() => Promise.all([count.init(one), simulate.init(two), locate.init(three)]).then(() => ${ALL})`)}`,
  'inline.js': `import { WashoutError, init } from 'washout/inline';\n${answering("() => init().then(() => 'loaded', (error) => [error instanceof WashoutError, error.code, error.message].join(' '))")}`,
  'client.js': `import { connect } from 'washout/client';\nimport { WashoutError } from 'washout';\n${answering("() => { try { connect(); } catch (error) { return [error instanceof WashoutError, error.code].join(' '); } }")}`,
};

/** What a worker answers whose wasm is imported as a module, as Workers have it. */
async function answered(name, conditions) {
  const { Miniflare } = await import('miniflare');
  const folder = project(`workers-${name}`, FILES);
  const out = join(folder, 'out');
  // Left as an import of a file beside the script.
  const loader = { '.wasm': 'copy' };
  await build({ entryPoints: [join(folder, `${name}.js`)], outdir: out, bundle: true, format: 'esm', conditions, loader, logLevel: 'error' });
  const modules = readdirSync(out).map((file) => ({ type: file.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule', path: join(out, file) }));
  modules.sort((a, b) => (a.type < b.type ? 1 : -1));
  const worker = new Miniflare({ modules, modulesRoot: out, compatibilityDate: '2025-11-01', telemetry: { enabled: false } });
  try {
    const response = await worker.dispatchFetch('http://localhost/');
    return await response.text();
  } finally {
    await worker.dispose();
  }
}

const WORKERD = ['workerd', 'worker', 'browser'];

for (const name of ['whole', 'init', 'parts']) {
  consumer(`Workers: ${name}`, MINIFLARE, async () => assert.equal(await answered(name, WORKERD), await expected()));
}

consumer('Workers: the other parts', MINIFLARE, async () => assert.equal(await answered('others', WORKERD), 'true,true'));

consumer('Workers: parts that were bundled for a page say what to do', MINIFLARE, async () => {
  assert.match(await answered('lost', ['browser']), /^true LOAD the engine could not be loaded: .*give `init` the wasm$/);
});

consumer('Workers: what that error says helps', MINIFLARE, async () => assert.equal(await answered('given', ['browser']), await expected()));

consumer('Workers: wasm inside a script is refused there, as a WashoutError', MINIFLARE, async () => {
  assert.match(await answered('inline', WORKERD), /^true LOAD the engine could not be loaded: .*disallowed by embedder/);
});

consumer('Workers: no workers inside', MINIFLARE, async () => assert.equal(await answered('client', WORKERD), 'true UNSUPPORTED'));
