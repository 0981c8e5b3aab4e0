// The generated inputs, made once and kept under target/benches (or the system's temporary folder
// when the project is read-only).

import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  writeFileSync,
  writeSync,
  openSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as form from './sample.mjs';
import { note } from './progress.mjs';

export const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The kinds of samples: what stands first, and how a row is written. */
const FORMS = {
  csv: [form.HEADER, form.csvLine],
  readme: [form.README_HEADER, form.readmeLine],
  turned: [form.TURNED_HEADER, form.turnedLine],
  jsonl: ['', form.jsonLine],
};
// The name carries the version of the generator: other rows, other file.
const VERSION = 1;
const BLOCK = 8192;

/** The paths of a sample of `count` rows and of its expected totals; written when missing. */
export function sample(kind, count) {
  const name = join(folder(), `v${VERSION}-${count}.${kind}`);
  const paths = { data: name, expected: `${name}.expected.json` };
  if (!existsSync(paths.expected)) write(kind, count, paths);
  return paths;
}

/** Writes a sample to any place, for tests of the page with one big file. */
export function write(kind, count, { data, expected }) {
  note(`writing ${count.toLocaleString('en')} rows to ${data}`);
  const totals = form.expectation();
  const file = openSync(`${data}.part`, 'w');
  for (const block of blocks(kind, count, totals)) writeSync(file, block);
  closeSync(file);
  renameSync(`${data}.part`, data);
  if (expected) writeFileSync(expected, JSON.stringify(totals.done()));
}

/** The same bytes in blocks, for a stream that never touches the disk. */
export function* blocks(kind, count, totals) {
  let [text, line] = FORMS[kind];
  let held = 0;
  for (const row of form.rows(count)) {
    totals.add(row);
    text += line(row);
    if (++held < BLOCK) continue;
    yield Buffer.from(text, 'latin1');
    [text, held] = ['', 0];
  }
  if (text) yield Buffer.from(text, 'latin1');
}

export function folder() {
  const target = join(PROJECT, 'target', 'benches');
  for (const path of [target, join(tmpdir(), 'washout-benches')]) {
    try {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK);
      return path;
    } catch {
      // The next place.
    }
  }
  throw new Error(`no folder for the samples: neither ${target} nor ${tmpdir()} can be written`);
}
