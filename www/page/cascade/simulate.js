// The cascade panel: inputs -> scenario -> engine -> sentence, figures, charts and tables. One
// update a frame, however many inputs moved.
import * as map from '../../lib/views/map.js';
import { Cells } from '../ui/cells.js';
import { Controls } from './controls.js';
import { byId, detailsById, hide, once, oncePerFrame, say, settled, turn } from '../ui/dom.js';
import { simulate } from '../shell/engine.js';
import { Figure } from '../ui/figure.js';
import { tell } from '../ui/views.js';
import { lateStyle, trying, whenNear } from '../shell/lazy.js';
import { explains } from '../shell/offers.js';
import { fits } from '../shell/address.js';
import { choicesOf, sharesBy, shown } from './scenario.js';
import { scenarioWith } from './turned.js';
import { inputAt } from '../../lib/inputs.js';
import { figuresOf } from './figures.js';
import { isPushSolved, pushHint } from './push.js';
import { TEXT } from '../shell/common.words.js';
import { SIMULATE as WORDS } from './simulate.words.js';

/** What is out of sight is computed when the hand has rested for so long. */
const REST_MS = 150;
const KEEP_MS = 250;
/** A move from which on the linear scale misleads. */
const FAR = 0.25;
/**
 * The parts of an outcome that are pictures, and the place on the page that shows each: they follow
 * a moving slider while in sight.
 */
const PLACES = { map: 'map-chart', path: 'path-chart', timed: 'time-chart', sweep: 'curve-chart' };

/** The panel, from `preset` and what the reader changed of it; `keep(state)` remembers. */
export class Simulate {
  #preset;
  #state;
  #controls;
  #cells;
  #map;
  #complained = null;
  #hasShown = false;
  #last = null;
  #groups = null;
  /** Called after each new outcome, though not for every step of a moving slider. */
  #listeners = [];
  #sources = null;
  #inSight = new Set();
  #soon;
  #changed;
  #remember;

