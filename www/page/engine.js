// The one place where the page takes functions of the engine from. What the first picture needs is
// loaded at once; every other panel gets its own part when it asks for it.
export { init, preset, presets, reverseLevel, simulate, version } from '../lib/simulate.js';

/** The functions of one position. */
export const locating = () => ready(import('../lib/locate.js'));

/** The functions that read a market and audit claims. */
export const judging = () => ready(import('../lib/judge.js'));

/** The functions that read order books. */
export const books = () => ready(import('../lib/simulate.js'));

/** A worker that counts. */
export const counting = async () => {
  const { connect, countWorker } = await import('../lib/client.js');
  return connect(countWorker());
};

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
