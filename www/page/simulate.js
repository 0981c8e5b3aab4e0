// The cascade panel: inputs -> scenario -> engine -> sentence, figures, charts and tables. One
// update a frame, however many inputs moved.
import { curve, map, path } from '../lib/charts/index.js';
import { estimate, percent, plain, shift, short, times, usd } from '../lib/format.js';
import { Cells, tables } from './cells.js';
import { Controls } from './controls.js';
import { atMost, byId, fill, once, oncePerFrame, say, settled } from './dom.js';
import { simulate } from './engine.js';
import { Figure } from './figure.js';
import { accounts } from './ledger.js';
import { assumptions, keyLevels } from './levels.js';
import { explains, offer } from './offers.js';
import { fits, impactKind, isSolved, scenarioOf, sharesBy, shown } from './state.js';
import { LOCALE, TEXT } from './text/common.js';
import { SIMULATE as WORDS } from './text/simulate.js';

const TABLES_MS = 120;
/** What is out of sight is computed when the hand has rested for so long. */
const REST_MS = 150;
const KEEP_MS = 250;
/** A move from which on the linear scale misleads. */
const FAR = 0.25;
const locale = LOCALE;
const dollars = (value) => estimate(value, short, { locale });
const price = (value) => estimate(value, usd, { locale, digits: 4 });
const share = (value) => estimate(value, percent, { locale });
const exact = (value) => usd(value, { locale });
// The fields of a scenario and the inputs that set them, for errors that name a field.
const INPUT_OF = [
  ['shock', 'shock'], ['market.price', 'price'], ['market.open', 'oi'], ['impact.usd', 'depth'], ['impact.depth', 'depth'], ['impact.survival', 'survival'], ['impact.gamma', 'gamma'], ['impact.rate', 'rate'], ['impact.max', 'max'], ['impact', 'impact'],
  ['book.share.factor', 'factor'], ['book.share', 'share'], ['book.spread', 'spread'], ['book.mix', 'mix'], ['levels', 'levels'], ['flow', 'flow'], ['direction', 'direction'], ['coordinate', 'coordinate'], ['volatility', 'vol'], ['recovery', 'recovery'], ['time.rho', 'rho'], ['time.permanent', 'permanent'],
  ['engine.fee_rate', 'fee'], ['engine.fund_usd', 'fund'], ['engine', 'engine'], ['book', 'engine'],
];
/** The parts of an outcome, and the place on the page that shows each. */
const PLACES = { map: 'map-chart', path: 'path-chart', timed: 'time-chart', sweep: 'curve-chart', ledger: 'ledger' };

/** The panel, from `preset` and what the reader changed of it; `keep(state)` remembers. */
export class Simulate {
  #preset;
  #state;
  #controls;
  #cells;
  #figures;
  #complained = null;
  #hasShown = false;
  #tables = null;
  /** Called after each new outcome, though not for every step of a moving slider. */
  #listeners = [];
  #sources = null;
  #inSight = new Set();
  // Nobody reads a table sixty times a second.
  #tabulate = atMost(() => this.#showTables(), TABLES_MS);
  #changed;
  #remember;

