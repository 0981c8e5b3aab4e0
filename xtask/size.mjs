// Sizes of what is shipped.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;

/** Bytes of a file after gzip at the level that static hosts use. */
export const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** `12.3 KB`. */
export const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
