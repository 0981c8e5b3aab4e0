// Where things lie, relative to the project's root, for the language that is being built: English from
// `www` into `dist`, any other from a copy of `www` with its own words (see `languages.mjs`).

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const at = (...parts) => join(root, ...parts);

const own = process.env.WASHOUT_LANGUAGE ?? '';
export const language = own || 'en';
export const dist = own ? at('dist', 'languages', own) : at('dist');
const sources = own ? join(dist, 'www') : at('www');
/** A file of the page's sources. */
export const www = (...parts) => join(sources, ...parts);
export const glue = at('dist', 'glue');
export const lib = join(dist, 'lib');
export const page = join(dist, 'page');
export const results = at('test-results');
