// The guard: every call into the wasm goes through here. The engine answers `{ok, value}` or
// `{ok, error}`; the second becomes a thrown WashoutError. If the wasm itself fails, its instance
// is replaced by a fresh one, so that the next call works.
//
// What is thrown out of a call cannot be told apart by its class. A trap is a RuntimeError; an
// overflow of the stack is a RangeError in V8 and JavaScriptCore and an InternalError in
// SpiderMonkey, thrown by the wasm or by the glue around it; and what the wasm calls may throw
// anything through its frames, such as a `console.error` of a test runner that refuses the words
// of a panic. Each of them leaves the instance unfit: its stack is not unwound, what it lent is
// never given back. So arguments are kept apart from failures before the call, not after it: they
// are plain data (plain.js) and views whose memory is still there (`intact`), which the glue copies
// without fail. Then nothing throws before the wasm is entered but the end of the stack, and
// whatever comes out is a failure of the wasm. An argument that is refused costs nobody anything.

import { intact } from './buffer.js';
import { WashoutError } from './error.js';

const UNLOADED = 'the engine is not loaded: `await init()` first';
const RESET = 'an internal error; the engine was reset and can be used again';
const AGAIN = 'an internal error; the engine could not be reset yet, and the next call tries again';

/** One wasm behind its guard; `load` and `glue` are what its binding exports. */
export class Engine {
  #load;
  #glue;
  #isReady = false;
  /**
   * True from when the wasm is entered until it returns. Set before, not after a failure: at the
   * end of the stack, or of memory, nothing else is sure to run. Whoever finds it set resets first.
   */
  #isInside = false;
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
      // The instance may be there and not have started.
      this.#isInside = true;
      throw unloaded(cause);
    }
    this.#isReady = true;
  }

  get isReady() {
    return this.#isReady;
  }

  /** The number of the instance, which anything that lives in it is lost with; null where unfit. */
  get instance() {
    return this.#isInside ? null : this.#generation;
  }

  /**
   * Starts with what `read` gives, without waiting; where that fails, every call says why until
   * `open` has worked.
   */
  start(read) {
    try {
      this.openSync(read());
    } catch (cause) {
      this.#missing = cause;
    }
  }

  /** Starts from bytes or a compiled module, without waiting. */
  openSync(module) {
    this.#isInside = true;
    this.#glue.initSync({ module });
    this.#isInside = false;
    this.#isReady = true;
  }

  /** Calls the export `name` and unpacks its answer. */
  call(name, ...args) {
    return this.ask(name, args, (found) => found(...args));
  }

  /** Runs `run` with the export `name`, guarded, once `args` are known to be sound. */
  ask(name, args, run) {
    const found = this.#glue[name];
    // The files of the package come from one build; a cache may still mix two.
    const isThere = typeof found === 'function';
    if (!isThere) throw failure('UNSUPPORTED', `this engine has no function ${name}`);
    if (!this.#isReady) throw this.#unready();
    for (const arg of args) if (ArrayBuffer.isView(arg)) intact(arg);
    return answer(this.#guarded(() => run(found)));
  }

  #guarded(run) {
    if (this.#isInside) this.#reset();
    this.#isInside = true;
    try {
      const result = run();
      this.#isInside = false;
      return result;
    } catch (cause) {
      this.#reset(cause);
      throw failure('INTERNAL', RESET, cause);
    }
  }

  #unready() {
    if (this.#missing) return unloaded(this.#missing, ': `await init()`, or import washout/inline');
    return failure('NOT_READY', UNLOADED);
  }

  /** A fresh instance. Where memory or stack are too short for one, the next call tries again. */
  #reset(first) {
    this.#generation += 1;
    try {
      this.#glue.__wbg_reset_state();
    } catch (cause) {
      throw failure('INTERNAL', AGAIN, first ?? cause);
    }
    this.#isInside = false;
  }
}

const failure = (code, message, cause) => new WashoutError({ code, message, cause });

function unloaded(cause, hint = '') {
  const message = `the engine could not be loaded: ${cause?.message ?? cause}${hint}`;
  return failure('LOAD', message, cause);
}

function answer(result) {
  if (result === null || typeof result !== 'object' || !('ok' in result)) return result;
  if (result.ok) return result.value;
  throw new WashoutError(result.error);
}
