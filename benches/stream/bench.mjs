// The table of streaming: a file that does not fit, in memory that does not grow.

import { fileURLToPath } from 'node:url';

import { note } from '../lib/progress.mjs';
import { node } from '../lib/shell.mjs';
import { short } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const ROWS = [1e6, 16_400_000];
const LIMIT_MIB = 64;
const COLUMNS = [
  'CSV',
  'MB',
  'ms in the counter',
  'MB/s',
  'longest push ms',
  'wasm memory MiB',
  'limit MiB',
  'peak RSS MB',
  'exact',
];

export async function bench() {
  const lines = [];
  for (const rows of ROWS) {
    note(`  ${rows.toLocaleString('en')} rows`);
    lines.push(line(rows, await node(CHILD, [rows], { timeout: 1_800_000 })));
  }
  return table('Stream: memory while a file of any size goes through', COLUMNS, lines);
}

function line(rows, { failed, skipped, bytes, ms, longest, wasm, peak, exact }) {
  const name = `${rows.toLocaleString('en')} rows`;
  if (failed || skipped) return [name, failed ? `failed: ${failed}` : `skipped: ${skipped}`];
  const mib = wasm / 2 ** 20;
  const verdict = mib <= LIMIT_MIB ? 'held' : 'EXCEEDED';
  return [
    name,
    short(bytes / 1e6),
    short(ms),
    short(bytes / 1e3 / ms),
    short(longest),
    short(mib),
    `${LIMIT_MIB} ${verdict}`,
    short(peak),
    exact ? 'yes' : 'NO',
  ];
}
