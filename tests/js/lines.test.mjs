// No line of a source is longer than a screen is wide. ESLint says so of scripts; this of the rest.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import test from 'node:test';

import { at, root } from '../../xtask/paths.mjs';
import { files } from '../../xtask/stamp.mjs';

const FOLDERS = ['src', 'www', 'tests', 'benches', 'audits', 'xtask'];
const KINDS = /\.(rs|m?js|cjs|ts|css|html|sql|py|toml)$/;
/** What others made is as long as they made it. */
const OTHERS = /node_modules|fixtures|vectors|consumers\/projects/;
const COLUMNS = 100;
/** An address alone in its line cannot be broken. */
const ADDRESS = /^\W*https:\/\/\S+$/;

test('a line has at most 100 columns', () => {
  const sources = FOLDERS.flatMap((folder) => files(at(folder))).filter(
    (file) => KINDS.test(file) && !OTHERS.test(file),
  );
  assert.ok(sources.length > 500);
  assert.deepEqual(sources.flatMap(tooLong), []);
});

const tooLong = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (fits(line) ? [] : [`${relative(root, file)}:${i + 1}`]));

const fits = (line) => [...line].length <= COLUMNS || ADDRESS.test(line);
