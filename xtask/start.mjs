// `npm start`: builds what is new and serves the page on this computer.

import './node.mjs';

import { build } from './build.mjs';
import { FIRST_PAGE } from './first.mjs';
import { page } from './paths.mjs';
import { Stop, main } from './run.mjs';
import { serve } from './serve.mjs';

const FIRST_PORT = 8080;
const TRIES = 20;

/** The page, and what a tab that was opened before it was finished may still ask for. */
const folders = [];

await main(async () => {
  const { port, tries } = wanted(process.env.PORT);
  const open = async () => {
    const server = await serve(folders, { port, tries }).catch((error) => {
      throw new Stop(`Port ${port} cannot be used (${error.code}): set PORT to another one.`);
    });
    console.log(`\nWashout is at ${server.url} (stop with Ctrl-C)`);
  };
  const early = async () => {
    folders.push(FIRST_PAGE);
    await open();
    console.log('Its parts are still being compiled; until then each loads the whole engine.');
  };
  await build(early);
  folders.unshift(page);
  if (folders.length === 1) await open();
  else console.log('The parts are ready.');
});

/** The port that was asked for, and only that one; or the first free one from 8080. */
function wanted(text) {
  if (!text) return { port: FIRST_PORT, tries: TRIES };
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Stop(`PORT has to be a number from 0 to 65535, found "${text}".`);
  return { port, tries: 1 };
}
