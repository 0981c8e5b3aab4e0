// Cloudflare Workers, in their own runtime: the whole, its parts, and what was bundled for a page.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import { consumer, expected, project } from './project.mjs';

const MINIFLARE = ['miniflare', '@cloudflare/workerd-linux-64'];
const answering = (expression) => `
const told = (error) => [error instanceof WashoutError, error.code, error.message].join(' ');
export default { fetch: async () => new Response(await (${expression})()) };
`;
const WHOLE = `import * as washout from 'washout';
import { WashoutError } from 'washout';
import { digest } from './probe.js';
`;
const PARTS = `import * as count from 'washout/count';
import * as simulate from 'washout/simulate';
import * as locate from 'washout/locate';
import { WashoutError } from 'washout/count';
import { digest } from './probe.js';

const all = { ...count, ...simulate, ...locate };
`;
const OTHERS = `import { WashoutError, context } from 'washout/context';
import { article } from 'washout/judge';

const DAY = '2025-11-04';
`;
const GIVEN = `import one from 'washout/washout_count_bg.wasm';
import two from 'washout/washout_simulate_bg.wasm';
import three from 'washout/washout_locate_bg.wasm';
${PARTS}
const ready = () => Promise.all([count.init(one), simulate.init(two), locate.init(three)]);
`;
const INLINE = "import { WashoutError, init } from 'washout/inline';\n";
const CLIENT =
  "import { connect } from 'washout/client';\nimport { WashoutError } from 'washout';\n";
const FILES = {
  'whole.js': WHOLE + answering('() => digest(washout)'),
  'init.js': WHOLE + answering('() => washout.init().then(() => digest(washout))'),
  'parts.js': PARTS + answering('() => digest(all)'),
  'others.js':
    OTHERS + answering('() => [context({ at: DAY }).at_ms, article().claims.length].join()'),
  'lost.js': PARTS + answering("() => count.init().then(() => 'loaded', told)"),
  'given.js': GIVEN + answering('() => ready().then(() => digest(all))'),
  'inline.js': INLINE + answering("() => init().then(() => 'loaded', told)"),
  'client.js':
    CLIENT + answering('async () => { try { connect(); } catch (error) { return told(error); } }'),
};

/** What a worker answers whose wasm is imported as a module, as Workers have it. */
async function answered(name, conditions) {
  const { Miniflare } = await import('miniflare');
  const folder = project(`workers-${name}`, FILES);
  const out = join(folder, 'out');
  // Left as an import of a file beside the script.
  const loader = { '.wasm': 'copy' };
  await build({
    entryPoints: [join(folder, `${name}.js`)],
    outdir: out,
    bundle: true,
    format: 'esm',
    conditions,
    loader,
    logLevel: 'error',
  });
  const modules = readdirSync(out).map((file) => ({
    type: file.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
    path: join(out, file),
  }));
  modules.sort((a, b) => (a.type < b.type ? 1 : -1));
  const worker = new Miniflare({
    modules,
    modulesRoot: out,
    compatibilityDate: '2025-11-01',
    telemetry: { enabled: false },
  });
  try {
    const response = await worker.dispatchFetch('http://localhost/');
    return await response.text();
  } finally {
    await worker.dispose();
  }
}

const WORKERD = ['workerd', 'worker', 'browser'];

for (const name of ['whole', 'init', 'parts']) {
  consumer(`Workers: ${name}`, MINIFLARE, async () =>
    assert.equal(await answered(name, WORKERD), await expected()),
  );
}

consumer('Workers: the other parts', MINIFLARE, async () =>
  assert.match(await answered('others', WORKERD), /^1762214400000,20$/),
);

consumer('Workers: parts that were bundled for a page say what to do', MINIFLARE, async () => {
  assert.match(
    await answered('lost', ['browser']),
    /^true LOAD the engine could not be loaded: .*give `init` the wasm$/,
  );
});

consumer('Workers: what that error says helps', MINIFLARE, async () =>
  assert.equal(await answered('given', ['browser']), await expected()),
);

consumer(
  'Workers: wasm inside a script is refused there, as a WashoutError',
  MINIFLARE,
  async () => {
    assert.match(
      await answered('inline', WORKERD),
      /^true LOAD the engine could not be loaded: .*disallowed by embedder/,
    );
  },
);

consumer('Workers: no workers inside', MINIFLARE, async () =>
  assert.match(await answered('client', WORKERD), /^true UNSUPPORTED /),
);
