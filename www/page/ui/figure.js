// A chart on the page: its sentence, its picture as wide as the place for it, a cursor for keys and
// pointer with a line that reads the values out, and the same values as a table.
import { tableMarkup } from '../../lib/charts/table.js';
import { COMMON } from '../../lib/views/common.words.js';
import { drawn, heightAt } from '../../lib/views/present.js';
import { behind, saving } from './cells.js';
import { fill, html, once, patch, put, safe, say, settled } from './dom.js';
import { trying } from '../shell/lazy.js';
import { offer } from '../shell/offers.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';

/** The keys that move a cursor. */
const WAY = /^(Arrow|Home|End|Page)/;
/** Widths of a picture that is there before the script: as on a desk and on a phone. */
const STILL = { wide: 776, narrow: 328 };
// What nobody sees, or reads while it moves, is made anew when the dragging has paused.
const PAUSE_MS = 150;

/**
 * Draws `chart`, or the views that it is told to show, into a figure element. `along` is the axis
 * on which the pointer finds its value, `why` the `[part, key]` that explains it; its sentence
 * stands in `answer`, where that is not in the figure itself.
 */
export class Figure {
  #element;
  #parts;
  #chart;
  #drawn = null;
  #now = null;
  #width = 0;
  /** The cursor comes when there is something to point at. */
  #bring;
  #point = () => {};
  #isNear = false;
  #isStale = false;
  #later = settled(() => this.#isStale && this.#paint(), PAUSE_MS);
  #tabulateLater = settled(() => this.#parts.details.open && this.#tabulate(), PAUSE_MS);

