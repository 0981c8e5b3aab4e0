// `<washout-figure>`: a view that computes itself. Its attributes are the truth; whatever changes
// them, one update follows in the next frame. What stands inside it is shown until it is live. A
// wrong attribute leaves the last good figure, and a message says what is wrong.
import { clean } from '../charts/frame.js';
import { build, nodes } from '../nodes.js';
import { about, enginesOf, VIEWS } from '../views/list.js';
import { figureMarkup } from '../views/markup.js';
import { LANGUAGE } from '../views/common.words.js';
import { ask, present } from '../views/present.js';
import { adopt } from './adopt.js';
import { ATTRIBUTES, scenarioOf } from './overrides.js';
import { engine } from './shared.js';
import { wrong } from './wrong.js';
import css from './figure.css.js';

const PRESET = '2025-11-04';
// In Node there are no elements; the module can be imported there all the same.
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});
let count = 0;

export class WashoutFigure extends Base {
  static observedAttributes = ATTRIBUTES;
  /**
   * Where the wasm of a part is, if not beside the script: a function of its name that gives what
   * `init` takes.
   */
  static wasm = undefined;

  #root = this.attachShadow({ mode: 'open' });
  #live;
  #message;
  #id = `washout-${(count += 1)}`;
  #width = 0;
  #room = 0;
  #isNear = false;
  #isAsked = false;
  #isReader = false;
  #run = 0;
  #shape = '';
  #parts = null;
  #own = {};
  #now = null;
  #table = null;
  #again = () => this.#ask();
  #near =
    globalThis.IntersectionObserver &&
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#start(), {
      rootMargin: '300px',
    });
  #size =
    globalThis.ResizeObserver &&
    new ResizeObserver(
      ([
        {
          contentRect: { width, height },
        },
      ]) => {
        this.#room = height;
        this.#resize(Math.floor(width));
      },
    );

  constructor() {
    super();
    adopt(this.#root, css);
    this.#root.append(
      ...nodes(
        '<slot></slot><div class="w-live" hidden></div>' +
          '<p class="w-message" part="message" role="alert"></p>',
        this,
      ),
    );
    [, this.#live, this.#message] = this.#root.children;
  }

  connectedCallback() {
    // What was set before the element was defined lies on it as plain properties.
    for (const name of Object.keys(this)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // Where nothing can be observed, in a simulated document, it stays still.
    this.#near?.observe(this);
    this.#size?.observe(this);
  }

  disconnectedCallback() {
    this.#near?.disconnect();
    this.#size?.disconnect();
    this.#run += 1;
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now) this.#ask();
  }

  /** What the engine last said: null before the figure is live, and for the totals. */
  get outcome() {
    return this.#now?.outcome ?? null;
  }

  /** The figure in words, for an image's alternative text. */
  get summary() {
    return this.#now ? `${this.#now.title}. ${this.#now.answer}` : '';
  }

  /** The picture by itself; empty where the view is a table. */
  get svg() {
    return this.#now?.svg ?? '';
  }

  /** The view as plain data, drawn for `width` pixels; null before the figure is live. */
  render(width = this.#width) {
    return this.#now && this.#draw(this.#now.job, width);
  }

  #start() {
    this.#near.disconnect();
    this.#isNear = true;
    this.#ask();
  }

  #resize(width) {
    if (width === this.#width) return;
    this.#width = width;
    // The room kept at the change from still to live was for the old width.
    this.#live.style.minHeight = '';
    if (this.#now) this.#paint(this.#now.job);
    else this.#ask();
  }

  /** One update in the next frame, however often it was asked for. */
  #ask() {
    if (this.#isAsked || !this.#isNear || !this.#width) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#update(this.#isReader);
      this.#isReader = false;
    });
  }

  async #update(isReader) {
    const run = (this.#run += 1);
    try {
      const given = this.#given();
      const parts = enginesOf(given.view, given.scenario, given);
      const [shown, Controls, , ...loaded] = await Promise.all([
        about(given.view).load(),
        given.controls !== undefined &&
          import('./controls.js').then(({ bring }) => bring(given.view)),
        about(given.view).isTable && this.#withTable(),
        ...parts.map((part) => engine(part, WashoutFigure.wasm)),
      ]);
      if (run !== this.#run) return;
      const data = await ask(
        shown,
        Object.fromEntries(parts.map((part, i) => [part, loaded[i]])),
        given.scenario,
        { ...given, isOver: () => run !== this.#run },
      );
      const isFirst = !this.#now;
      // The engine was slow this once: a phone answers before the picture is drawn.
      if (isFirst)
        await new Promise((done) => {
          setTimeout(done);
        });
      if (run !== this.#run) return;
      this.#paint({ ...given, shown, Controls, data });
      say(this.#message, '');
      const { view } = given;
      const {
        digest = null,
        shock = null,
        final_price_usd = null,
        liquidated_usd = null,
      } = this.outcome ?? {};
      this.#tell(isFirst ? 'ready' : 'change', {
        view,
        title: this.#now.title,
        by: isReader ? 'reader' : 'attribute',
        summary: this.summary,
        engine: loaded[0].version(),
        digest,
        shock,
        final_price_usd,
        liquidated_usd,
      });
    } catch (error) {
      if (run !== this.#run) return;
      const { code = 'ATTRIBUTE', message, place = null } = error;
      say(this.#message, clean(message));
      // What failed for want of a network is asked for again when it is back.
      addEventListener('online', this.#again, { once: true });
      this.#tell('error', { code, message, place });
    }
  }

  /**
   * What the attributes say. Throws with a message for the reader.
   *
   * @returns {Record<string, any>}
   */
  #given() {
    /** @type {Record<string, any>} */
    const given = Object.fromEntries(
      ATTRIBUTES.map((key) => [key, this.getAttribute(key) ?? undefined]),
    );
    const { view = 'map', locale = LANGUAGE, preset = PRESET } = given;
    if (!VIEWS.includes(view)) wrong('view', `one of ${VIEWS.join(', ')}`, view);
    try {
      // Refuses what is no tag; and the first of its kind is slow to make, so it is made while the
      // engine is on its way.
      new Intl.NumberFormat(locale);
    } catch {
      wrong('locale', 'a language tag', locale);
    }
    return { ...given, view, locale, scenario: scenarioOf({ ...given, preset }) };
  }

  #draw({ view, shown, locale, data }, width) {
    return present(view, shown, data, { width, locale, id: this.#id });
  }

  #paint(job) {
    const {
      data: { outcome },
      Controls,
    } = job;
    const made = this.#draw(job, this.#width);
    const { words, write, title, svg } = made;
    this.#now = Object.defineProperty(made, 'job', { value: job });
    this.#frame(made, job);
    const { answer, caption, source, picture, plot, again, details, controls } = this.#parts;
    say(answer, made.answer);
    say(caption, made.caption);
    say(source, made.source);
    if (svg) {
      build(picture, svg);
      plot.ariaLabel = words.plot(title);
      again?.();
    }
    if (!svg || details.open) this.#tabulate();
    if (Controls) controls?.show(outcome, made, { write, words: words.knobs });
    this.#take();
  }

  /** Builds the figure where its shape has changed: another view, other sliders. */
  #frame(made, { controls, Controls }) {
    const shape = `${made.name} ${made.svg !== ''} ${controls}`;
    if (shape === this.#shape) return;
    this.#shape = shape;
    build(
      this.#live,
      figureMarkup(made, { controls: controls !== undefined && made.outcome && ' ' }),
    );
    const parts = Object.fromEntries(
      [...this.#live.querySelectorAll('[class^=w-]')].map((element) => {
        const [, name] = element.className.split(/[ -]/);
        element.part = name;
        return [name, element];
      }),
    );
    this.#parts = parts;
    parts.details?.addEventListener('toggle', () => parts.details.open && this.#tabulate());
    if (parts.plot) this.#touchable(parts, made.along);
    if (parts.controls)
      parts.controls = this.#controls(Controls, parts.controls, controls, made.words.knobs);
  }

  /** The cursor comes with the first touch of a key or a pointer. */
  #touchable(parts, along) {
    const { plot, reading } = parts;
    parts.picture = document.createElement('div');
    plot.append(parts.picture);
    plot.tabIndex = 0;
    plot.role = 'group';
    const begin = async (event) => {
      const [{ cursor }, style] = await Promise.all([
        import('../charts/cursor.js'),
        import('./cursor.css.js'),
      ]);
      if (parts.again) return;
      adopt(this.#root, style.default);
      parts.again = cursor(plot, reading, () => this.#now, along);
      // What brought it here, once more.
      plot.dispatchEvent(new event.constructor(event.type, event));
    };
    for (const type of ['focus', 'pointerenter', 'pointerdown']) plot.addEventListener(type, begin);
  }

  #tabulate() {
    if (this.#table) this.#table(this.#parts.scroll, this.#now.table, { adopt, build });
    else this.#withTable().then(() => this.#tabulate());
  }

  async #withTable() {
    this.#table = (await import('./table.js')).tabulate;
  }

  #controls(Controls, place, wanted, words) {
    const set = (key, value) => {
      this.#own[key] ??= [this.getAttribute(key)];
      this.#isReader = true;
      this[key] = value;
    };
    // Back to what the page's author has written.
    const reset = () => {
      for (const [key, [value]] of Object.entries(this.#own)) this[key] = value;
      this.#own = {};
    };
    return new Controls(place, wanted, { words, adopt, set, reset });
  }

  /** The live figure takes the place of what stood inside, and at first no less room. */
  #take() {
    if (!this.#live.hidden) return;
    this.#live.style.minHeight = `${this.#room}px`;
    this.#live.hidden = false;
    this.#root.firstElementChild.remove();
  }

  #tell(what, detail) {
    this.dispatchEvent(
      new CustomEvent(`washout-${what}`, { bubbles: true, composed: true, detail }),
    );
  }
}

// Every attribute is a property as well; an object becomes its JSON.
for (const name of [...ATTRIBUTES, 'theme']) {
  Object.defineProperty(WashoutFigure.prototype, name, {
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else
        this.setAttribute(
          name,
          value === true ? '' : typeof value === 'object' ? JSON.stringify(value) : value,
        );
    },
  });
}

const say = (element, text) => element.textContent === text || (element.textContent = text);
