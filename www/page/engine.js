// The one place where the page takes functions of the engine from: its parts, each with a small wasm
// of its own. What the first picture needs is loaded at once; every other panel gets its part when it
// asks for it.
export { history, preset, presets } from '../lib/presets.js';
export { init, reverseLevel, simulate, version } from '../lib/simulate.js';

/** The functions of one position. */
export const locating = () => ready(import('../lib/locate.js'));

/** The functions that read order books, in the same part. */
export const books = locating;

/** The functions that read a market. */
export const contexts = () => ready(import('../lib/context.js'));

/** The functions that audit claims. */
export const judging = () => ready(import('../lib/judge.js'));

/** A worker that counts. */
export async function counting() {
  const { connect, countWorker } = await import('../lib/client.js');
  return connect(countWorker());
}

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
