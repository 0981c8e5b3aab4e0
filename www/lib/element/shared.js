// One engine for all figures of a page, each part of it started when the first of them needs it.
import { FETCH } from './engine.js';

const started = {};

/**
 * A part of the engine, ready. `source(part)` says where its wasm is, where that is not beside the
 * script.
 */
export function engine(part, source) {
  started[part] ??= FETCH[part]().then(async (loaded) => {
    // Recorded events are plain data.
    await loaded.init?.(await source?.(part));
    return loaded;
  });
  // A failure is not kept: the next figure tries again.
  started[part].catch(() => {
    delete started[part];
  });
  return started[part];
}
