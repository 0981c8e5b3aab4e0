// The cursor over a live picture, for keys, pointer and touch, and the line that reads the values
// out. Loaded when a reader first touches or focuses a picture.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

export class Cursor {
  #plot;
  #reading;
  #made = null;
  #at = -1;
  #dot = Object.assign(document.createElement('div'), { className: 'w-cursor' });

  constructor(plot, reading) {
    this.#plot = plot;
    this.#reading = reading;
    plot.addEventListener('keydown', (event) => this.#key(event));
    for (const type of ['pointermove', 'pointerdown']) plot.addEventListener(type, (event) => this.#follow(event));
    plot.addEventListener('pointerleave', () => plot.matches(':focus') || this.#point(-1));
    plot.addEventListener('blur', () => this.#point(-1));
    plot.addEventListener('focus', () => this.#greet());
    this.#greet();
  }

  /** Keeps to the same row of a new picture. */
  show(made) {
    this.#made = made;
    this.#point(Math.min(this.#at, made.points.length - 1));
  }

  /** A reader who comes by keys starts at the first value. */
  #greet() {
    if (this.#at < 0 && this.#plot.matches(':focus-visible')) this.#point(0, 'polite');
  }

  #key(event) {
    const last = this.#made.points.length - 1;
    const to = event.key === 'Escape' ? -1 : Math.min(Math.max(this.#at + STEPS[event.key], 0), last);
    // Not a number for every other key.
    if (!(to >= -1)) return;
    event.preventDefault();
    this.#point(to, 'polite');
  }

  #follow({ clientX, clientY }) {
    const box = this.#plot.getBoundingClientRect();
    const { points, along } = this.#made;
    const [axis, at] = along === 'y' ? [1, clientY - box.top] : [0, clientX - box.left];
    const apart = (i) => Math.abs(points[i][axis] - at);
    // A pointer would make a screen reader talk without end.
    this.#point(points.reduce((best, _, i) => (best < 0 || apart(i) < apart(best) ? i : best), -1), 'off');
  }

  #point(index, live = this.#reading.ariaLive) {
    const point = this.#made?.points[index];
    this.#at = point ? index : -1;
    this.#reading.ariaLive = live;
    if (!point) {
      this.#dot.remove();
      this.#reading.textContent = '';
      return;
    }
    this.#plot.append(this.#dot);
    [this.#dot.style.left, this.#dot.style.top] = point.map((value) => `${value}px`);
    const { head, rows } = this.#made.table;
    const [name, ...cells] = rows[index];
    this.#reading.textContent = `${name}: ${cells.map((cell, i) => cell && `${head[i + 1]} ${cell}`).filter(Boolean).join(' · ')}`;
  }
}
