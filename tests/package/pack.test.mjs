import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** A project of a stranger, with the package installed from its tarball. */
let home;
let packed;

const npm = (args, cwd) =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const node = (...args) =>
  execFileSync(process.execPath, args, { cwd: home, encoding: 'utf8' }).trim();
const write = (name, text) => writeFileSync(join(home, name), text);

before(() => {
  home = mkdtempSync(join(tmpdir(), 'washout-consumer-'));
  packed = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', home], root),
  );
  packed = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  npm(
    ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${packed.filename}`],
    home,
  );
});

after(() => rmSync(home, { recursive: true, force: true }));

// What a consumer gets, file by file. A new file of the package is named here on purpose.
const ALONE = ['context', 'count', 'judge', 'locate', 'simulate'];
const ENTRIES = [
  'bundled.js',
  'client.cjs',
  'client.js',
  'count-client.js',
  'count-worker.js',
  'index.js',
  'inline.js',
  'node-client.js',
  'node-worker.js',
  'node.cjs',
  'node.js',
  'presets.cjs',
  'presets.js',
  'washout.script.js',
  'worker.js',
  'workerd.js',
  ...ALONE.flatMap((part) => [`${part}.js`, `workerd/${part}.js`]),
];
const PARTS = [
  'api.js',
  'buffer.js',
  'bytes.js',
  'chunks.js',
  'column.js',
  'crc32.js',
  'engine.js',
  'error.js',
  'events.js',
  'feed.js',
  'files.js',
  'find.js',
  'guard.js',
  'gzip.js',
  'handle.js',
  'inflate.js',
  'inside.js',
  'load.js',
  'inputs.js',
  'moved.js',
  'nodes.js',
  'path.js',
  'plain.js',
  'row-key.js',
  'serve.js',
  'slider.js',
  'source.js',
  'washout_base64.js',
  'zip.js',
  ...['ask', 'study', ...ALONE].map((part) => `api/${part}.js`),
  ...ALONE.map((part) => `engine/${part}.js`),
  ...['washout', ...ALONE.map((part) => `washout_${part}`)].flatMap((name) => [
    `${name}.js`,
    `${name}_bg.wasm`,
  ]),
];
const FIGURES = [
  'element/index.js',
  'element/figure.js',
  'element/adopt.js',
  'element/attributes.js',
  'element/controls.js',
  'element/engine.js',
  'element/overrides.js',
  'element/shared.js',
  'element/sliders.js',
  'element/split.js',
  'element/wrong.js',
  'element/table.js',
  ...['controls', 'cursor', 'figure', 'split', 'table'].flatMap((name) => [
    `element/${name}.css`,
    `element/${name}.css.js`,
  ]),
  'element/still.css',
  'washout-host.js',
  'custom-elements.json',
];
const TYPES = [
  'element/index.d.ts',
  'client.d.cts',
  'client.d.ts',
  'count-worker.d.ts',
  'index.d.ts',
  'node.d.cts',
  'presets.d.cts',
  'presets.d.ts',
  'worker.d.ts',
  ...ALONE.flatMap((part) => [`${part}.d.cts`, `${part}.d.ts`]),
  ...['contagion', 'count', 'figures', 'judge', 'locate', 'scenario', 'simulate', 'values'].flatMap(
    (name) => [`types/${name}.d.cts`, `types/${name}.d.ts`],
  ),
];
const OTHERS = ['CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json'];

test('the tarball holds the package and nothing else', () => {
  // The charts, views and formats are the figures' and the page's, listed by what lies there; the
  // presets by the engine.
  const own = packed.files
    .map(({ path }) => path)
    .filter((path) => !/^dist\/lib\/(charts\/|presets\/|views\/|format\.)/.test(path));
  const expected = [
    ...[...ENTRIES, ...PARTS, ...FIGURES, ...TYPES].map((name) => `dist/lib/${name}`),
    ...OTHERS,
  ];
  assert.deepEqual(own.sort(), expected.sort());
});

test('everything that package.json names is in the tarball', () => {
  const paths = new Set(packed.files.map(({ path }) => `./${path}`));
  const named = (entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(named);
  for (const path of [
    ...named(manifest.exports),
    manifest.main,
    manifest.types,
    ...manifest.sideEffects,
  ])
    assert.ok(paths.has(path), path);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({
    pkgDir: join(home, 'node_modules', 'washout'),
    level: 'suggestion',
    strict: true,
  });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test('import, require and dynamic import give the same functions, ready to use', () => {
  const show =
    'console.log(JSON.stringify([washout.version(), Object.keys(washout).filter((name) => ' +
    '!["default", "module.exports", "__esModule"].includes(name)).sort()]))';
  write('esm.mjs', `import * as washout from 'washout';\nawait washout.init();\n${show}`);
  write('cjs.cjs', `const washout = require('washout');\n${show}`);
  const [version, names] = JSON.parse(node('esm.mjs'));
  assert.equal(version, manifest.version);
  assert.deepEqual(JSON.parse(node('cjs.cjs')), [version, names]);
  for (const name of [
    'WashoutError',
    'count',
    'countStream',
    'counter',
    'init',
    'simulate',
    'version',
  ])
    assert.ok(names.includes(name), name);
});

test(
  'an error is one of ours whichever way each entry was loaded, and of a class of their own ' +
    'derived ones are',
  () => {
    write(
      'errors.cjs',
      `
    const entries = ['', '/count', '/inline', '/presets', '/client'].map((of) => 'washout' + of);
    const classes = [];
    const errors = [];
    const take = (entry) => entry.WashoutError && classes.push(entry.WashoutError);
    const fail = (run) => { try { run(); } catch (error) { errors.push(error); } };
    (async () => {
      const [required, imported] = [entries.map((name) => require(name)),
        await Promise.all(entries.map((name) => import(name)))];
      await imported[2].init();
      [...required, ...imported].forEach(take);
      for (const [whole, part, inline, presets, client] of [required, imported]) {
        for (const { count } of [whole, part, inline]) fail(() => count(''));
        await presets.preset('none').catch((error) => errors.push(error));
        const engine = client.connect();
        await engine.count('').catch((error) => errors.push(error));
        engine.close();
      }
      const [Ours] = classes;
      class Own extends Ours {}
      const own = new Own({ code: 'OWN', message: 'x' });
      console.log(JSON.stringify([
        errors.length, new Set(classes).size > 1,
        classes.every((one) =>
          errors.every((error) => error instanceof one && error.name === 'WashoutError')),
        classes.every((one) => own instanceof one), own instanceof Own,
        errors.some((error) => error instanceof Own),
        classes.some((one) => [new Error('x'), null, undefined, 1, {}].some((other) =>
          other instanceof one)),
      ]));
    })();`,
    );
    assert.deepEqual(JSON.parse(node('errors.cjs')), [10, true, true, true, true, false, false]);
  },
);

test('in Node a client has a thread, which lets the process end', () => {
  write(
    'thread.mjs',
    `
    import { connect, countWorker } from 'washout/client';
    import { Worker } from 'node:worker_threads';
    const engine = connect();
    const file = new Blob(['time,symbol,side,qty,price\\n',
      ...Array(20_000).fill('2025-11-04T14:05:00Z,BTCUSDT,long,0.1,10\\n')]);
    const seen = [];
    const report = await engine.countStream(file, {}, {
      onProgress: ({ read_bytes, total_bytes }) => seen.push([read_bytes, total_bytes]) });
    console.log(JSON.stringify([report.events, report.duplicates, seen.at(-1), file.size]));
    const abort = new AbortController();
    console.log(await engine.countStream(file, {},
      { signal: abort.signal, onProgress: () => abort.abort() }).catch(({ name }) => name));
    const ladder = await engine.ladder({ scenario: { washout: 1, preset: '2025-11-04' } });
    console.log((await ladder.outcomes([0.05])).liquidated_usd[0] > 0);
    console.log(await connect(countWorker()).version(),
      await connect(new Worker(new URL(import.meta.resolve('washout/worker')))).version());
    const lost = connect(new Worker('throw new Error("gone")', { eval: true }));
    console.log(await lost.version().catch(({ name, code, message }) =>
      [name, code, message].join(' ')));`,
  );
  const [counted, stopped, ladder, versions, lost] = node('thread.mjs').split('\n');
  const [events, duplicates, last, size] = JSON.parse(counted);
  assert.deepEqual([events + duplicates, last], [20_000, [size, size]]);
  assert.deepEqual(
    [stopped, ladder, versions],
    ['AbortError', 'true', `${manifest.version} ${manifest.version}`],
  );
  assert.equal(lost, 'WashoutError LOAD the worker failed: gone');
});

test('what runs in a worker says so where it is loaded outside of one', () => {
  for (const name of ['worker', 'count-worker']) {
    write(
      'outside.mjs',
      `await import('washout/${name}').catch(({ name, code, message }) => ` +
        'console.log(name, code, message));',
    );
    assert.equal(
      node('outside.mjs'),
      'WashoutError UNSUPPORTED expected to run in a worker: start one with `connect` of ' +
        'washout/client',
    );
  }
});

test('the recorded events are the same whichever way they are loaded', () => {
  write(
    'recorded.cjs',
    `(async () => {
    const [a, b] = [require('washout/presets'), await import('washout/presets')];
    const all = async (from) => JSON.stringify([
      from.version(), from.presets(),
      await Promise.all(from.presets().map(({ id }) => from.preset(id))), await from.history()]);
    const refused = async (from) => JSON.stringify(await Promise.all(
      ['', 'x', 'x'.repeat(99)].map((id) => from.preset(id).catch((error) => error.toJSON()))));
    console.log(await all(a) === await all(b),
      await refused(a) === await refused(b),
      Object.keys(a).sort().join() === Object.keys(b).sort().join());
  })();`,
  );
  assert.equal(node('recorded.cjs'), 'true true true');
});

test('the inline entry needs no file beside it', () => {
  write(
    'inline.mjs',
    "import { init, version } from 'washout/inline';\nawait init();\nconsole.log(version());",
  );
  assert.equal(node('inline.mjs'), manifest.version);
});

test('the browser entry takes the bytes of the wasm', () => {
  write(
    'bytes.mjs',
    `import { readFileSync } from 'node:fs';
    import { init, version } from './node_modules/washout/dist/lib/index.js';
    try { version(); } catch (error) { console.log(error.code); }
    await init(readFileSync(new URL(import.meta.resolve('washout/washout_bg.wasm'))));
    console.log(version());`,
  );
  assert.equal(node('bytes.mjs'), `NOT_READY\n${manifest.version}`);
});

for (const part of ALONE) {
  test(
    `the ${part} part has its functions, declared and with a wasm of its own, and in Node ` +
      `they are the whole engine's`,
    () => {
      write(
        `${part}.mjs`,
        `import { readFileSync } from 'node:fs';
      import * as whole from 'washout';
      import * as entry from 'washout/${part}';
      import * as alone from './node_modules/washout/dist/lib/${part}.js';
      const wasm = import.meta.resolve('washout/washout_${part}_bg.wasm');
      await alone.init(readFileSync(new URL(wasm)));
      console.log(JSON.stringify([Object.keys(alone).sort(),
        Object.keys(alone).filter((name) => entry[name] !== whole[name] || !(name in whole)),
        alone.version()]));`,
      );
      const [names, missing, version] = JSON.parse(node(`${part}.mjs`));
      const declared = /export \{([^}]*)\} from/.exec(
        readFileSync(join(home, `node_modules/washout/dist/lib/${part}.d.ts`), 'utf8'),
      )[1];
      assert.deepEqual(names, declared.match(/\w+/g).sort());
      assert.deepEqual([missing, version], [[], manifest.version]);
    },
  );
}

