// Where things lie, relative to the project's root.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const at = (...parts) => join(root, ...parts);

export const dist = at('dist');
export const lib = at('dist', 'lib');
export const page = at('dist', 'page');
export const results = at('test-results');
