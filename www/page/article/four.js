// Notional, margin lost, mark-to-market transfer, change of market value: four numbers side by
// side, of what was reported and of the cascade.
import { opens, tableIn, tables } from '../ui/cells.js';
import { byId, html, inputById, put, say } from '../ui/dom.js';
import { heard } from '../ui/fields.js';
import { offer } from '../shell/offers.js';
import { JUDGE } from './judge.words.js';
import { WRITTEN } from '../ui/written.js';
import { field, refill, table } from './parts.js';
import { amount, printed } from './write.js';

const WORDS = JUDGE.four;
/** Assumptions to begin with; the coins are those of November 2025, rounded. */
const START = { leverage_low: '10', leverage_high: '20', coins: '19940000' };
const KEYS = Object.keys(START);

export class Four {
  #engine;
  #set = { ...START };
  /** The input that the engine has refused. */
  #refused = null;
  #asked = null;

  constructor(place, engine, change) {
    this.#engine = engine;
    put(
      place,
      html`<h3>${WORDS.title}</h3>
        <p>${WORDS.lead}</p>
        <div id="judge-four-table"></div>
        <div class="questions" id="judge-four-inputs">
          ${KEYS.map((key) =>
            field(`judge-four-${key}`, WORDS.fields[key], {
              value: WRITTEN.plain(START[key]),
              path: key,
            }),
          )}
        </div>
        <p class="hint" id="judge-four-note"></p>`,
    );
    tables(['judge-four-table']);
    offer(place, () => ({
      name: 'four-numbers',
      title: WORDS.title,
      sentence: '',
      data: Object.entries(this.#asked).flatMap(([of, { rows }]) =>
        rows.map((row) => ({ of, ...row })),
      ),
      table: tableIn(place),
      about: {},
    }));
    const problem =
      ({ dataset }) =>
      (text) =>
        this.#say(dataset.path, text);
    byId('judge-four-inputs').addEventListener(
      'input',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) =>
        heard(
          target.value,
          (text) => {
            this.#set[target.dataset.path] = text;
            change();
          },
          problem(target),
        ),
    );
    byId('judge-four-inputs').addEventListener(
      'change',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) =>
        heard(
          target.value,
          (text) => {
            target.value = text && WRITTEN.plain(text);
          },
          (text) => text && problem(target)(text),
          true,
        ),
    );
  }

  get facts() {
    return { four: this.#asked };
  }

  /** What of it an address holds. */
  get state() {
    return {
      four: KEYS.every((key) => this.#set[key] === START[key])
        ? undefined
        : KEYS.map((key) => this.#set[key]).join(','),
    };
  }

  restore({ four }) {
    const values = four?.split(',') ?? Object.values(START);
    for (const [i, key] of KEYS.entries()) {
      this.#set[key] = values[i];
      inputById(`judge-four-${key}`).value = values[i] && WRITTEN.plain(values[i]);
      this.#say(key, '');
    }
  }

  show({ ledger, price_usd: before, final_price_usd: after }, preset) {
    const figure = (key) => preset.figures.find((one) => one.key === key);
    const value = (key) => figure(key)?.value;
    const set = Object.fromEntries(Object.entries(this.#set).filter(([, text]) => text !== ''));
    const { coins, ...leverage } = set;
    const prices = value('price_before_usd') &&
      value('price_low_usd') && {
        price_before_usd: value('price_before_usd'),
        price_after_usd: value('price_low_usd'),
      };
    try {
      const day = {
        notional_usd: value('btc_long_usd'),
        open_interest_usd: value('open_interest_usd'),
        ...leverage,
        ...prices,
        coins,
      };
      const reported = this.#engine.flows({ four: day }).four;
      const own = ledger && {
        notional_usd: ledger.value_at_liquidation_usd,
        margin_lost_usd: ledger.margin_lost_usd,
        mark_to_market_usd: ledger.open_interest_transfer_usd,
      };
      const ours = { ...own, price_before_usd: before, price_after_usd: after, coins };
      const cascade = this.#engine.flows({ four: ours }).four;
      this.#asked = {
        reported: { bag: day, rows: reported },
        cascade: { bag: ours, rows: cascade },
      };
      this.#complain(null, '');
      refill(
        byId('judge-four-table'),
        table(
          WORDS.title,
          WORDS.head,
          reported.map((row, i) => [
            html`${WORDS.names[row.name]}<span class="hint how">${row.meaning}</span>`,
            cell(row, `reported:${i}`),
            cell(cascade[i], `cascade:${i}`, ledgerWords(row)),
          ]),
        ),
      );
      say(
        byId('judge-four-note'),
        figure('open_interest_usd')?.status === 'unverified' ? WORDS.unverified : '',
      );
    } catch (error) {
      this.#complain(error.place?.field ?? '', JUDGE.refused(error.message));
    }
  }

  #complain(at, text) {
    byId('judge-four-table').classList.toggle('stale', at !== null);
    const wrong = at === null ? null : (KEYS.find((key) => at.endsWith(key)) ?? KEYS[0]);
    if (this.#refused && this.#refused !== wrong) this.#say(this.#refused, '');
    if (wrong) this.#say(wrong, text);
    this.#refused = wrong;
  }

  #say(key, text) {
    say(byId(`problem-judge-four-${key}`), text);
    byId(`judge-four-${key}`).setAttribute('aria-invalid', String(Boolean(text)));
  }
}

/** What the ledger of the cascade states: positions at the prices at which they were liquidated. */
export const ledgerWords = ({ name }) => (name === 'notional' ? WORDS.atLiquidation : WORDS.ledger);

/**
 * A number or a range that opens its explanation, and how it came to be; `source` is who stated
 * what was not computed.
 */
function cell({ low_usd: low, high_usd: high, formula, cannot_be_checked: why }, key, source) {
  if (low === null) return JUDGE.unknown(why);
  return html`${opens(
      'judge',
      `four:${key}`,
      low === high ? amount(low) : WORDS.range({ low: amount(low), high: amount(high) }),
    )}<span class="hint how"
      >${WORDS.how(source && formula.startsWith('as ') ? source : printed(formula))}</span
    >`;
}
