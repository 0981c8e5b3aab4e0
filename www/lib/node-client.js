// The client of Node, Deno and Bun: its workers are threads, which speak otherwise than those of
// the web. A process ends once nothing is asked of them, as if they were not there.

import { Blob } from 'node:buffer';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';

import * as web from './client.js';
import { WashoutError } from './error.js';
import { named } from './files.js';
import { find } from './find.js';
import { Source, isFile } from './source.js';

export { NAMES } from './client.js';

/** Starts a worker, or takes one that runs `washout/worker` or what starts one; threads too. */
export function connect(worker = started) {
  const isStart = typeof worker === 'function';
  const engine = web.connect(isStart ? () => asOfTheWeb(worker()) : asOfTheWeb(worker));
  const countStream = async (source, options, controls) =>
    engine.countStream(crossing(source), named(options, source), controls);
  return { ...engine, countStream };
}

/** A file of a simulated document does not cross to a thread, so that it is read here. */
function crossing(source) {
  return isFile(source) && !(source instanceof Blob) ? new Source(source) : source;
}

/** A worker for `connect`; it has the whole engine, as every part has here. */
export const countWorker = () => started();

function started() {
  try {
    const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
    return new Thread(pathToFileURL(find(join(here, 'node-worker.js'), 'washout/worker')));
  } catch (cause) {
    const message = `no worker can be started: ${cause.message}: leave washout out of the bundle`;
    throw new WashoutError({ code: 'LOAD', message, cause });
  }
}

/** A thread as the client takes a worker; anything else as it is. */
function asOfTheWeb(thread) {
  if (!(thread instanceof Thread)) return thread;
  const asked = new Set();
  thread.unref();
  thread.on('message', ({ id, progress }) => {
    if (progress === undefined) asked.delete(id);
    if (asked.size === 0) thread.unref();
  });
  return {
    addEventListener: (type, run) => {
      thread.on(type, (said) => run(type === 'message' ? { data: said } : said));
      // A thread may also end without an error.
      if (type !== 'error') return;
      thread.on('exit', (code) => run({ message: `it ended with code ${code}` }));
    },
    postMessage: (message, transfer) => {
      if (!message.cancel) asked.add(message.id);
      thread.ref();
      thread.postMessage(message, transfer);
    },
    terminate: () => thread.terminate(),
  };
}
