// A chart on the page: its sentence, its picture as wide as the place for it, a cursor for keys and
// pointer with a line that reads the values out, and the same values as a table.
import { tableMarkup } from '../lib/charts/frame.js';
import { saving } from './cells.js';
import { fill, html, safe, say, settled } from './dom.js';
import { offer } from './offers.js';
import { LOCALE, TEXT } from './text/common.js';

const NARROW = 480;
/** Widths of a picture that is there before the script: as on a desk and on a phone. */
const STILL = { wide: 776, narrow: 328 };
// What nobody sees is drawn anew when the dragging has paused.
const UNSEEN_MS = 150;

/** Draws `chart` into a figure element; `along` is the axis on which the pointer finds its value. */
export class Figure {
  #element;
  #parts;
  #chart;
  #along;
  #drawn = null;
  #pieces = [];
  #now = null;
  #width = 0;
  #at = -1;
  #isNear = false;
  #isStale = false;
  #later = settled(() => this.#isStale && this.#paint(), UNSEEN_MS);

  constructor(element, chart, { along = 'x', caption = '', about = () => ({}) } = {}) {
    this.#element = element;
    this.#chart = chart;
    this.#along = along;
    element.innerHTML = frameOf({ caption }).text;
    const [answer, plot, reading, details, figcaption] = element.children;
    const picture = plot.firstElementChild;
    this.#parts = { answer, plot, picture, reading, details, figcaption, table: details.lastElementChild };
    this.#listen();
    offer(element, () => this.#give(about()));
  }

  /** What the figure can be saved as. */
  #give = (about) => ({ name: this.#element.id.replace(/-chart$/, ''), title: this.#now.title, sentence: this.#now.sentence, data: this.#now.data, table: this.#drawn?.table, svg: this.#parts.picture.firstElementChild, about });

  /** Shows `data` with `sentence` above it; out of sight a little later, unless `atOnce`. Options are the chart's own. */
  draw(data, { sentence, title, caption, atOnce, ...options }) {
    this.#now = { data, sentence, title, options };
    say(this.#parts.answer, sentence);
    if (caption !== undefined) say(this.#parts.figcaption, caption);
    if (atOnce || this.#isNear || !this.#drawn) return this.#paint();
    this.#isStale = true;
    this.#later();
  }

  #paint() {
    if (!this.#now || !this.#width) return;
    this.#isStale = false;
    const { data, sentence, title, options } = this.#now;
    const height = heightAt(this.#width, options.height);
    this.#drawn = this.#chart(data, { width: this.#width, locale: LOCALE, id: this.#element.id, title, summary: sentence, words: TEXT.chart, ...options, height });
    this.#show(this.#drawn.svg);
    if (this.#parts.details.open) this.#tabulate();
    if (this.#at >= 0) this.#point(this.#at);
    const name = TEXT.plotName(title);
    if (this.#parts.plot.ariaLabel !== name) this.#parts.plot.ariaLabel = name;
  }

  /** Under a moving slider most of a picture stays as it is: only the pieces that differ are made anew. */
  #show(svg) {
    const old = this.#pieces;
    this.#pieces = pieces(svg);
    const picture = this.#parts.picture.firstElementChild;
    const changed = [...this.#pieces.keys()].filter((i) => this.#pieces[i] !== old[i]);
    if (!picture || old.length !== this.#pieces.length || changed.includes(0) || picture.childElementCount !== old.length - 1) {
      this.#parts.picture.innerHTML = svg;
      return;
    }
    const made = picture.cloneNode(false);
    made.innerHTML = changed.map((i) => this.#pieces[i]).join('');
    const fresh = [...made.children];
    const stale = changed.map((i) => picture.children[i - 1]);
    stale.forEach((element, i) => element.replaceWith(fresh[i]));
  }

  #tabulate() {
    fill(this.#parts.table, safe(tableMarkup(this.#drawn.table)));
    this.#parts.table.ariaLabel = this.#drawn.table.caption;
  }

  #listen() {
    const { plot, details, reading } = this.#parts;
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.#width) return;
      this.#width = width;
      this.#paint();
    }).observe(plot);
    new IntersectionObserver(([entry]) => {
      this.#isNear = entry.isIntersecting;
      if (this.#isNear && this.#isStale) this.#paint();
    }, { rootMargin: '100px' }).observe(plot);
    details.addEventListener('toggle', () => details.open && this.#drawn && this.#tabulate());
    plot.addEventListener('keydown', (event) => this.#key(event));
    plot.addEventListener('pointermove', (event) => this.#follow(event));
    plot.addEventListener('pointerdown', (event) => this.#follow(event));
    plot.addEventListener('pointerleave', () => document.activeElement !== plot && this.#point(-1));
    plot.addEventListener('blur', () => this.#point(-1));
    plot.addEventListener('focus', () => {
      reading.ariaLive = 'polite';
      if (this.#at < 0 && plot.matches(':focus-visible')) this.#point(0);
    });
  }

  #key(event) {
    const last = (this.#drawn?.points.length ?? 0) - 1;
    const to = { ArrowRight: this.#at + 1, ArrowDown: this.#at + 1, ArrowLeft: this.#at - 1, ArrowUp: this.#at - 1, Home: 0, End: last, PageDown: this.#at + 10, PageUp: this.#at - 10, Escape: -1 }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    this.#parts.reading.ariaLive = 'polite';
    this.#point(event.key === 'Escape' ? -1 : Math.min(Math.max(to, 0), last));
  }

  #follow({ clientX, clientY }) {
    const points = this.#drawn?.points ?? [];
    const box = this.#parts.plot.getBoundingClientRect();
    const [axis, at] = this.#along === 'x' ? [0, clientX - box.left] : [1, clientY - box.top];
    // A pointer would make a screen reader talk without end.
    this.#parts.reading.ariaLive = 'off';
    this.#point(points.reduce((best, point, i) => (Math.abs(point[axis] - at) < Math.abs((points[best]?.[axis] ?? Infinity) - at) ? i : best), -1));
  }

  #point(index) {
    const point = this.#drawn?.points[index];
    const { plot, reading } = this.#parts;
    let cursor = plot.querySelector('.cursor');
    this.#at = point ? index : -1;
    if (!point) {
      cursor?.remove();
      return say(reading, '');
    }
    cursor ??= plot.appendChild(Object.assign(document.createElement('div'), { className: 'cursor' }));
    [cursor.style.left, cursor.style.top] = [`${point[0]}px`, `${point[1]}px`];
    const { head, rows } = this.#drawn.table;
    say(reading, rows[index].map((cell, i) => (i ? cell && `${head[i]} ${cell}` : `${cell}:`)).filter(Boolean).join(' · ').replace(': ·', ':'));
  }
}

/** The parts of a figure, filled or not yet; the live one and the still one are as high as each other. */
const frameOf = ({ sentence, plot, reading, table, caption }) => html`<p class="answer">${sentence}</p><div class="plot" tabindex="0" role="group"><div>${plot}</div></div><p class="reading">${reading}</p>
  <details><summary>${TEXT.table}</summary><div class="scroll" tabindex="0" role="group">${table}</div></details><figcaption>${caption}</figcaption>${saving}`;

/** A figure as it stands in the page before there is a script: drawn for a wide and for a narrow page, with its table. */
export function stillFigure(id, chart, [data, { sentence, title, caption, height, words }]) {
  const drawn = (size, width) => chart(data, { width, locale: LOCALE, id: `${id}-${size}`, title, summary: sentence, words: words ?? TEXT.chart, height: heightAt(width, height) });
  const picture = (size, width) => safe(drawn(size, width).svg.replace('<svg ', `<svg class="${size}" `));
  const { table } = drawn('wide', STILL.wide);
  return frameOf({ sentence, caption, plot: Object.entries(STILL).map(([size, width]) => picture(size, width)), table: safe(tableMarkup(table)) }).text;
}

/** A phone has less height to give away. */
const heightAt = (width, height) => (width < NARROW && height ? Math.round(height * 0.78) : height);

/** The opening tag of a picture, then each of its elements, as text. Text in a picture holds no `<` or `>`. */
function pieces(svg) {
  const found = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, index } of svg.matchAll(/<[^>]*>/g)) {
    const end = index + tag.length;
    if (depth === 0) {
      found.push(tag);
      from = end;
    }
    const step = tag.startsWith('</') ? -1 : tag.endsWith('/>') ? 0 : 1;
    depth += step;
    if (depth !== 1 || (found.length === 1 && from === end)) continue;
    found.push(svg.slice(from, end));
    from = end;
  }
  return found;
}