  constructor(preset, state, keep) {
    this.#preset = preset;
    this.#state = state;
    // The panel's sentence is that of the map.
    this.#map = new Figure(byId('map-chart'), map.chart, {
      about: () => this.#about(),
      why: ['simulate', 'map'],
      answer: byId('simulate-answer'),
    });
    this.#cells = new Cells(byId('simulate-figures'), 'simulate', Object.entries(WORDS.figures));
    this.#watch();
    const quick = oncePerFrame(() => this.update(this.#held));
    const rest = settled(() => this.update(), REST_MS);
    this.#remember = settled(() => keep(this.#state), KEEP_MS);
    this.#changed = () => {
      quick();
      rest();
      this.#remember();
    };
    this.#controls = new Controls(byId('controls'), (key, value) => this.#set(key, value));
    byId('sources-more').addEventListener('toggle', () => this.#bring());
    byId('to-log').addEventListener('click', () => this.#set('coordinate', 'log'));
    byId('reset').addEventListener('click', () =>
      this.#start(this.#state.preset ? { preset: this.#state.preset } : {}),
    );
    explains('simulate', async (key) =>
      (await import('./simulate.why.js')).explain(key, {
        outcome: this.outcome,
        preset: this.#preset,
        state: this.#state,
      }),
    );
    if (['book', 'rungs'].some((key) => key in state)) this.#bring();
  }

  /** Shows the first picture, and what it leaves out in a turn of its own. */
  async begin() {
    this.update(['map']);
    await turn();
    this.update();
    const more = document.querySelector('.more');
    whenNear(more, () => trying(more, () => this.#follow()));
  }

  /** Shows another state, and another event where one is given; it is remembered already. */
  restore(state, preset) {
    this.#preset = preset;
    this.#state = state;
    this.#controls.forgive();
    for (const which of ['book', 'rungs']) this.#sources?.complain(which, '');
    this.update();
  }

  /** Takes another state over as if the reader had set it. */
  adopt(state, preset) {
    this.restore(state, preset);
    this.#remember();
    this.#remember.now();
  }

  /** Remembers what has just been set, without waiting for the hand to rest. */
  flush = () => this.#remember.now();

  /** Calls `listener` after each new outcome. */
  onShow = (listener) => this.#listeners.push(listener);

  /** What the engine last said. */
  get outcome() {
    return this.#last;
  }

  get state() {
    return this.#state;
  }

  get preset() {
    return this.#preset;
  }

  /** The scenario as it is set. Throws where the engine cannot solve what it rests on. */
  get scenario() {
    return this.#scenario();
  }

  /** The scenario as it is set, but for a push in `direction`. */
  towards = (direction) => this.#scenario({ ...this.#state, direction });

  /** Computes and shows everything, or only the named parts of it. */
  update(parts = null) {
    try {
      const scenario = this.#scenario();
      const outcome = { scenario, ...simulate(scenario, parts ? { parts } : undefined) };
      const values = this.#display(outcome);
      this.#complain(null);
      this.#show(outcome, values, !parts);
    } catch (error) {
      const values = this.#display();
      // At the start there is no earlier result to leave standing.
      if (!this.#hasShown) this.#show(simulate(this.#base), values, true);
      this.#complain(error);
    }
    if (!parts) this.#sources?.show(this.#state, !fits(this.#state));
  }

  get #base() {
    return this.#preset.scenario;
  }

  /** Shows the inputs; what they show. */
  #display(outcome) {
    const values = shown(this.#state, this.#base, outcome);
    const choices = choicesOf(this.#state, this.#base);
    this.#controls.show(values, choices, this.#solved(), Object.keys(this.#state));
    say(byId('hint-shock'), pushHint(outcome, this.#state, this.#base));
    return values;
  }

  #start(state) {
    this.#state = state;
    this.#controls.forgive();
    for (const which of ['book', 'rungs']) this.#sources?.complain(which, '');
    this.#changed();
  }

  /** An order book and own levels are there for the few who ask. */
  #bring = once(async () => {
    const load = () => Promise.all([import('./depth.js'), lateStyle()]);
    const [{ Sources }] = await trying(byId('sources-more'), load);
    this.#sources = new Sources(
      byId('sources'),
      (keys) => this.#put(keys),
      () => this.#last.scenario,
    );
    this.#sources.show(this.#state, !fits(this.#state));
    detailsById('sources-more').open = true;
    return this.#sources;
  });

  /** What is shown on demand comes with a reader who comes near it. */
  async #follow() {
    const { Groups } = await import('./groups.js');
    this.#groups = new Groups(() => this.#about(), this);
    // Where the inputs are refused they show the event, as the first picture does.
    this.#hasShown = false;
    this.update();
  }

  /** Keeps track of the parts that are in sight: those are computed while a slider moves. */
  #watch() {
    const part = Object.fromEntries(Object.entries(PLACES).map(([name, id]) => [id, name]));
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          this.#inSight[isIntersecting ? 'add' : 'delete'](part[target.id]);
      },
      { rootMargin: '50px' },
    );
    for (const id of Object.values(PLACES)) observer.observe(byId(id));
  }

  /** What follows a hand that moves: the map, else the pictures that are in sight. */
  get #held() {
    return this.#inSight.has('map') ? ['map'] : [...this.#inSight];
  }

  /** The inputs whose values are not the reader's but solved by the engine. */
  #solved() {
    // The words beside the push say so.
    return [
      isPushSolved(this.#state, this.#base) && 'shock',
      sharesBy(this.#state, this.#base) === 'reported' && 'share',
    ];
  }

  #set(key, value) {
    if (key === 'impact' && value === 'levels' && !this.#state.bids) {
      this.#bring().then((sources) => sources.ask());
      return this.#changed();
    }
    const plainState = { ...this.#state };
    delete plainState[key];
    // A value that is the preset's own needs no place in the address.
    this.#state =
      shown(plainState, this.#base)[key] === value ? plainState : { ...this.#state, [key]: value };
    // Setting the share by hand means it; going back to the report drops it.
    if (key === 'by' && value === 'reported') delete this.#state.share;
    this.#changed();
  }

  /** Sets keys, or takes those away that are undefined. */
  #put(keys) {
    this.#state = Object.fromEntries(
      Object.entries({ ...this.#state, ...keys }).filter(([, value]) => value !== undefined),
    );
    this.#changed();
  }

  #scenario = (state = this.#state) => scenarioWith(state, this.#base);

  #complain(error) {
    const field = error?.place?.field ?? '';
    const named = inputAt(field) ?? null;
    // A share that cannot be solved is a matter of the factor.
    const key =
      named === 'share' && sharesBy(this.#state, this.#base) === 'reported' ? 'factor' : named;
    const beside = key && this.#controls.isShown(key);
    if (this.#complained && this.#complained !== key) this.#controls.complain(this.#complained, '');
    this.#complained = beside ? key : null;
    if (beside) this.#controls.complain(key, TEXT.input.refused(error.reason));
    say(byId('simulate-problem'), error && !beside ? TEXT.input.refused(error.message) : '');
    document.querySelector('.bench').classList.toggle('stale', Boolean(error));
  }

  /** Shows an outcome: that of what is set, or of the event as it is. */
  #show(outcome, { coordinate }, isWhole) {
    this.#hasShown = true;
    const data = { outcome };
    this.#draw(data);
    this.#cells.show(figuresOf(outcome));
    hide(byId('far'), !(Math.abs(outcome.move) > FAR && coordinate === 'linear'));
    // What this outcome leaves out stays.
    this.#last = isWhole ? outcome : { ...this.#last, ...outcome };
    if (!isWhole) return;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#tell(data));
  }

  /** The sentence, and the pictures that the outcome has parts for. */
  #draw(data) {
    const said = tell('map', map, data);
    if (data.outcome.map) this.#map.show(said);
    else say(byId('simulate-answer'), said.answer);
    if (this.#groups) return this.#groups.draw(data);
    // What stands there until they come is the picture of the event as it was.
    byId('path-chart').classList.toggle('unshown', Object.keys(this.#state).length > 0);
  }

  /** Tables, assumptions and other panels, in a turn of their own: nobody waits for them. */
  #tell(data) {
    this.#groups?.tell(data, this);
    for (const listener of this.#listeners) listener(data.outcome);
  }

  /** What a saved file says about where it comes from. */
  #about() {
    const { engine, digest, scenario } = this.outcome;
    return { preset: this.#preset.id, engine, digest, scenario };
  }
}
