// The guard: every call into the wasm goes through here. The engine answers `{ok, value}` or
// `{ok, error}`; the second becomes a thrown WashoutError. If the wasm itself fails, its instance
// is replaced by a fresh one, so that the next call works.
//
// What is thrown out of a call cannot be told apart by its class. A trap is a RuntimeError; an
// overflow of the stack is a RangeError in V8 and JavaScriptCore and an InternalError in
// SpiderMonkey, thrown by the wasm or by the glue around it; and what the wasm calls may throw
// anything through its frames, such as a `console.error` of a test runner that refuses the words of
// a panic. All of them leave the instance unfit: its stack is not unwound, what it lent is never
// given back. So the two kinds are kept apart before the call, not after: arguments are plain data
// (plain.js) and views whose memory is still there (`intact`), which the glue copies without fail.
// Then nothing can throw before the wasm is entered but the end of the stack, and whatever comes out
// is a failure of the wasm. An argument that is refused here costs nobody anything.

import { intact } from './buffer.js';
import { WashoutError } from './error.js';

/** One wasm behind its guard; `load` and `glue` are what its binding exports. */
export class Engine {
  #load;
  #glue;
  #isReady = false;
  /**
   * True from when the wasm is entered until it returns. Set before, not after a failure: at the end
   * of the stack, or of memory, nothing else is sure to run. Whoever finds it set resets first.
   */
  #isInside = false;
  #generation = 0;

  constructor(load, glue) {
    this.#load = load;
    this.#glue = glue;
  }

  /** Loads the wasm; `input` is a URL, a Response, bytes or a WebAssembly.Module. */
  async open(input) {
    try {
      await this.#load(input === undefined ? undefined : { module_or_path: input });
    } catch (cause) {
      // The instance may be there and not have started.
      this.#isInside = true;
      throw failure('LOAD', `the engine could not be loaded: ${cause?.message ?? cause}`, cause);
    }
    this.#isReady = true;
  }

  /** Starts from bytes or a compiled module, without waiting. */
  openSync(module) {
    this.#glue.initSync({ module });
    this.#isReady = true;
  }

  /** Calls the export `name` and unpacks its answer. */
  call(name, ...args) {
    this.#need(name);
    return answer(this.#guarded(args, () => this.#glue[name](...args)));
  }

  /** An object that lives in the wasm, made by the static method `make` of the class `name`. */
  handle(name, make, ...args) {
    this.#need(name);
    const object = answer(this.#guarded(args, () => this.#glue[name][make](...args)));
    const born = this.#generation;
    return new Handle(object, {
      isLost: () => this.#isInside || born !== this.#generation,
      guarded: (given, run) => this.#guarded(given, run),
    });
  }

  /** The files of the package come from one build; a cache may still mix two. */
  #need(name) {
    if (typeof this.#glue[name] === 'function') return;
    throw failure('UNSUPPORTED', `this engine has no function ${name}`);
  }

  #guarded(args, run) {
    if (!this.#isReady) throw failure('NOT_READY', 'the engine is not loaded: `await init()` first');
    for (const arg of args) if (ArrayBuffer.isView(arg)) intact(arg);
    if (this.#isInside) this.#reset(AGAIN);
    this.#isInside = true;
    try {
      const result = run();
      this.#isInside = false;
      return result;
    } catch (cause) {
      this.#reset(AGAIN, cause);
      throw failure('INTERNAL', 'an internal error; the engine was reset and can be used again', cause);
    }
  }

  /** A fresh instance. Where even that fails, for want of memory or stack, the next call tries again. */
  #reset(message, first) {
    this.#generation += 1;
    try {
      this.#glue.__wbg_reset_state();
    } catch (cause) {
      throw failure('INTERNAL', message, first ?? cause);
    }
    this.#isInside = false;
  }
}

const AGAIN = 'an internal error, and the engine could not be reset yet: the next call tries again';

class Handle {
  #object;
  #engine;

  constructor(object, engine) {
    this.#object = object;
    this.#engine = engine;
  }

  call(method, ...args) {
    if (this.#object === null) throw failure('CLOSED', 'this has been finished or freed');
    // Touching an object of a replaced instance would throw, and the guard must not take that for
    // a trap of the new one.
    if (this.#engine.isLost()) throw failure('LOST', LOST);
    return answer(this.#engine.guarded(args, () => this.#object[method](...args)));
  }

  free() {
    const object = this.#object;
    this.#object = null;
    if (object !== null && !this.#engine.isLost()) this.#engine.guarded([], () => object.free());
  }
}

const LOST = 'this was lost when the engine was reset after an internal error: start again';

const failure = (code, message, cause) => new WashoutError({ code, message, cause });

function answer(result) {
  if (result === null || typeof result !== 'object' || !('ok' in result)) return result;
  if (result.ok) return result.value;
  throw new WashoutError(result.error);
}