  constructor(preset, state, keep) {
    this.#preset = preset;
    this.#state = state;
    const chart = (id, draw, caption) => new Figure(byId(id), draw, { caption, about: () => this.#about() });
    this.#figures = { map: chart('map-chart', map, WORDS.mapCaption), path: chart('path-chart', path, WORDS.pathCaption), time: chart('time-chart', path, WORDS.timeCaption), curve: chart('curve-chart', curve, WORDS.curveCaption) };
    this.#cells = new Cells(byId('simulate-figures'), 'simulate', Object.entries(WORDS.figures));
    this.#watch();
    const quick = oncePerFrame(() => this.update([...this.#inSight]));
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
    byId('reset').addEventListener('click', () => this.#start(this.#state.preset ? { preset: this.#state.preset } : {}));
    explains('simulate', async (key) => (await import('./why/simulate.js')).explain(key, { outcome: this.outcome, preset: this.#preset, state: this.#state }));
    for (const id of ['levels', 'ledger']) offer(byId(id).parentElement, () => ({ name: id, title: WORDS[id], sentence: byId(id).querySelector('.answer')?.textContent ?? '', data: this.outcome[id], about: this.#about() }));
    tables(['levels', 'ledger']);
    if (['book', 'rungs'].some((key) => key in state)) this.#bring();
    this.update();
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
    return this.#tables[0];
  }

  get state() {
    return this.#state;
  }

  get preset() {
    return this.#preset;
  }

  /** The scenario as it is set, but for a push in `direction`. */
  towards = (direction) => this.#scenario({ ...this.#state, direction });

  /** Computes and shows everything, or only the named parts of it. */
  update(parts = null) {
    try {
      const outcome = simulate(this.#scenario(), parts ? { parts } : undefined);
      this.#display(outcome);
      this.#complain(null);
      this.#show(outcome, parts);
    } catch (error) {
      this.#display();
      // At the start there is no earlier result to leave standing.
      if (!this.#hasShown) this.#show(simulate(this.#base), null);
      this.#complain(error);
    }
  }

  get #base() {
    return this.#preset.scenario;
  }

  #display(outcome) {
    this.#controls.show(this.#values(outcome), this.#solved(), Object.keys(this.#state));
    this.#sources?.show(this.#state, !fits(this.#state));
  }

  /** What the controls show. */
  #values = (outcome) => ({ ...shown(this.#state, this.#base, outcome), impact: impactKind(this.#state, this.#base) });

  #start(state) {
    this.#state = state;
    this.#controls.forgive();
    for (const which of ['book', 'rungs']) this.#sources?.complain(which, '');
    this.#changed();
  }

  /** An order book and own levels are there for the few who ask. */
  #bring = once(async () => {
    const { Sources } = await import('./depth.js');
    this.#sources = new Sources(byId('sources'), (keys) => this.#put(keys));
    this.#sources.show(this.#state, !fits(this.#state));
    byId('sources-more').open = true;
    return this.#sources;
  });

  /** Keeps track of the parts that are in sight: those are computed while a slider moves. */
  #watch() {
    const part = Object.fromEntries(Object.entries(PLACES).map(([name, id]) => [id, name]));
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#inSight[isIntersecting ? 'add' : 'delete'](part[target.id]);
    }, { rootMargin: '50px' });
    for (const id of Object.values(PLACES)) observer.observe(byId(id));
  }

  /** The inputs whose values are not the reader's but solved by the engine. */
  #solved() {
    // The words beside the push say so.
    const push = !this.#state.shock && this.#state.direction !== 'up' && isSolved(this.#base.shock);
    say(byId('hint-shock'), push && this.#base.shock.reach_price_usd ? WORDS.knobs.shock.solved(exact(this.#base.shock.reach_price_usd)) : WORDS.knobs.shock.hint);
    return [push && 'shock', sharesBy(this.#state, this.#base) === 'reported' && 'share'];
  }

  #set(key, value) {
    if (key === 'impact' && value === 'levels' && !this.#state.bids) {
      this.#bring().then((sources) => sources.ask());
      return this.#changed();
    }
    const plainState = { ...this.#state };
    delete plainState[key];
    // A value that is the preset's own needs no place in the address.
    this.#state = shown(plainState, this.#base)[key] === value ? plainState : { ...this.#state, [key]: value };
    // Setting the share by hand means it; going back to the report drops it.
    if (key === 'by' && value === 'reported') delete this.#state.share;
    this.#changed();
  }

  /** Sets keys, or takes those away that are undefined. */
  #put(keys) {
    this.#state = Object.fromEntries(Object.entries({ ...this.#state, ...keys }).filter(([, value]) => value !== undefined));
    this.#changed();
  }

  #scenario = (state = this.#state) => scenarioWith(state, this.#base);

  #complain(error) {
    const field = error?.place?.field ?? '';
    const named = INPUT_OF.find(([start]) => field.startsWith(start))?.[1] ?? null;
    // A share that cannot be solved is a matter of the factor.
    const key = named === 'share' && sharesBy(this.#state, this.#base) === 'reported' ? 'factor' : named;
    const beside = key && this.#controls.isShown(key);
    if (this.#complained && this.#complained !== key) this.#controls.complain(this.#complained, '');
    this.#complained = beside ? key : null;
    if (beside) this.#controls.complain(key, TEXT.input.refused(error.reason));
    say(byId('simulate-problem'), error && !beside ? TEXT.input.refused(error.message) : '');
    document.querySelector('.bench').classList.toggle('stale', Boolean(error));
  }

  #show(outcome, parts) {
    this.#hasShown = true;
    const words = { ...this.#words(), shock: this.#solved().includes('shock') ? share(outcome.shock) : percent(shift(shown(this.#state, this.#base).shock, -2), { locale, places: undefined }), displacement: share(Math.abs(outcome.move ?? outcome.displacement)), final: price(outcome.final_price_usd), liquidated: dollars(outcome.liquidated_usd) };
    say(byId('simulate-answer'), outcome.saturated ? WORDS.saturated(words) : outcome.liquidated_usd > 0 ? WORDS.answer(words) : WORDS.quiet(words));
    this.#cells.show({ mechanical: share(outcome.mechanical_share), amplification: estimate(outcome.amplification, times, { locale }), first: dollars(outcome.first_round_usd), gain: estimate(outcome.gain, plain, { locale }) });
    byId('far').hidden = !(Math.abs(outcome.move) > FAR && this.#values().coordinate === 'linear');
    this.#draw(outcome, { ...words, atOnce: !parts });
    // The tables keep what this outcome leaves out.
    this.#tables = [parts ? { ...this.#tables?.[0], ...outcome } : outcome, words];
    if (parts) return this.#tabulate();
    this.#showTables();
    const side = TEXT.side[this.#base.direction === 'up' ? 'shorts' : 'longs'];
    fill(byId('assumptions'), assumptions(outcome, scenarioOf(this.#state, this.#base), { by: sharesBy(this.#state, this.#base), asset: words.asset, side, figures: this.#preset.figures }));
    for (const listener of this.#listeners) listener(outcome);
  }

  /** What sentences need to know of the scenario. */
  #words() {
    const down = (this.#state.direction ?? this.#base.direction) === 'down';
    const { asset } = this.#base.market;
    return { down, of: down ? 'long' : 'short', side: TEXT.side[down ? 'longs' : 'shorts'], asset: TEXT.assets[asset] ?? asset ?? TEXT.assets.BTC };
  }

  /** What a saved file says about where it comes from. */
  #about() {
    const { engine, digest, scenario } = this.outcome;
    return { preset: this.#preset.id, engine, digest, scenario };
  }

  #showTables() {
    const [outcome, words] = this.#tables;
    fill(byId('levels'), keyLevels(outcome.levels, words));
    fill(byId('ledger'), accounts(outcome.ledger, words));
  }

  #draw(outcome, { atOnce, ...words }) {
    const levels = outcome.levels.map((level) => level.price_usd);
    const { map: rungs, path: rounds, timed, sweep } = outcome;
    if (rungs) this.#figures.map.draw({ ...rungs, now_usd: outcome.price_usd, final_usd: outcome.final_price_usd, levels }, { title: WORDS.mapTitle, sentence: WORDS.mapSentence({ ...words, all: dollars(outcome.liquidatable_usd) }), height: 320, atOnce });
    if (rounds) this.#drawPath(outcome, levels, { ...words, atOnce });
    if (timed !== undefined) this.#drawTime(timed, outcome, words.of, levels, atOnce);
    if (sweep) this.#figures.curve.draw({ ...sweep, at: outcome.shock, side: words.of }, { title: WORDS.curveTitle, sentence: WORDS.curveSentence({ critical: sweep.critical_shock === null ? null : share(sweep.critical_shock) }), height: 260, atOnce });
  }

  #drawPath(outcome, levels, words) {
    const { path: rounds, recovery: back } = outcome;
    const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
    const sentence = WORDS.pathSentence({ rounds: plain(outcome.rounds, { locale }), first: price(rounds.price_usd[0]), final: words.final });
    const caption = isBack ? WORDS.pathCaption({ share: share(back.share), price: price(back.price_usd), third: price(back.third_price_usd), full: price(back.full_price_usd) }) : WORDS.pathPlain;
    this.#figures.path.draw({ ...rounds, start_usd: outcome.price_usd, levels, side: words.of, recovery: isBack ? back : null }, { title: WORDS.pathTitle, sentence, caption, height: 300, atOnce: words.atOnce });
  }

  /** The steps in time; an impact that they are not defined for has none. */
  #drawTime(timed, outcome, side, levels, atOnce) {
    byId('time-group').hidden = timed === null;
    if (timed === null) return;
    const facts = { steps: plain(timed.steps, { locale }), liquidated: dollars(timed.liquidated_usd), peak: price(timed.peak_price_usd), settled: price(timed.settled_price_usd), instant: dollars(outcome.liquidated_usd), rho: percent(shift(this.#values().rho, -2), { locale, places: undefined }), ends: timed.finished };
    this.#figures.time.draw({ ...timed.path, start_usd: outcome.price_usd, levels, side }, { title: WORDS.timeTitle, sentence: WORDS.timeSentence(facts), height: 260, atOnce, words: { ...TEXT.chart, round: WORDS.step, closed: WORDS.closedInStep } });
  }
}

/** The scenario of a state; upwards, the share that a fall was solved for stands for the shorts as well. */
export function scenarioWith(state, base) {
  const scenario = scenarioOf(state, base);
  if (scenario.direction !== 'up' || !isSolved(scenario.book.share) || base.direction === 'up') return scenario;
  const down = scenarioOf({ ...state, direction: 'down' }, base);
  return { ...scenario, book: { ...scenario.book, share: simulate(down, { parts: [] }).share } };
}
