// What the market was doing on one day: each answer as a sentence that opens to its rule, its
// inputs and what lies behind it.
import { tables, why } from '../ui/cells.js';
import { byId, html, put, say } from '../ui/dom.js';
import { offer } from '../shell/offers.js';
import { JUDGE } from './judge.words.js';
import { EVENT } from './cascade.js';
import { sentences } from './answers.js';
import { Own } from './own.js';
import { refill } from './parts.js';
import { day as dayOf } from './write.js';

const WORDS = JUDGE.context;

/** Shows the answers; `edges`, `day` and `figures` are what the other parts go on with. */
export class Context {
  #engine;
  #own;
  #last = null;
  /** The same as sentences, and the day that they are about. */
  #told = [];
  #day = '';
  /** What of the answers is from elsewhere: see `sentences`. */
  #about = {};

  constructor(place, engine, change) {
    this.#engine = engine;
    put(
      place,
      html`<h3>${WORDS.title}</h3>
        <p id="judge-context-lead"></p>
        <div class="findings" id="judge-findings"></div>
        <details id="judge-own">
          <summary>${WORDS.own}</summary>
          <p class="hint">${WORDS.ownHint}</p>
          <div id="judge-files"></div>
          <div id="judge-fields"></div>
        </details>`,
    );
    tables(['judge-findings']);
    offer(place, () => ({
      name: 'context',
      title: WORDS.title,
      sentence: WORDS.on(this.#day),
      data: this.#last.answers,
      table: { head: WORDS.head, rows: this.#told.map(({ ask, say: said }) => [ask, said]) },
      about: {},
    }));
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
    if (lower) return { lower, upper: upper ?? lower };
    const named = (key) => (this.#isEvent(preset) ? figure(preset, key)?.value : undefined);
    return { lower: named('level_lower_usd'), upper: named('level_upper_usd') };
  }

  /**
   * Whether `preset` is the event that the answers are about: figures of another day say nothing
   * about this one.
   */
  #isEvent = (preset) => preset.id === EVENT && this.day === EVENT;

  get facts() {
    return { context: this.#last, own: this.#own.bag, about: this.#about };
  }

  get day() {
    return this.#own.bag.at ?? EVENT;
  }

  /** Figures for an audit, each with its source. */
  get figures() {
    return this.#last?.audit_inputs ?? {};
  }

  /** Asks and shows; an error is said beside its input and returned, and the last answers stay. */
  show(cascade, levels) {
    try {
      const asked = this.#engine.context(this.#bag(cascade, levels));
      this.#last = this.#own.bag.key_level || this.day === EVENT ? asked : withoutLevel(asked);
      this.#own.accept(this.#last.series);
    } catch (error) {
      this.#own.complain(error);
      byId('judge-findings').classList.toggle('stale', true);
      return error;
    }
    byId('judge-findings').classList.toggle('stale', false);
    const { liquidations, open_interest: change } = this.#own.bag;
    this.#about = { interest: liquidations ? null : interestOf(cascade), isTyped: Boolean(change) };
    this.#tell();
    return null;
  }

  /** What is asked: the reader's files and figures, and those of the event for its own day. */
  #bag({ outcome, preset }, levels) {
    const own = this.#own.bag;
    const { lower, upper } = this.edges(preset);
    const shock = this.#isEvent(preset) ? (levels.lower?.shock ?? undefined) : undefined;
    const liquidations = this.#isEvent(preset) && {
      liquidated_usd: preset.derived.find(({ key }) => key === 'btc_usd')?.value,
      open_interest_usd: outcome.scenario.market.open_interest_usd,
    };
    return {
      preset: EVENT,
      ...own,
      // The engine has figures for the event's day; nothing at all takes their place on another.
      open_interest: own.open_interest ?? (this.day === EVENT ? undefined : {}),
      ...(lower && { key_level: { lower_usd: lower, upper_usd: upper, shock_needed: shock } }),
      liquidations: { ...liquidations, ...own.liquidations },
    };
  }

  #tell() {
    const { day, all } = sentences(this.#last, this.#about);
    [this.#told, this.#day] = [all, day];
    const isTyped = GIVEN.some((group) => group in this.#own.bag);
    const notes = [
      this.day !== EVENT && WORDS.otherDay(dayOf(Date.parse(EVENT))),
      isTyped && WORDS.typed,
    ];
    say(byId('judge-context-lead'), [WORDS.lead(day), ...notes].filter(Boolean).join(' '));
    refill(
      byId('judge-findings'),
      html`${all.map(
        ({ id, ask, say: said, known, rule, inputs, more }) =>
          html`<div class="finding">
            <details data-id="${id}">
              <summary>
                <span class="ask">${ask}</span>
                <span class="${known ? 'found-so' : 'not-known'}">${said}</span>
              </summary>
              <dl class="facts">
                <div>
                  <dt>${JUDGE.rule}</dt>
                  <dd>${rule}</dd>
                </div>
                ${
                  inputs.length > 0 &&
                  html`<div>
                    <dt>${JUDGE.from}</dt>
                    <dd>
                      ${inputs.map(
                        ({ name, value }, i) =>
                          html`${i > 0 && html`<br />`}<span class="name"
                              >${name.replaceAll('_', ' ')}</span
                            >
                            ${value}`,
                      )}
                    </dd>
                  </div>`
                }
              </dl>
              ${more}
            </details>
            <button ${why('judge', `context:${id}`)} aria-label="${JUDGE.formula}: ${ask}">
              ${JUDGE.formula}
            </button>
          </div>`,
      )}`,
    );
  }
}

/**
 * Figures that a reader types, by their group: nobody but the reader knows of which day they are.
 */
const GIVEN = ['open_interest', 'liquidations', 'deleveraging', 'key_level'];

const figure = (preset, wanted) => preset.figures.find(({ key }) => key === wanted);

/**
 * Where the open interest of the cascade is from: the reader, or a figure of the event with its
 * standing.
 */
function interestOf({ preset, state }) {
  if ('oi' in state) return 'yours';
  const { value, status } = figure(preset, 'open_interest_usd') ?? {};
  return value === preset.scenario.market.open_interest_usd ? status : 'assumption';
}

/** The level that the article names was named for its own day. */
function withoutLevel({ answers, ...rest }) {
  const { key_level: level } = answers;
  const unknown = { ...level, inputs: [], found: null, cannot_be_checked: WORDS.noLevel };
  return { ...rest, answers: { ...answers, key_level: unknown } };
}
