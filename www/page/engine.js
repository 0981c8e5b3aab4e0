// The one place where the page takes functions of the engine from. What the first picture needs is
// loaded at once; every other panel gets its own part when it asks for it.
export { init, preset, presets, reverseLevel, simulate, version } from '../lib/index.js';

/** The functions of one position. */
export const locating = () => ready(import('../lib/index.js'));

/** The functions that read order books. */
export const books = () => ready(import('../lib/index.js'));

/** The functions that judge an article. */
export const judging = () => ready(import('../lib/index.js'));

/** A worker that counts. */
export const counting = async () => (await import('../lib/client.js')).connect();

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
