// No line of a source is longer than a screen is wide. ESLint says so of scripts; this of the rest.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import test from 'node:test';

import { at, root } from '../../xtask/paths.mjs';
import { files } from '../../xtask/stamp.mjs';

const FOLDERS = ['src', 'www', 'tests', 'benches', 'audits', 'xtask'];
const KINDS = /\.(rs|m?js|cjs|ts|css|html|sql|py|toml)$/;
/** What others made is as long as they made it, and a recorded message is one line. */
const OTHERS = /node_modules|fixtures|vectors|consumers\/projects/;
const COLUMNS = 100;
/** Rows of a table in a comment, and lines of a file that a comment quotes. */
const QUOTED = /^\s*(\/\/[/!]\s+(\||[{["<]|\S{60})|[{[]")/;
/** A text in code that has no place to be broken at, or would be read worse in pieces. */
const TEXT = /"(?:[^"\\]|\\.){48,}|r#"/;

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
    .flatMap((line, i) => (fits(line, file) ? [] : [`${relative(root, file)}:${i + 1}`]));

const fits = (line, file) =>
  [...line].length <= COLUMNS || (file.endsWith('.rs') && (QUOTED.test(line) || TEXT.test(line)));
