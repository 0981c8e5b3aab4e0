// A chart on the page: its sentence, its picture as wide as the place for it, a cursor for keys and
// pointer with a line that reads the values out, and the same values as a table.
import { tableMarkup } from '../../lib/charts/frame.js';
import { behind, saving } from './cells.js';
import { fill, html, once, patch, put, safe, say, settled } from './dom.js';
import { trying } from '../shell/lazy.js';
import { offer } from '../shell/offers.js';
import { LOCALE, TEXT } from '../shell/common.words.js';

const NARROW = 480;
/** The keys that move a cursor. */
const WAY = /^(Arrow|Home|End|Page)/;
/** Widths of a picture that is there before the script: as on a desk and on a phone. */
const STILL = { wide: 776, narrow: 328 };
// What nobody sees, or reads while it moves, is made anew when the dragging has paused.
const PAUSE_MS = 150;

/**
 * Draws `chart` into a figure element; `along` is the axis on which the pointer finds its value,
 * `after(picture, drawn)` adds what no text can hold, `why` is the `[part, key]` that explains it.
 */
export class Figure {
  #element;
  #parts;
  #chart;
  #after;
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

  constructor(element, chart, { along = 'x', caption = '', about = () => ({}), after, why } = {}) {
    this.#element = element;
    this.#after = after;
    this.#chart = chart;
    const still = [...element.querySelectorAll('.plot svg')];
    put(element, frameOf({ caption, more: why && html`<p class="hint">${behind(...why)}</p>` }));
    const [answer, plot, reading, details, figcaption] = element.children;
    const picture = plot.firstElementChild;
    // What stands there stays until the first picture of our own.
    picture.append(...still);
    this.#parts = {
      answer,
      plot,
      picture,
      reading,
      details,
      figcaption,
      table: details.children[1],
    };
    this.#bring = once(async (event) => {
      const early = [];
      const hold = (key) => WAY.test(key.key) && (key.preventDefault(), early.push(key));
      plot.addEventListener('keydown', hold);
      const { cursor } = await trying(
        plot,
        () => import('../../lib/charts/cursor.js'),
        (text) => say(reading, text),
      );
      plot.removeEventListener('keydown', hold);
      this.#point = cursor(plot, reading, () => this.#drawn, along);
      // Keys that were quicker than the cursor.
      for (const key of early) plot.dispatchEvent(new KeyboardEvent(key.type, key));
      // What brought it here, once more.
      if (event.type !== 'focus') plot.dispatchEvent(new PointerEvent('pointermove', event));
    });
    this.#listen();
    offer(element, () => this.#give(about()));
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

  /** Shows `data` with `sentence` above it; out of sight a little later. Options are the chart's own. */
  draw(data, { sentence, title, caption, ...options }) {
    this.#now = { data, sentence, title, options };
    say(this.#parts.answer, sentence);
    if (caption !== undefined) say(this.#parts.figcaption, caption);
    if (this.#isNear || !this.#drawn) return this.#paint();
    this.#isStale = true;
    this.#later();
  }

  #paint() {
    if (!this.#now || !this.#width) return;
    this.#isStale = false;
    const { data, sentence, title, options } = this.#now;
    const height = heightAt(this.#width, options.height);
    this.#drawn = this.#chart(data, {
      width: this.#width,
      locale: LOCALE,
      id: this.#element.id,
      title,
      summary: sentence,
      words: TEXT.chart,
      ...options,
      height,
    });
    patch(this.#parts.picture, this.#drawn.svg);
    this.#after?.(this.#parts.picture, this.#drawn);
    if (this.#parts.details.open) this.#tabulateLater();
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

/** The parts of a figure, filled or not yet; the live one and the still one are as high as each other. */
const frameOf = ({ sentence, plot, reading, table, more, caption }) =>
  html`<p class="answer">${sentence}</p>
    <div class="plot" tabindex="0" role="group"><div>${plot}</div></div>
    <p class="reading">${reading}</p>
    <details>
      <summary>${TEXT.table}</summary>
      <div class="scroll" tabindex="0" role="group">${table}</div>
      ${more}
    </details>
    <figcaption>${caption}</figcaption>
    ${saving}`;

/** A figure as it stands in the page before there is a script: drawn for a wide and for a narrow page, with its table. */
export function stillFigure(id, chart, [data, { sentence, title, caption, height, words }]) {
  const drawn = (size, width) =>
    chart(data, {
      width,
      locale: LOCALE,
      id: `${id}-${size}`,
      title,
      summary: sentence,
      words: words ?? TEXT.chart,
      height: heightAt(width, height),
    });
  const picture = (size, width) =>
    safe(drawn(size, width).svg.replace('<svg ', `<svg class="${size}" `));
  const { table } = drawn('wide', STILL.wide);
  return frameOf({
    sentence,
    caption,
    plot: Object.entries(STILL).map(([size, width]) => picture(size, width)),
    table: safe(tableMarkup(table)),
  }).text;
}

/** A phone has less height to give away. */
const heightAt = (width, height) => (width < NARROW && height ? Math.round(height * 0.78) : height);