  /**
   * A chart in `element`: `along` which axis its points are read; `about` gives what its data are
   * saved with, `why` names what explains it, `answer` is a sentence that stands elsewhere.
   *
   * @param {HTMLElement} element
   * @param {(data: any, options: any) => any} chart
   * @param {{
   *   along?: string, caption?: string, about?: () => object, why?: string[], answer?: Element
   * }} options
   */
  constructor(element, chart, { along = 'x', caption = '', about, why, answer } = {}) {
    this.#element = element;
    this.#chart = chart;
    this.#parts = this.#build({ caption, why, answer });
    this.#bring = once((event) => this.#cursor(along, event));
    this.#listen();
    offer(element, () => this.#give(about?.() ?? {}));
  }

  /** The elements of the figure; the picture that stands there stays until the first of our own. */
  #build({ caption, why, answer }) {
    const still = [...this.#element.querySelectorAll('.plot svg')];
    const more = why && html`<p class="hint">${behind(...why)}</p>`;
    put(this.#element, frameOf({ sentence: answer ? undefined : '', caption, more }));
    const find = (name) => this.#element.querySelector(name);
    const plot = find('.plot');
    const picture = plot.firstElementChild;
    picture.append(...still);
    return {
      answer: answer ?? find('.answer'),
      plot,
      picture,
      reading: find('.reading'),
      details: find('details'),
      table: find('details .scroll'),
      figcaption: find('figcaption'),
    };
  }

  /** Brings the cursor; keys that were quicker, and what brought it here, come once more. */
  async #cursor(along, event) {
    const { plot, reading } = this.#parts;
    const early = [];
    const hold = (key) => WAY.test(key.key) && (key.preventDefault(), early.push(key));
    plot.addEventListener('keydown', hold);
    const load = () => import('../../lib/charts/cursor.js');
    const { cursor } = await trying(plot, load, (text) => say(reading, text));
    plot.removeEventListener('keydown', hold);
    this.#point = cursor(plot, reading, () => this.#drawn, along);
    for (const key of early) plot.dispatchEvent(new KeyboardEvent(key.type, key));
    if (event.type !== 'focus') plot.dispatchEvent(new PointerEvent('pointermove', event));
  }

  /** What the figure can be saved as. */
  #give = (about) => ({
    name: this.#element.id.replace(/-chart$/, ''),
    title: this.#now.title,
    sentence: this.#now.sentence,
    data: this.#now.data,
    table: this.#drawn?.table,
    svg: this.#parts.picture.firstElementChild,
    about,
  });

  /** Shows what a view says, see `views.js`; what was reported, with who reported it. */
  show({ chart, data, answer, title, caption, source, height, words, outcome }) {
    this.#chart = chart;
    this.draw(data, {
      sentence: answer,
      title,
      caption: outcome ? caption : `${caption} ${source}`,
      height,
      words: words.chart,
    });
  }

  /**
   * Shows `data` with `sentence` above it; out of sight a little later.
   *
   * @param {any} data
   * @param {{
   *   sentence: string, title: string, caption?: string, height?: number, words?: object
   * }} shown
   */
  draw(data, { sentence, title, caption, ...options }) {
    this.#now = { data, sentence, title, options };
    say(this.#parts.answer, sentence);
    if (caption !== undefined) say(this.#parts.figcaption, caption);
    if (this.#isNear || !this.#drawn) return this.#paint();
    this.#isStale = true;
    this.#later();
  }

  #paint() {
    if (!this.#now || !this.#width || !this.#chart) return;
    this.#isStale = false;
    const { data, sentence, title, options } = this.#now;
    this.#drawn = this.#chart(data, {
      width: this.#width,
      locale: LOCALE,
      id: this.#element.id,
      title,
      summary: sentence,
      ...options,
      height: heightAt(this.#width, options.height),
    });
    patch(this.#parts.picture, this.#drawn.svg);
    if (this.#parts.details.open) this.#tabulateLater();
    this.#point();
    const name = COMMON.plot(title);
    if (this.#parts.plot.ariaLabel !== name) this.#parts.plot.ariaLabel = name;
  }

  #tabulate() {
    fill(this.#parts.table, safe(tableMarkup(this.#drawn.table)));
    this.#parts.table.ariaLabel = this.#drawn.table.caption;
  }

  #listen() {
    const { plot, details } = this.#parts;
    for (const type of ['focus', 'pointerenter'])
      plot.addEventListener(type, this.#bring, { once: true });
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.#width) return;
      this.#width = width;
      // A picture makes the place higher, which an observer may not do while it is told.
      requestAnimationFrame(() => this.#paint());
    }).observe(plot);
    new IntersectionObserver(
      ([entry]) => {
        this.#isNear = entry.isIntersecting;
        if (this.#isNear && this.#isStale) this.#paint();
      },
      { rootMargin: '100px' },
    ).observe(plot);
    details.addEventListener('toggle', () => details.open && this.#drawn && this.#tabulate());
  }
}

/**
 * The parts of a figure, filled or not yet; the live one and the still one are as high as each
 * other. Without a sentence there is no place for one.
 *
 * @param {{
 *   sentence?: any, plot?: any, reading?: any, table?: any, more?: any, caption?: any
 * }} parts
 */
const frameOf = ({ sentence, plot, reading, table, more, caption }) =>
  html`${sentence !== undefined && html`<p class="answer">${sentence}</p>`}
    <div class="plot" tabindex="0" role="group"><div>${plot}</div></div>
    <p class="reading">${reading}</p>
    <details>
      <summary>${TEXT.table}</summary>
      <div class="scroll" tabindex="0" role="group">${table}</div>
      ${more}
    </details>
    <figcaption>${caption}</figcaption>
    ${saving}`;

/**
 * What a view says, as its figure stands in the page before there is a script: drawn for a wide and
 * for a narrow page, with its table. `isApart` is one whose sentence stands elsewhere.
 */
export function stillFigure(id, made, isApart = false) {
  const at = (size) => drawn(made, { width: STILL[size], locale: LOCALE, id: `${id}-${size}` });
  const picture = (size) => safe(at(size).svg.replace('<svg ', `<svg class="${size}" `));
  return frameOf({
    sentence: isApart ? undefined : made.answer,
    caption: made.outcome ? made.caption : `${made.caption} ${made.source}`,
    plot: Object.keys(STILL).map(picture),
    table: safe(tableMarkup(at('wide').table)),
  }).text;
}
