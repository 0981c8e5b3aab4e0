// A thread of Node that runs the package; a worker of Deno or Bun too. See client.js for the other
// side.

import { isMainThread, parentPort } from 'node:worker_threads';

import * as api from './node.js';
import { serve } from './serve.js';

if (parentPort) {
  // A thread speaks as a worker of the web does.
  globalThis.addEventListener = (type, run) => parentPort.on(type, (data) => run({ data }));
  globalThis.postMessage = (message) => parentPort.postMessage(message);
} else if (isMainThread && typeof WorkerGlobalScope === 'undefined') {
  const message = 'expected to run in a worker: start one with `connect` of washout/client';
  throw new api.WashoutError({ code: 'UNSUPPORTED', message });
}
serve(api);
