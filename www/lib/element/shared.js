// One engine for all figures of a page, started when the first of them needs it.
import { fetchEngine } from './engine.js';

let started = null;

/** The engine, ready. `source` says where the wasm is, where that is not beside the script. */
export function engine(source) {
  started ??= fetchEngine().then(async (loaded) => {
    await loaded.init(await source?.());
    return loaded;
  });
  // A failure is not kept: the next figure tries again.
  started.catch(() => { started = null; });
  return started;
}
