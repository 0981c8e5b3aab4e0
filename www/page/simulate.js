// The cascade panel: inputs -> scenario -> engine -> sentence, figures, charts and tables. One
// update a frame, however many inputs moved.
import { curve, map, path } from '../lib/charts/index.js';
import { estimate, percent, plain, shift, short, times, usd } from '../lib/format.js';
import { Controls } from './controls.js';
import { atMost, byId, fill, html, once, oncePerFrame, say, settled } from './dom.js';
import { books } from './engine.js';
import { Figure } from './figure.js';
import { accounts } from './ledger.js';
import { CHOICES, fits, impactKind, isSolved, NUMBERS, scenarioOf, sharesBy, shown } from './state.js';
import { LOCALE, TEXT } from './text/common.js';
import { SIMULATE as WORDS } from './text/simulate.js';

const TABLES_MS = 350;
/** What is out of sight is computed when the hand has rested for so long. */
const REST_MS = 150;
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
const PLACES = { map: 'map-chart', path: 'path-chart', timed: 'time-chart', sweep: 'curve-chart', levels: 'levels', ledger: 'ledger' };
const TABLES = ['levels', 'ledger'];

/** Wires the panel. `engine` has `simulate`, `preset` is the one to start from. */
export class Simulate {
  #engine;
  #base;
  #preset;
  #state;
  #controls;
  #figures;
  #complained = null;
  #hasShown = false;
  #tables = null;
  /** Called after each new outcome, though not for every step of a moving slider. */
  followers = new Set();
  #sources = null;
  #inSight = new Set();
  // Nobody reads a table sixty times a second, and the ledger's is the dearest part of an outcome.
  #tabulate = atMost(() => this.#showTables(), TABLES_MS);
  #asked;
  #onChange;

