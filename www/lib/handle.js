// An object that lives in the wasm. By itself, because a page that only simulates has none.

import { WashoutError } from './error.js';

const CLOSED = 'this has been finished or freed';
const LOST = 'this was lost when the engine was reset after an internal error: start again';

/** Made by the static method `make` of the class `name`. */
export class Handle {
  #engine;
  #name;
  #object;
  #born;

  constructor(engine, name, make, ...args) {
    [this.#engine, this.#name] = [engine, name];
    this.#object = engine.ask(name, args, (kind) => kind[make](...args));
    this.#born = engine.instance;
  }

  call(method, ...args) {
    if (this.#object === null) throw new WashoutError({ code: 'CLOSED', message: CLOSED });
    // Touching an object of a replaced instance would throw, and the guard must not take that for
    // a trap of the new one.
    if (this.#isLost) throw new WashoutError({ code: 'LOST', message: LOST });
    return this.#engine.ask(this.#name, args, () => this.#object[method](...args));
  }

  free() {
    const object = this.#object;
    this.#object = null;
    if (object !== null && !this.#isLost) this.#engine.ask(this.#name, [], () => object.free());
  }

  get #isLost() {
    return this.#born !== this.#engine.instance;
  }
}
