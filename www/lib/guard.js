// The guard: every call into the wasm goes through here. The engine answers `{ok, value}` or
// `{ok, error}`; the second becomes a thrown WashoutError. If the wasm itself traps, its instance
// is replaced by a fresh one, so that the next call works.

import load, * as glue from './washout.js';
import { WashoutError } from './error.js';

let ready = false;
let generation = 0;

/** Loads the wasm; `input` is a URL, a Response, bytes or a WebAssembly.Module. */
export async function open(input) {
  try {
    await load(input === undefined ? undefined : { module_or_path: input });
  } catch (cause) {
    throw new WashoutError({ code: 'LOAD', message: `the engine could not be loaded: ${cause?.message ?? cause}`, cause });
  }
  ready = true;
}

/** Starts from bytes or a compiled module, without waiting. */
export function openSync(module) {
  glue.initSync({ module });
  ready = true;
}

/** Calls the export `name` and unpacks its answer. */
export function call(name, ...args) {
  need(name);
  return answer(guarded(() => glue[name](...args)));
}

/** An object that lives in the wasm, made by the static method `make` of the class `name`. */
export function handle(name, make, ...args) {
  need(name);
  return new Handle(answer(guarded(() => glue[name][make](...args))));
}

class Handle {
  #object;
  #born = generation;

  constructor(object) {
    this.#object = object;
  }

  call(method, ...args) {
    if (this.#object === null) throw new WashoutError({ code: 'CLOSED', message: 'this has been finished or freed' });
    // Touching an object of a replaced instance would throw, and the guard must not take that for
    // a trap of the new one.
    if (this.#born !== generation) throw new WashoutError({ code: 'LOST', message: 'this was lost when the engine was reset after an internal error: start again' });
    return answer(guarded(() => this.#object[method](...args)));
  }

  free() {
    const object = this.#object;
    this.#object = null;
    if (object !== null && this.#born === generation) guarded(() => object.free());
  }
}

/** The files of the package come from one build; a cache may still mix two. */
function need(name) {
  if (typeof glue[name] === 'function') return;
  throw new WashoutError({ code: 'UNSUPPORTED', message: `this engine has no function ${name}` });
}

function answer(result) {
  if (result === null || typeof result !== 'object' || !('ok' in result)) return result;
  if (result.ok) return result.value;
  throw new WashoutError(result.error);
}

function guarded(run) {
  if (!ready) throw new WashoutError({ code: 'NOT_READY', message: 'the engine is not loaded: `await init()` first' });
  try {
    return run();
  } catch (cause) {
    // Whatever comes out of the wasm is a trap: a RuntimeError, and on a stack overflow a
    // RangeError or (Firefox) an InternalError. The class tells nothing, so none is singled out.
    reset();
    throw new WashoutError({ code: 'INTERNAL', message: 'an internal error; the engine was reset and can be used again', cause });
  }
}

function reset() {
  generation += 1;
  ready = false;
  glue.__wbg_reset_state();
  ready = true;
}
