#!/usr/bin/env node
// Writes a CSV of about so many bytes: node benches/big.mjs <bytes> <file>. Its exact totals go
// beside it.

import { write } from './lib/cache.mjs';

const BYTES_A_ROW = 61.25;
const [bytes, data] = process.argv.slice(2);
if (!(Number(bytes) >= 100) || !data) {
  process.stderr.write(
    'expected a number of bytes and a file: node benches/big.mjs 1000000000 out.csv\n',
  );
  process.exit(1);
}
write('csv', Math.round(Number(bytes) / BYTES_A_ROW), { data, expected: `${data}.expected.json` });
