// The one place where the page takes functions of the engine from: its parts, each with a small wasm
// of its own. What the first picture needs is loaded at once; every other panel gets its part when it
// asks for it.
import { init as start } from '../lib/simulate.js';

export { history, preset, presets } from '../lib/presets.js';
export { compare, reverseLevel, simulate, version } from '../lib/simulate.js';

/** Starts the part of the first picture; later.js has begun to compile it. */
export const init = async () => start(await self.washoutWasm?.simulate);

/** The functions of one position. */
export const locating = () => ready(import('../lib/locate.js'));

/** The functions that read order books, in the same part. */
export const books = locating;

/** The functions that read a market. */
export const contexts = () => ready(import('../lib/context.js'));

/** The functions that count. */
export const countings = () => ready(import('../lib/count.js'));

/** The functions that audit claims. */
export const judging = () => ready(import('../lib/judge.js'));

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
