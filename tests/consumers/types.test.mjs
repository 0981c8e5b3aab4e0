// What TypeScript resolves of the package, and what a tracer of files takes along.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { HOME, MODULES, consumer, project } from './project.mjs';

const PACKAGE = join(MODULES, 'washout');
/** Modules in every way of loading: what runs in a worker, and what defines an element. */
const MODULES_ONLY = ['./count-worker', './element', './worker'];
const isCode = (entry) => !/\.(js|json|wasm)$/.test(entry);

consumer(
  'the types are right however an entry is resolved',
  ['@arethetypeswrong/core'],
  async () => {
    const { Package, checkPackage } = await import('@arethetypeswrong/core');
    const { name, version, exports } = JSON.parse(
      readFileSync(join(PACKAGE, 'package.json'), 'utf8'),
    );
    const paths = readdirSync(PACKAGE, { recursive: true })
      .map(String)
      .filter((path) => statSync(join(PACKAGE, path)).isFile());
    const files = Object.fromEntries(
      paths.map((path) => [`/node_modules/washout/${path}`, readFileSync(join(PACKAGE, path))]),
    );
    const { problems, entrypoints } = await checkPackage(new Package(files, name, version));
    assert.deepEqual(Object.keys(entrypoints).sort(), Object.keys(exports).sort());
    // Older than `exports`, that way finds the main entry alone.
    const met = problems.filter(
      ({ entrypoint = '', resolutionKind }) =>
        isCode(entrypoint) && !(resolutionKind === 'node10' && entrypoint !== '.'),
    );
    const told = met
      .map(({ kind, entrypoint, resolutionKind }) => [kind, entrypoint, resolutionKind].join(' '))
      .sort();
    assert.deepEqual(
      told,
      MODULES_ONLY.map((entry) => `CJSResolvesToESM ${entry} node16-cjs`),
    );
  },
);

consumer(
  'a tracer of files takes along what is read and what runs in a thread',
  ['next'],
  async () => {
    const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft');
    const folder = project('traced', {
      'main.js': "import 'washout';\nimport { connect } from 'washout/client';\nconnect();\n",
      'main.cjs': "require('washout');\nrequire('washout/client').connect();\n",
    });
    for (const entry of ['main.js', 'main.cjs']) {
      const { fileList } = await nodeFileTrace([join(folder, entry)], { base: HOME });
      for (const file of ['washout_bg.wasm', 'node-worker.js', 'serve.js']) {
        assert.ok(
          fileList.has(join('node_modules', 'washout', 'dist', 'lib', file)),
          `${entry}: ${file}`,
        );
      }
    }
  },
);
