import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as washout from 'washout';

import * as glue from '../../dist/lib/washout.js';

// Exports of the wasm that are no functions of the package: those of the binding, the trap that
// tests the guard, the form of `simulate` that is asked for with options, and what lives behind the
// handles of `counter` and `exporter`.
const OTHERS = new Set([
  'Census',
  'Export',
  'default',
  'initSync',
  'simulateParts',
  'start',
  'trap',
]);

test('every export of the engine has its function in the package', () => {
  const names = Object.keys(glue).filter((name) => !OTHERS.has(name) && !name.startsWith('__'));
  const missing = names.filter((name) => !(name in washout) && !(name.toLowerCase() in washout));
  assert.deepEqual(missing, []);
});