  constructor(engine, preset, state, onChange) {
    this.#engine = engine;
    this.#preset = preset;
    this.#base = preset.scenario;
    this.#state = state;
    this.#figures = { map: new Figure(byId('map-chart'), map, { caption: WORDS.mapCaption }), path: new Figure(byId('path-chart'), path, { caption: WORDS.pathCaption }), time: new Figure(byId('time-chart'), path, { caption: WORDS.timeCaption }), curve: new Figure(byId('curve-chart'), curve, { caption: WORDS.curveCaption }) };
    this.#watch();
    const quick = oncePerFrame(() => this.update([...this.#inSight].filter((part) => !TABLES.includes(part))));
    const rest = settled(() => this.update(), REST_MS);
    const update = () => {
      quick();
      rest();
    };
    const remember = settled(() => onChange(this.#state), 250);
    this.#onChange = () => {
      update();
      remember();
    };
    this.#controls = new Controls(byId('controls'), (key, value) => this.#set(key, value));
    byId('sources-more').addEventListener('toggle', () => this.#bring());
    if (['book', 'rungs'].some((key) => key in state)) this.#bring();
    byId('to-log').addEventListener('click', () => this.#set('coordinate', 'log'));
    byId('reset').addEventListener('click', () => this.reset());
    byId('copy').addEventListener('click', () => this.#copy(onChange));
    this.update();
  }

  reset() {
    this.#state = this.#state.preset ? { preset: this.#state.preset } : {};
    for (const key of [...Object.keys(CHOICES), ...Object.keys(NUMBERS), 'levels']) if (this.#controls.has(key)) this.#controls.complain(key, '');
    for (const which of ['book', 'rungs']) this.#sources?.complain(which, '');
    this.#onChange();
  }

  /** An order book and own levels are there for the few who ask. */
  #bring = once(async () => {
    const [{ Sources }, engine] = await Promise.all([import('./depth.js'), books()]);
    this.#sources = new Sources(byId('sources'), engine, (keys) => this.#put(keys));
    this.#sources.show(this.#state, !fits(this.#state));
    byId('sources-more').open = true;
    return this.#sources;
  });

  /** Computes and shows everything, or only the named parts of it. */
  update(parts = null) {
    try {
      const scenario = this.#scenario();
      const outcome = this.#engine.simulate(scenario, parts ? { parts } : undefined);
      this.#asked = scenario;
      this.#controls.show(this.#values(outcome), this.#solved());
      this.#sources?.show(this.#state, !fits(this.#state));
      this.#complain(null);
      this.#show(outcome, parts);
    } catch (error) {
      this.#controls.show(this.#values());
      this.#sources?.show(this.#state, !fits(this.#state));
      // At the start there is no earlier result to leave standing.
      if (!this.#hasShown) this.#show(this.#engine.simulate(this.#base), null);
      this.#complain(error);
    }
  }

  /** What the controls show. */
  #values = (outcome) => ({ ...shown(this.#state, this.#base, outcome), impact: impactKind(this.#state, this.#base) });

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
    say(byId('hint-shock'), push ? WORDS.knobs.shock.solved(exact(this.#base.shock.reach_price_usd)) : WORDS.knobs.shock.hint);
    return [push && 'shock', sharesBy(this.#state, this.#base) === 'reported' && 'share'];
  }

  #set(key, value) {
    if (key === 'impact' && value === 'levels' && !this.#state.bids) {
      this.#bring().then((sources) => sources.ask());
      return this.#onChange();
    }
    const plainState = { ...this.#state };
    delete plainState[key];
    // A value that is the preset's own needs no place in the address.
    this.#state = shown(plainState, this.#base)[key] === value ? plainState : { ...this.#state, [key]: value };
    // Setting the share by hand means it; going back to the report drops it.
    if (key === 'by' && value === 'reported') delete this.#state.share;
    this.#onChange();
  }

  /** Sets keys, or takes those away that are undefined. */
  #put(keys) {
    this.#state = Object.fromEntries(Object.entries({ ...this.#state, ...keys }).filter(([, value]) => value !== undefined));
    this.#onChange();
  }

  /** What the engine last said. */
  get outcome() {
    return this.#tables[0];
  }

  /** The scenario as it is set, but for a push in `direction`. */
  towards = (direction) => this.#scenario({ ...this.#state, direction });

  /** The scenario; upwards, the share that a fall was solved for stands for the shorts as well. */
  #scenario(state = this.#state) {
    const scenario = scenarioOf(state, this.#base);
    if (scenario.direction !== 'up' || !isSolved(scenario.book.share)) return scenario;
    const down = scenarioOf({ ...state, direction: 'down' }, this.#base);
    return { ...scenario, book: { ...scenario.book, share: this.#engine.simulate(down, { parts: [] }).share } };
  }

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
    const down = (this.#state.direction ?? this.#base.direction) === 'down';
    const side = down ? 'long' : 'short';
    const words = { down, side: TEXT.side[`${side}s`], shock: this.#solved().includes('shock') ? share(outcome.shock) : percent(shift(shown(this.#state, this.#base).shock, -2), { locale, places: undefined }), displacement: share(Math.abs(outcome.move ?? outcome.displacement)), final: price(outcome.final_price_usd), liquidated: dollars(outcome.liquidated_usd) };
    say(byId('simulate-answer'), outcome.saturated ? WORDS.saturated(words) : outcome.liquidated_usd > 0 ? WORDS.answer(words) : WORDS.quiet(words));
    fill(byId('simulate-figures'), html`${[
      [WORDS.figures.mechanical, share(outcome.mechanical_share)], [WORDS.figures.amplification, estimate(outcome.amplification, times, { locale })],
      [WORDS.figures.first, dollars(outcome.first_round_usd)], [WORDS.figures.gain, estimate(outcome.gain, plain, { locale })],
    ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}`);
    byId('far').hidden = !(Math.abs(outcome.move) > FAR && this.#values().coordinate === 'linear');
    this.#draw(outcome, side, { ...words, atOnce: !parts });
    // The tables keep what this outcome leaves out.
    this.#tables = [parts ? { ...this.#tables?.[0], ...outcome } : outcome, words];
    if (parts) return this.#tabulate();
    this.#showTables(true);
    this.#assume(outcome);
    for (const follow of this.followers) follow();
  }

  #showTables(all) {
    const [outcome, words] = this.#tables;
    if (all || this.#inSight.has('levels')) this.#levels(outcome, words);
    if (!all && !this.#inSight.has('ledger')) return;
    const { ledger } = all ? outcome : this.#engine.simulate(this.#asked, { parts: ['ledger'] });
    fill(byId('ledger'), accounts(ledger, words));
  }

  #draw(outcome, side, { atOnce, ...words }) {
    const levels = outcome.levels.map((level) => level.price_usd);
    const { map: rungs, path: rounds, timed, sweep } = outcome;
    if (rungs) this.#figures.map.draw({ ...rungs, now_usd: outcome.price_usd, final_usd: outcome.final_price_usd, levels }, { title: WORDS.mapTitle, sentence: WORDS.mapSentence({ ...words, all: dollars(outcome.liquidatable_usd) }), height: 320, atOnce });
    if (rounds) this.#drawPath(outcome, side, levels, { ...words, atOnce });
    if (timed !== undefined) this.#drawTime(timed, outcome, side, levels, atOnce);
    if (sweep) this.#figures.curve.draw({ ...sweep, at: outcome.shock, side }, { title: WORDS.curveTitle, sentence: WORDS.curveSentence({ critical: sweep.critical_shock === null ? null : share(sweep.critical_shock) }), height: 260, atOnce });
  }

  #drawPath(outcome, side, levels, words) {
    const { path: rounds, recovery: back } = outcome;
    const isBack = outcome.liquidated_usd > 0 && !outcome.saturated;
    const sentence = WORDS.pathSentence({ rounds: plain(outcome.rounds, { locale }), first: price(rounds.price_usd[0]), final: words.final });
    const caption = isBack ? WORDS.pathCaption({ share: share(back.share), price: price(back.price_usd), third: price(back.third_price_usd), full: price(back.full_price_usd) }) : WORDS.pathPlain;
    this.#figures.path.draw({ ...rounds, start_usd: outcome.price_usd, levels, side, recovery: isBack ? back : null }, { title: WORDS.pathTitle, sentence, caption, height: 300, atOnce: words.atOnce });
  }

  /** The steps in time; an impact that they are not defined for has none. */
  #drawTime(timed, outcome, side, levels, atOnce) {
    byId('time-chart').hidden = timed === null;
    if (timed === null) return;
    const facts = { steps: plain(timed.steps, { locale }), liquidated: dollars(timed.liquidated_usd), peak: price(timed.peak_price_usd), settled: price(timed.settled_price_usd), instant: dollars(outcome.liquidated_usd), rho: `${this.#values().rho}%`, ends: timed.finished };
    this.#figures.time.draw({ ...timed.path, start_usd: outcome.price_usd, levels, side }, { title: WORDS.timeTitle, sentence: WORDS.timeSentence(facts), height: 260, atOnce, words: { ...TEXT.chart, round: WORDS.step, closed: WORDS.closedInStep } });
  }

  #levels({ levels }, { down }) {
    const ahead = levels.find((level) => level.shock !== null);
    const row = (level) => html`<tr><th scope="row">${exact(String(level.price_usd))}</th><td>${level.shock === null ? WORDS.behind : share(level.distance)}</td><td>${share(level.shock ?? Number.NaN)}</td><td>${dollars(level.liquidated_usd ?? Number.NaN)}</td><td>${estimate(level.gain ?? Number.NaN, plain, { locale })}</td><td>${share(level.touch_probability ?? Number.NaN)}</td><td>${level.reached ? WORDS.reached : level.shock === null ? '' : WORDS.missed}</td></tr>`;
    fill(byId('levels'), levels.length ? html`<p class="answer">${ahead ? WORDS.levelsSentence({ level: exact(String(ahead.price_usd)), distance: share(ahead.distance), shock: share(ahead.shock), own: ahead.shock < ahead.distance }) : WORDS.allBehind({ down })}</p>
      <div class="scroll" tabindex="0" role="group" aria-label="${WORDS.levels}"><table><caption>${WORDS.levelsCaption}</caption><thead><tr>${WORDS.levelsHead.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${levels.map(row)}</tbody></table></div>` : html``);
  }

  #assume(outcome) {
    const { market, book } = scenarioOf(this.#state, this.#base);
    const solved = book.share;
    const calibrated = book.kind === 'rungs' ? WORDS.ownRungs : sharesBy(this.#state, this.#base) === 'reported'
      ? WORDS.calibrated({ from: exact(market.price_usd), to: exact(solved.to_price_usd), reported: short(solved.reported_usd, { locale }), factor: times(solved.factor ?? '1', { locale, places: undefined }), share: share(outcome.share) })
      : WORDS.byHand({ share: share(outcome.share) });
    const figures = this.#preset.figures.filter((figure) => figure.status !== 'sourced');
    fill(byId('assumptions'), html`<h3>${WORDS.assumptions}</h3><p>${calibrated}</p>
      <dl class="facts">${figures.map((figure) => html`<div><dt>${figure.label}</dt><dd>${valueOf(figure)} <em>${WORDS.status[figure.status] ?? figure.status}</em>: ${figure.source}</dd></div>`)}</dl>
      <ul>${(outcome.notes ?? []).map((note) => html`<li>${note}</li>`)}</ul>
      <p class="hint">${WORDS.digest(outcome.digest, outcome.engine)}</p>`);
  }

  async #copy(onChange) {
    onChange(this.#state);
    try {
      await navigator.clipboard.writeText(location.href);
      say(byId('copy-status'), WORDS.copied);
    } catch {
      say(byId('copy-status'), WORDS.copyFailed);
    }
  }
}

/** A figure of a preset in the dress of its unit. */
function valueOf({ value, unit }) {
  if (/^USD/.test(unit)) return unit === 'USD' ? short(value, { locale, trim: true }) : exact(value);
  if (unit === 'fraction') return percent(value, { locale, places: undefined });
  return unit === 'multiple' ? times(value, { locale, places: undefined }) : value;
}

