// The client of Node, Deno and Bun: its workers are threads, which speak otherwise than those of
// the web. A process ends once nothing is asked of them, as if they were not there.

import { Blob } from 'node:buffer';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';

import { readable } from './chunks.js';
import * as web from './client.js';
import { WashoutError } from './error.js';
import { find } from './find.js';

export { NAMES } from './client.js';

/** Starts a worker, or takes one that runs `washout/worker`, a thread too. */
export function connect(worker = started()) {
  if (!(worker instanceof Thread)) return web.connect(worker);
  const engine = web.connect(asOfTheWeb(worker));
  // A file of a simulated document does not cross to a thread, so that it is read here.
  const crossing = (source) => (source instanceof Blob ? source : readable(source));
  const countStream = async (source, ...rest) => engine.countStream(crossing(source), ...rest);
  return { ...engine, countStream };
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

function asOfTheWeb(thread) {
  const asked = new Set();
  thread.unref();
  thread.on('message', ({ id, progress }) => {
    if (progress === undefined) asked.delete(id);
    if (asked.size === 0) thread.unref();
  });
  return {
    addEventListener: (type, run) =>
      thread.on(type, (said) => run(type === 'message' ? { data: said } : said)),
    postMessage: (message) => {
      if (!message.cancel) asked.add(message.id);
      thread.ref();
      thread.postMessage(message);
    },
    terminate: () => thread.terminate(),
  };
}
