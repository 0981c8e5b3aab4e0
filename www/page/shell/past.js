// What the reader did, step by step, so that it can be undone. Pure: no document. A step is the
// whole state of the page, `{part: {key: text}}`; steps are small, since only differences from the
// preset are kept.

/** Older steps are forgotten. */
const MOST = 200;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The state of the page and how it came to be. */
export class Past {
  #now;
  #before = [];
  #after = [];

  constructor(now) {
    this.#now = now;
  }

  get now() {
    return this.#now;
  }

  canUndo = () => this.#before.length > 0;

  canRedo = () => this.#after.length > 0;

  /** Takes a new step; whether it is one. What was undone is gone with it. */
  keep(parts) {
    const next = { ...this.#now, ...parts };
    if (same(next, this.#now)) return false;
    this.#before = [...this.#before, this.#now].slice(-MOST);
    this.#after = [];
    this.#now = next;
    return true;
  }

  /** One step back; the state that holds then, or null at the beginning. */
  undo() {
    if (!this.canUndo()) return null;
    this.#after.push(this.#now);
    this.#now = this.#before.pop();
    return this.#now;
  }

  /** One step forward again, or null. */
  redo() {
    if (!this.canRedo()) return null;
    this.#before.push(this.#now);
    this.#now = this.#after.pop();
    return this.#now;
  }
}
