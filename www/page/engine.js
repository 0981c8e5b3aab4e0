// The one place where the page takes functions of the engine from: its parts, each with a small wasm
// of its own. What the first picture needs is loaded at once; every other panel gets its part when it
// asks for it.
import { init as start } from '../lib/simulate.js';
import { once } from './dom.js';

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

/** The functions that audit claims. */
export const judging = () => ready(import('../lib/judge.js'));

/** What counts: a worker, or where the page may start none the part itself, a piece of the file at a time. */
export async function counting() {
  const { connect } = await import('../lib/client.js');
  const worker = started();
  return worker ? connect(worker) : ready(import('../lib/count.js'));
}

/** The only address that a page under Trusted Types has to allow; see the policy of the page. */
const address = once(() => {
  const { href } = new URL('./count-worker.js', import.meta.url);
  const policy = self.trustedTypes?.createPolicy('washout', { createScriptURL: () => href });
  return policy?.createScriptURL('') ?? href;
});

/** The worker; null where a policy around the page refuses it. */
function started() {
  try {
    return new Worker(address(), { type: 'module' });
  } catch {
    return null;
  }
}

async function ready(loading) {
  const part = await loading;
  await part.init();
  return part;
}
