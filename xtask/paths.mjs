// Where things lie, relative to the project's root, for what is being built: the page in English
// from `www` into `dist`; another language from a copy of `www` with its own words (see
// `languages.mjs`); or the first page that `npm start` can serve (see `first.mjs`).

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const at = (...parts) => join(root, ...parts);

const { WASHOUT_LANGUAGE: own = '', WASHOUT_FIRST: isFirst } = process.env;
export const first = at('dist', 'first');
export const language = own || 'en';
/** Whether it is what visitors load, and has to keep its budgets. */
export const isFinal = !own && !isFirst;
const other = own ? at('dist', 'languages', own) : first;
export const dist = isFinal ? at('dist') : other;
const sources = own ? join(dist, 'www') : at('www');
/** A file of the page's sources. */
export const www = (...parts) => join(sources, ...parts);
export const glue = join(isFirst ? first : at('dist'), 'glue');
export const lib = join(dist, 'lib');
export const page = join(dist, 'page');
export const results = at('test-results');
