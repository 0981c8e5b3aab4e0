// A module worker that runs the package: see client.js for the other side. One message in is
// `{id, name, args}`; messages out are `{id, progress}` and at last `{id, value}` or `{id, error}`.

import * as api from './index.js';

const ready = api.init();
const held = new Map();
const running = new Map();

/** What can be asked besides the functions: objects that stay here, by their key. */
const jobs = {
  open: (key, name, from) => {
    const made = api[name](from);
    held.set(key, made);
    return name === 'ladder' ? { rungs: made.rungs, total_usd: made.total_usd } : undefined;
  },
  use: (key, method, ...args) => {
    const object = held.get(key);
    if (object) return object[method](...args);
    throw new api.WashoutError({ code: 'CLOSED', message: 'this has been finished or freed' });
  },
  free: (key) => {
    held.get(key)?.free();
    held.delete(key);
  },
};

addEventListener('message', async ({ data: { id, name, args, cancel } }) => {
  if (cancel) return running.get(id)?.abort();
  try {
    await ready;
    postMessage({ id, value: await perform(id, name, args) });
  } catch (error) {
    postMessage({ id, error: described(error) });
  }
});

async function perform(id, name, args) {
  if (name === 'countStream') return stream(id, ...args);
  return (jobs[name] ?? api[name])(...args);
}

async function stream(id, source, options) {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const onProgress = (progress) => postMessage({ id, progress });
    return await api.countStream(source, options, { signal: abort.signal, onProgress });
  } finally {
    running.delete(id);
  }
}

function described(error) {
  if (error instanceof api.WashoutError) return error.toJSON();
  return { code: error?.name === 'AbortError' ? 'ABORTED' : 'INTERNAL', message: String(error?.message ?? error) };
}
