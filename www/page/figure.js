// A chart on the page: its sentence, its picture as wide as the place for it, a cursor for keys and
// pointer with a line that reads the values out, and the same values as a table.
import { cursor } from '../lib/charts/cursor.js';
import { tableMarkup } from '../lib/charts/index.js';
import { fill, html, safe, say, settled } from './dom.js';
import { patch } from './patch.js';
import { LOCALE, TEXT } from './text/common.js';

const NARROW = 480;
// What nobody sees is drawn anew when the dragging has paused.
const UNSEEN_MS = 150;

/** Draws `chart` into a figure element; `along` is the axis on which the pointer finds its value. */
export class Figure {
  #element;
  #parts;
  #chart;
  #drawn = null;
  #now = null;
  #width = 0;
  #point;
  #isNear = false;
  #isStale = false;
  #later = settled(() => this.#isStale && this.#paint(), UNSEEN_MS);

  constructor(element, chart, { along = 'x', caption = '' } = {}) {
    this.#element = element;
    this.#chart = chart;
    element.innerHTML = html`<p class="answer"></p><div class="plot" tabindex="0" role="group"></div><p class="reading"></p>
      <details><summary>${TEXT.table}</summary><div class="scroll" tabindex="0" role="group"></div></details><figcaption>${caption}</figcaption>`.text;
    const [answer, plot, reading, details, figcaption] = element.children;
    const picture = plot.appendChild(document.createElement('div'));
    this.#parts = { answer, plot, picture, reading, details, figcaption, table: details.lastElementChild };
    this.#point = cursor(plot, reading, () => this.#drawn, along);
    this.#listen();
  }

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
    // A phone has less height to give away.
    const height = this.#width < NARROW && options.height ? Math.round(options.height * 0.78) : options.height;
    this.#drawn = this.#chart(data, { width: this.#width, locale: LOCALE, id: this.#element.id, title, summary: sentence, words: TEXT.chart, ...options, height });
    patch(this.#parts.picture, this.#drawn.svg);
    if (this.#parts.details.open) this.#tabulate();
    this.#point();
    const name = TEXT.plotName(title);
    if (this.#parts.plot.ariaLabel !== name) this.#parts.plot.ariaLabel = name;
  }

  #tabulate() {
    fill(this.#parts.table, safe(tableMarkup(this.#drawn.table)));
    this.#parts.table.ariaLabel = this.#drawn.table.caption;
  }

  #listen() {
    const { plot, details } = this.#parts;
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
  }
}