test('a wasm that is not there is a LOAD error, and a second try works', () => {
  write(
    'retry.mjs',
    `import { readFileSync } from 'node:fs';
    import { init, version } from './node_modules/washout/dist/lib/index.js';
    await init(new Uint8Array([1, 2, 3])).catch((error) => console.log(error.name, error.code));
    await init(readFileSync(new URL(import.meta.resolve('washout/washout_bg.wasm'))));
    console.log(version());`,
  );
  assert.equal(node('retry.mjs'), `WashoutError LOAD\n${manifest.version}`);
});

test('every export is declared, and every declaration is exported', () => {
  const types = ['index.d.ts', 'types/values.d.ts'].map((name) =>
    readFileSync(join(home, 'node_modules/washout/dist/lib', name), 'utf8'),
  );
  const names = [
    ...types.join('\n').matchAll(/^export (?:declare )?(?:function|class|const) (\w+)/gm),
  ].map(([, name]) => name);
  // A function with two forms is declared twice.
  const declared = [...new Set(names)].sort();
  write(
    'names.mjs',
    "import * as washout from 'washout';\nconsole.log(Object.keys(washout).sort().join());",
  );
  assert.equal(node('names.mjs'), declared.join());
});

const PROGRAM = `
import {
  WashoutError, count, countStream, counter, init, simulate, version, type CountReport,
} from 'washout';
const text: string = version();
async function use(file: Blob): Promise<CountReport> {
  await init();
  const counting = counter({ venue: 'x', top: 5 });
  try {
    counting.push(new Uint8Array(1)); counting.push('text'); return counting.finish();
  } finally { counting.free(); }
  return countStream(file, {}, { signal: new AbortController().signal,
    onProgress: ({ read_bytes }) => read_bytes.toFixed() });
}
const total: string = count('a').long.usd;
try { simulate({ washout: 1, preset: '2025-11-04', shock: 0.07 }); } catch (error) {
  if (error instanceof WashoutError) { const line: number | null = error.place.line; }
}
// @ts-expect-error an exact number is no JavaScript number
const wrong: number = count('a').total_usd;
`;

