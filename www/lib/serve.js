// The worker's side of a conversation whose other side is client.js. One message in is
// `{id, name, args}`; messages out are `{id, progress}` and at last `{id, value}` or `{id, error}`.

/**
 * Answers every message with the functions of `api`, which is loaded here; where that fails, again
 * at the next message.
 */
export function serve(api) {
  let loading = null;
  const ready = () =>
    (loading ??= api.init().catch((error) => {
      loading = null;
      throw error;
    }));
  // Begun before it is asked for, and reported to whoever asks.
  ready().catch(() => {});
  const desk = new Desk(api);
  addEventListener('message', async ({ data: { id, name, args, cancel } }) => {
    if (cancel) return desk.cancel(id);
    try {
      await ready();
      postMessage({ id, value: await desk.perform(id, name, args) });
    } catch (error) {
      postMessage({ id, error: described(api, error) });
    }
  });
}

class Desk {
  #api;
  #held = new Map();
  #running = new Map();
  /** What can be asked besides the functions: objects that stay here, by their key. */
  #jobs = {
    open: (key, name, from) => {
      const made = this.#find(name)(from);
      this.#held.set(key, made);
      return name === 'ladder' ? { rungs: made.rungs, total_usd: made.total_usd } : undefined;
    },
    use: (key, method, ...args) => {
      const object = this.#held.get(key);
      if (object) return object[method](...args);
      throw new this.#api.WashoutError({
        code: 'CLOSED',
        message: 'this has been finished or freed',
      });
    },
    free: (key) => {
      this.#held.get(key)?.free();
      this.#held.delete(key);
    },
  };

  constructor(api) {
    this.#api = api;
  }

  cancel(id) {
    this.#running.get(id)?.abort();
  }

  async perform(id, name, args) {
    if (name === 'countStream') return this.#stream(id, ...args);
    return (this.#jobs[name] ?? this.#find(name))(...args);
  }

  /** A part of the engine has some of the functions only. */
  #find(name) {
    if (typeof this.#api[name] === 'function') return this.#api[name];
    throw new this.#api.WashoutError({
      code: 'UNSUPPORTED',
      message: `this engine has no function ${name}`,
    });
  }

  async #stream(id, source, options) {
    const abort = new AbortController();
    this.#running.set(id, abort);
    try {
      const onProgress = (progress) => postMessage({ id, progress });
      return await this.#find('countStream')(source, options, { signal: abort.signal, onProgress });
    } finally {
      this.#running.delete(id);
    }
  }
}

function described(api, error) {
  if (error instanceof api.WashoutError) return error.toJSON();
  return {
    code: error?.name === 'AbortError' ? 'ABORTED' : 'INTERNAL',
    message: String(error?.message ?? error),
  };
}
