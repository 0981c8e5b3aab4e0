// The guard: every call into the wasm goes through here. The engine answers `{ok, value}` or
// `{ok, error}`; the second becomes a thrown WashoutError. If the wasm itself traps, its instance
// is replaced by a fresh one, so that the next call works.

import { WashoutError } from './error.js';

/** One wasm behind its guard; `load` and `glue` are what its binding exports. */
export class Engine {
  #load;
  #glue;
  #ready = false;
  #generation = 0;
  /** Why there is no wasm, where one was expected. */
  #missing;

  constructor(load, glue) {
    this.#load = load;
    this.#glue = glue;
  }

  /** Loads the wasm; `input` is a URL, a Response, bytes or a WebAssembly.Module. */
  async open(input) {
    try {
      await this.#load(input === undefined ? undefined : { module_or_path: input });
    } catch (cause) {
      throw unloaded(cause);
    }
    this.#ready = true;
  }

  get isReady() {
    return this.#ready;
  }

  /** Starts with what `read` gives, without waiting; where that fails, every call says why until `open` has worked. */
  start(read) {
    try {
      this.openSync(read());
    } catch (cause) {
      this.#missing = cause;
    }
  }

  /** Starts from bytes or a compiled module, without waiting. */
  openSync(module) {
    this.#glue.initSync({ module });
    this.#ready = true;
  }

  /** Calls the export `name` and unpacks its answer. */
  call(name, ...args) {
    this.#need(name);
    return answer(this.#guarded(() => this.#glue[name](...args)));
  }

  /** An object that lives in the wasm, made by the static method `make` of the class `name`. */
  handle(name, make, ...args) {
    this.#need(name);
    const object = answer(this.#guarded(() => this.#glue[name][make](...args)));
    const born = this.#generation;
    return new Handle(object, { isLost: () => born !== this.#generation, guarded: (run) => this.#guarded(run) });
  }

  /** The files of the package come from one build; a cache may still mix two. */
  #need(name) {
    if (typeof this.#glue[name] === 'function') return;
    throw new WashoutError({ code: 'UNSUPPORTED', message: `this engine has no function ${name}` });
  }

  #guarded(run) {
    if (!this.#ready) throw this.#unready();
    try {
      return run();
    } catch (cause) {
      // Whatever comes out of the wasm is a trap: a RuntimeError, and on a stack overflow a
      // RangeError or (Firefox) an InternalError. The class tells nothing, so none is singled out.
      this.#reset();
      throw new WashoutError({ code: 'INTERNAL', message: 'an internal error; the engine was reset and can be used again', cause });
    }
  }

  #unready() {
    if (this.#missing) return unloaded(this.#missing, ': `await init()`, or import washout/inline');
    return new WashoutError({ code: 'NOT_READY', message: 'the engine is not loaded: `await init()` first' });
  }

  #reset() {
    this.#generation += 1;
    this.#ready = false;
    this.#glue.__wbg_reset_state();
    this.#ready = true;
  }
}

class Handle {
  #object;
  #engine;

  constructor(object, engine) {
    this.#object = object;
    this.#engine = engine;
  }

  call(method, ...args) {
    if (this.#object === null) throw new WashoutError({ code: 'CLOSED', message: 'this has been finished or freed' });
    // Touching an object of a replaced instance would throw, and the guard must not take that for
    // a trap of the new one.
    if (this.#engine.isLost()) throw new WashoutError({ code: 'LOST', message: 'this was lost when the engine was reset after an internal error: start again' });
    return answer(this.#engine.guarded(() => this.#object[method](...args)));
  }

  free() {
    const object = this.#object;
    this.#object = null;
    if (object !== null && !this.#engine.isLost()) this.#engine.guarded(() => object.free());
  }
}

function unloaded(cause, hint = '') {
  return new WashoutError({ code: 'LOAD', message: `the engine could not be loaded: ${cause?.message ?? cause}${hint}`, cause });
}

function answer(result) {
  if (result === null || typeof result !== 'object' || !('ok' in result)) return result;
  if (result.ok) return result.value;
  throw new WashoutError(result.error);
}
