// Builds the page in the language that `WASHOUT_LANGUAGE` names, from the words in its folder, or
// in the one that is given.

import { lay } from './languages.mjs';
import { at, language } from './paths.mjs';
import { main } from './run.mjs';

await main(async () => {
  lay(process.argv[2] ?? at('www', 'words', language));
  await (await import('./lib.mjs')).assemble();
  await (await import('./page.mjs')).assemble();
});
