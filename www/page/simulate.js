// The cascade panel: inputs -> scenario -> engine -> sentence, figures, charts and tables. One
// update a frame, however many inputs moved.
import { curve, map, path } from '../lib/charts/index.js';
import { estimate, percent, plain, shift, short, times, usd } from '../lib/format.js';
import { Controls } from './controls.js';
import { atMost, byId, fill, html, oncePerFrame, say, settled } from './dom.js';
import { Figure } from './figure.js';
import { CHOICES, isSolved, NUMBERS, scenarioOf, sharesBy, shown } from './state.js';
import { LOCALE, TEXT } from './text.js';

const WORDS = TEXT.simulate;
const TABLES_MS = 120;
const locale = LOCALE;
const dollars = (value) => estimate(value, short, { locale });
const price = (value) => estimate(value, usd, { locale, digits: 4 });
const share = (value) => estimate(value, percent, { locale });
const exact = (value) => usd(value, { locale });
// The fields of a scenario and the inputs that set them, for errors that name a field.
const INPUT_OF = [['shock', 'shock'], ['market.price', 'price'], ['market.open', 'oi'], ['impact.usd', 'depth'], ['impact.survival', 'survival'], ['book.share.factor', 'factor'], ['book.share', 'share'], ['book.spread', 'spread'], ['book.mix', 'mix'], ['levels', 'levels'], ['flow', 'flow'], ['direction', 'direction']];

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
  onShow = null;
  // Nobody reads a table sixty times a second.
  #tabulate = atMost(() => this.#showTables(), TABLES_MS);
  #onChange;

  constructor(engine, preset, state, onChange) {
    this.#engine = engine;
    this.#preset = preset;
    this.#base = preset.scenario;
    this.#state = state;
    this.#figures = { map: new Figure(byId('map-chart'), map, { caption: WORDS.mapCaption }), path: new Figure(byId('path-chart'), path, { caption: WORDS.pathCaption }), curve: new Figure(byId('curve-chart'), curve, { caption: WORDS.curveCaption }) };
    const update = oncePerFrame(() => this.update());
    const remember = settled(() => onChange(this.#state), 250);
    this.#onChange = () => {
      update();
      remember();
    };
    this.#controls = new Controls(byId('controls'), (key, value) => this.#set(key, value));
    byId('reset').addEventListener('click', () => this.reset());
    byId('copy').addEventListener('click', () => this.#copy(onChange));
    this.update();
  }

  reset() {
    this.#state = {};
    for (const key of [...Object.keys(CHOICES), ...Object.keys(NUMBERS), 'levels']) if (this.#controls.has(key)) this.#controls.complain(key, '');
    this.#onChange();
  }

  /** Computes and shows everything once. */
  update() {
    try {
      const outcome = this.#engine.simulate(this.#scenario());
      this.#controls.show(shown(this.#state, this.#base, outcome), this.#solved());
      this.#complain(null);
      this.#show(outcome);
    } catch (error) {
      this.#controls.show(shown(this.#state, this.#base));
      // At the start there is no earlier result to leave standing.
      if (!this.#hasShown) this.#show(this.#engine.simulate(this.#base));
      this.#complain(error);
    }
  }

  /** The inputs whose values are not the reader's but solved by the engine. */
  #solved() {
    // The words beside the push say so.
    const push = !this.#state.shock && this.#state.direction !== 'up' && isSolved(this.#base.shock);
    say(byId('hint-shock'), push ? WORDS.knobs.shock.solved(exact(this.#base.shock.reach_price_usd)) : WORDS.knobs.shock.hint);
    return [push && 'shock', sharesBy(this.#state, this.#base) === 'reported' && 'share'];
  }

  #set(key, value) {
    const plainState = { ...this.#state };
    delete plainState[key];
    // A value that is the preset's own needs no place in the address.
    this.#state = shown(plainState, this.#base)[key] === value ? plainState : { ...this.#state, [key]: value };
    // Setting the share by hand means it; going back to the report drops it.
    if (key === 'by' && value === 'reported') delete this.#state.share;
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
    return { ...scenario, book: { ...scenario.book, share: this.#engine.simulate(down).share } };
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

  #show(outcome) {
    this.#hasShown = true;
    const down = outcome.scenario ? outcome.scenario.direction === 'down' : (this.#state.direction ?? this.#base.direction) === 'down';
    const side = down ? 'long' : 'short';
    const words = { down, side: TEXT.side[`${side}s`], shock: this.#solved().includes('shock') ? share(outcome.shock) : percent(shift(shown(this.#state, this.#base).shock, -2), { locale, places: undefined }), displacement: share(outcome.move ?? outcome.displacement), final: price(outcome.final_price_usd), liquidated: dollars(outcome.liquidated_usd) };
    say(byId('simulate-answer'), outcome.saturated ? WORDS.saturated(words) : outcome.liquidated_usd > 0 ? WORDS.answer(words) : WORDS.quiet(words));
    fill(byId('simulate-figures'), html`${[
      [WORDS.figures.mechanical, share(outcome.mechanical_share)], [WORDS.figures.amplification, estimate(outcome.amplification, times, { locale })],
      [WORDS.figures.first, dollars(outcome.first_round_usd)], [WORDS.figures.gain, estimate(outcome.gain, plain, { locale })],
    ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}`);
    this.#draw(outcome, side, words);
    this.#tables = [outcome, words];
    this.#tabulate();
  }

  #showTables() {
    const [outcome, words] = this.#tables;
    this.#levels(outcome);
    fill(byId('ledger'), outcome.ledger ? ledger(outcome.ledger, words.side) : html``);
    this.#assume(outcome);
    this.onShow?.();
  }

  #draw(outcome, side, words) {
    const levels = outcome.levels.map((level) => level.price_usd);
    const { path: rounds, sweep } = outcome;
    this.#figures.map.draw({ ...outcome.map, now_usd: outcome.price_usd, final_usd: outcome.final_price_usd, levels }, { title: WORDS.mapTitle, sentence: WORDS.mapSentence({ ...words, all: dollars(outcome.liquidatable_usd) }), height: 320 });
    this.#figures.path.draw({ ...rounds, start_usd: outcome.price_usd, levels, side }, { title: WORDS.pathTitle, sentence: WORDS.pathSentence({ rounds: String(outcome.rounds), first: price(rounds.price_usd[0]), final: words.final }), height: 300 });
    this.#figures.curve.draw({ ...sweep, at: outcome.shock }, { title: WORDS.curveTitle, sentence: WORDS.curveSentence({ critical: sweep.critical_shock === null ? null : share(sweep.critical_shock) }), height: 260 });
  }

  #levels({ levels }) {
    const ahead = levels.find((level) => level.shock !== null);
    const row = (level) => html`<tr><th scope="row">${exact(String(level.price_usd))}</th><td>${share(level.distance)}</td><td>${level.shock === null ? WORDS.never : share(level.shock)}</td><td>${dollars(level.liquidated_usd ?? Number.NaN)}</td><td>${estimate(level.gain ?? Number.NaN, plain, { locale })}</td><td>${level.reached ? WORDS.reached : WORDS.missed}</td></tr>`;
    fill(byId('levels'), levels.length ? html`<p class="answer">${ahead ? WORDS.levelsSentence({ level: exact(String(ahead.price_usd)), distance: share(ahead.distance), shock: share(ahead.shock) }) : WORDS.levels}</p>
      <div class="scroll" tabindex="0" role="group" aria-label="${WORDS.levels}"><table><caption>${WORDS.levels}</caption><thead><tr>${WORDS.levelsHead.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${levels.map(row)}</tbody></table></div>` : html``);
  }

  #assume(outcome) {
    const { market, book } = scenarioOf(this.#state, this.#base);
    const solved = book.share;
    const calibrated = sharesBy(this.#state, this.#base) === 'reported'
      ? WORDS.calibrated({ from: exact(market.price_usd), to: exact(solved.to_price_usd), reported: short(solved.reported_usd, { locale }), factor: times(solved.factor ?? '1', { locale, places: undefined }), share: share(outcome.share) })
      : WORDS.byHand({ share: share(outcome.share) });
    const figures = this.#preset.figures.filter((figure) => figure.status !== 'sourced');
    fill(byId('assumptions'), html`<h3>${WORDS.assumptions}</h3><p>${calibrated}</p>
      <dl class="facts">${figures.map((figure) => html`<div><dt>${figure.label}</dt><dd>${valueOf(figure)} <em>${WORDS.status[figure.status] ?? figure.status}</em>: ${figure.source}</dd></div>`)}</dl>
      <ul>${outcome.notes.map((note) => html`<li>${note}</li>`)}</ul>
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

/** Who paid whom, to the cent: the engine's accounts and their sum. */
function ledger({ accounts, sum_usd: sum, margin_lost_usd: margin, open_interest_transfer_usd: transfer }, side) {
  const cents = (value) => usd(value, { locale, places: 2 });
  const row = ([key, value]) => html`<tr><th scope="row">${WORDS.accounts[key] ?? key}</th><td>${cents(value)}</td></tr>`;
  return html`<p class="answer">${WORDS.ledgerSentence({ margin: short(margin, { locale }), transfer: short(transfer, { locale }), side })}</p>
    <div class="scroll" tabindex="0" role="group" aria-label="${WORDS.ledger}"><table><caption>${WORDS.ledger}</caption><thead><tr>${WORDS.ledgerHead.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${Object.entries(accounts).map(row)}</tbody><tfoot><tr><th scope="row">${WORDS.ledgerSum}</th><td>${cents(sum)}</td></tr></tfoot></table></div><p class="hint">${WORDS.ledgerNote}</p>`;
}

/** A figure of a preset in the dress of its unit. */
function valueOf({ value, unit }) {
  if (/^USD/.test(unit)) return unit === 'USD' ? short(value, { locale, trim: true }) : exact(value);
  if (unit === 'fraction') return percent(value, { locale, places: undefined });
  return unit === 'multiple' ? times(value, { locale, places: undefined }) : value;
}

