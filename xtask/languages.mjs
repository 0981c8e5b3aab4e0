// The page in other languages. Each folder of `www/words` is one, named by its tag (`de`, `pt-BR`):
// it holds whatever has words, at the same place as below `www`. Laid over a copy of the sources it
// is built like the page in English, into a folder of the page.

import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { at, dist, page, www } from './paths.mjs';
import { Stop, run } from './run.mjs';
import { files } from './stamp.mjs';

const ENGLISH = at('www');
const FOLDER = 'words';
const HAS_WORDS = /\.words\.js$|^page\/[^/]+\/section\.html$|^[^/]+\.html$/;

/** The files with words, as they lie below `www`. */
export const wordsOf = (sources = ENGLISH) =>
  files(sources)
    .map((file) => relative(sources, file))
    .filter((name) => HAS_WORDS.test(name) && !name.startsWith(join(FOLDER, '')));

/** Every language but English. */
const languages = () =>
  existsSync(join(ENGLISH, FOLDER)) ? readdirSync(join(ENGLISH, FOLDER)) : [];

/** Builds the page in every other language, beside the one in English. */
export async function translate() {
  for (const tag of languages()) {
    const env = { ...process.env, WASHOUT_LANGUAGE: tag };
    await run(process.execPath, [at('xtask', 'language.mjs')], { env });
    cpSync(at('dist', 'languages', tag, 'page'), join(page, tag), { recursive: true });
  }
}

/** Makes the sources of one language: those in English with `folder` laid over them. */
export function lay(folder) {
  const missing = wordsOf().filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0)
    throw new Stop(`${folder} lacks the words of ${missing.join(', ')}; English stands in www.`);
  rmSync(dist, { recursive: true, force: true });
  const filter = (file) => file !== join(ENGLISH, FOLDER);
  cpSync(ENGLISH, www(), { recursive: true, filter });
  cpSync(folder, www(), { recursive: true });
}
