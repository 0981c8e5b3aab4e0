// What the market was doing on one day: each answer as a sentence that opens to its rule, its inputs
// and what lies behind it.
import { tables, why } from '../cells.js';
import { byId, html, put, say } from '../dom.js';
import { offer } from '../offers.js';
import { JUDGE } from '../text/judge.js';
import { EVENT } from './cascade.js';
import { sentences } from './answers.js';
import { Own } from './own.js';
import { refill } from './parts.js';

const WORDS = JUDGE.context;

/** Shows the answers; `edges`, `day` and `figures` are what the other parts go on with. */
export class Context {
  #engine;
  #own;
  #last = null;
  /** The same as sentences, and the day that they are about. */
  #told = [];
  #day = '';

  constructor(place, engine, change) {
    this.#engine = engine;
    put(place, html`<h3>${WORDS.title}</h3><p id="judge-context-lead"></p><div class="findings" id="judge-findings"></div>
      <details id="judge-own"><summary>${WORDS.own}</summary><p class="hint">${WORDS.ownHint}</p><div id="judge-files"></div><div id="judge-fields"></div></details>`);
    tables(['judge-findings']);
    offer(place, () => ({ name: 'context', title: WORDS.title, sentence: WORDS.on(this.#day), data: this.#last.answers, table: { head: WORDS.head, rows: this.#told.map(({ ask, say: said }) => [ask, said]) }, about: {} }));
    this.#own = new Own(byId('judge-files'), byId('judge-fields'), change);
  }

  /** What of it an address holds. */
  get state() {
    return { facts: this.#own.facts };
  }

  restore({ facts }) {
    this.#own.restore(facts);
  }

  /** The key level, as set here or as the event has it. */
  edges(preset) {
    const { lower_usd: lower, upper_usd: upper } = this.#own.bag.key_level ?? {};
    return lower ? { lower, upper: upper ?? lower } : { lower: figure(preset, 'level_lower_usd'), upper: figure(preset, 'level_upper_usd') };
  }

  get facts() {
    return { context: this.#last, own: this.#own.bag };
  }

  get day() {
    return this.#own.bag.at ?? EVENT;
  }

  /** Figures for an audit, each with its source. */
  get figures() {
    return this.#last?.audit_inputs ?? {};
  }

  /** Asks and shows; an error is said beside its input and returned, and the last answers stay. */
  show(outcome, preset, levels) {
    const { lower, upper } = this.edges(preset);
    const shock = levels.lower?.shock ?? undefined;
    const bag = {
      preset: EVENT, ...this.#own.bag,
      ...(lower && { key_level: { lower_usd: lower, upper_usd: upper, shock_needed: shock } }),
      liquidations: { ...(preset.id === EVENT && { liquidated_usd: preset.derived.find(({ key }) => key === 'btc_usd')?.value, open_interest_usd: outcome.scenario.market.open_interest_usd }), ...this.#own.bag.liquidations },
    };
    try {
      this.#last = this.#engine.context(bag);
      this.#own.accept(this.#last.series);
    } catch (error) {
      this.#own.complain(error);
      byId('judge-findings').classList.toggle('stale', true);
      return error;
    }
    byId('judge-findings').classList.toggle('stale', false);
    this.#tell();
    return null;
  }

  #tell() {
    const { day, all } = sentences(this.#last, Boolean(this.#own.bag.liquidations));
    [this.#told, this.#day] = [all, day];
    say(byId('judge-context-lead'), WORDS.lead(day));
    refill(byId('judge-findings'), html`${all.map(({ id, ask, say: said, known, rule, inputs, more }) => html`<div class="finding"><details data-id="${id}"><summary><span class="ask">${ask}</span> <span class="${known ? 'found-so' : 'not-known'}">${said}</span></summary>
      <dl class="facts"><div><dt>${JUDGE.rule}</dt><dd>${rule}</dd></div>${inputs.length > 0 && html`<div><dt>${JUDGE.from}</dt><dd>${inputs.map(({ name, value }, i) => html`${i > 0 && html`<br>`}<span class="name">${name.replaceAll('_', ' ')}</span> ${value}`)}</dd></div>`}</dl>${more}</details><button ${why('judge', `context:${id}`)} aria-label="${JUDGE.formula}: ${ask}">${JUDGE.formula}</button></div>`)}`);
  }
}

/** A figure of the event; those of another one say nothing about this day. */
const figure = (preset, wanted) => (preset.id === EVENT ? preset.figures.find(({ key }) => key === wanted)?.value : undefined);