// Workers are started from modules only.
const WORKER = `
import { connect } from 'washout/client';
const remote: Promise<string> = connect().version();
const far = connect().countStream(new Blob([])).then(({ total_usd }) => total_usd.length);
`;

for (const [name, module, moduleResolution, file] of [
  ['node16, ES module', 'node16', 'node16', 'use.mts'],
  ['node16, CommonJS', 'node16', 'node16', 'use.cts'],
  ['a bundler', 'esnext', 'bundler', 'use.ts'],
]) {
  test(`the types serve ${name}, strictly and with a plain ES2022 library`, () => {
    write(file, file.endsWith('.cts') ? PROGRAM : PROGRAM + WORKER);
    const options = {
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      exactOptionalPropertyTypes: true,
    };
    write('tsconfig.json', JSON.stringify({ compilerOptions: options, files: [file] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    try {
      node(tsc, '--project', 'tsconfig.json');
    } catch (error) {
      assert.fail(error.stdout);
    }
  });
}

test('a bundler keeps what is imported for what it does', async () => {
  const { build } = await import('esbuild');
  for (const [entry, sign] of [
    ['washout-host.js', 'washoutHost'],
    ['element', 'customElements'],
    ['worker', 'addEventListener("message"'],
  ]) {
    write('acts.js', `import 'washout/${entry}';`);
    const { outputFiles } = await build({
      entryPoints: [join(home, 'acts.js')],
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    assert.ok(outputFiles[0].text.includes(sign), entry);
  }
});

test('a bundler finds the browser entry and keeps the wasm out of the script', async () => {
  const { build } = await import('esbuild');
  write(
    'app.js',
    "import { init, version } from 'washout';\nawait init();\nconsole.log(version());",
  );
  const { outputFiles } = await build({
    entryPoints: [join(home, 'app.js')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  assert.ok(outputFiles[0].text.includes('washout_bg.wasm'));
  assert.ok(!outputFiles[0].text.includes('node:fs'));
  assert.ok(existsSync(join(home, 'node_modules/washout/dist/lib/washout_bg.wasm')));
});
