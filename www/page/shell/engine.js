// The one place where the page takes functions of the engine from: its parts, each with a small
// wasm of its own. What the first picture needs is loaded at once; every other panel gets its part
// when it asks for it.
import { simulating } from '../../lib/api/simulate.js';
import { engine } from '../../lib/engine/simulate.js';
import { LIST } from '../../lib/events.js';

export { history, preset } from '../../lib/events.js';

export const { compare, reverseLevel, scenario, simulate } = simulating(engine);

export const version = () => engine.call('version');

/** The recorded events without the sentence on each, which the page does not show. */
export const presets = () => LIST;

const WASM = new URL('washout_simulate_bg.wasm', import.meta.url);

/** Starts the part of the first picture; later.js has begun to compile it. */
export const init = async () => engine.open((await self.washoutWasm?.simulate) ?? WASM);

/** The functions of one position. */
export const locating = () => ready(import('../../lib/locate.js'));

/** The functions that read order books, in the same part. */
export const books = locating;

/** The functions that read a market. */
export const contexts = () => ready(import('../../lib/context.js'));

/** The functions that count. */
export const countings = () => ready(import('../../lib/count.js'));

/** The functions that audit claims. */
export const judging = () => ready(import('../../lib/judge.js'));

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
