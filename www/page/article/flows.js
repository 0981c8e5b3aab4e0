// Where the money went: first what the ledger knows, then, apart from it, the reader's assumption
// about where it goes next.
import { sankey } from '../../lib/charts/sankey.js';
import { shift } from '../../lib/format.js';
import { sharesOf } from '../../lib/views/split.js';
import { behind, opens } from '../ui/cells.js';
import { byId, html, inputById, put, say } from '../ui/dom.js';
import { heard } from '../ui/fields.js';
import { Figure } from '../ui/figure.js';
import { WORDS as LEDGER } from '../../lib/views/ledger.words.js';
import { write } from '../ui/pens.js';
import { JUDGE } from './judge.words.js';
import { WRITTEN } from '../ui/written.js';
import { field, refill } from './parts.js';
import { amount, cents, exactly, isZero } from './write.js';

const WORDS = JUDGE.flows;
/** Round numbers to start from; nothing stands behind them. Percent. */
/** @type {Record<string, string>} */
const START = {
  liquidity_providers: '20',
  stronger_holders: '20',
  options: '5',
  etfs: '5',
  delta_neutral: '10',
  usdc: '10',
  usdt: '15',
  rlusd: '5',
  fiat: '10',
};
const CHANNELS = Object.keys(START);
/** Who takes what the others leave, to begin with. */
const REST = 'fiat';

/** Shows the ledger and the split. `figures` are the reader's shares, for an audit. */
export class Flows {
  #engine;
  #change;
  #shares = { ...START };
  #rest = REST;
  #total = '';
  #figure;
  #split = null;
  /** The field that the engine has refused. */
  #refused = null;

  constructor(place, engine, change) {
    this.#engine = engine;
    this.#change = change;
    put(
      place,
      html`<h3>${WORDS.title}</h3>
        <h4>${WORDS.ledger}</h4>
        <div id="judge-ledger"></div>
        <div class="assumed">
          <h4>${WORDS.split}</h4>
          <p class="note">${WORDS.assumption}</p>
          <div class="splits">
            <form id="judge-shares">
              ${field('judge-total', WORDS.total)}${field('judge-rest', [WORDS.rest], {
                choices: WORDS.channels,
              })}${CHANNELS.map(slider)}
              <p class="problem" id="problem-shares" role="alert"></p>
            </form>
            <figure class="chart" id="judge-sankey"></figure>
          </div>
        </div>`,
    );
    this.#figure = new Figure(byId('judge-sankey'), sankey, {
      along: 'y',
      caption: WORDS.chartCaption,
      why: ['judge', 'split'],
      about: () => ({ assumption: WORDS.assumption }),
    });
    byId('judge-shares').addEventListener(
      'input',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) => this.#set(target),
    );
    byId('judge-shares').addEventListener(
      'change',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) => this.#settle(target),
    );
    byId('judge-shares').addEventListener('submit', (event) => event.preventDefault());
  }

  /** What of it an address holds. */
  get state() {
    const isStart = CHANNELS.every(
      (channel) => this.#shares[channel] === START[channel] || channel === this.#rest,
    );
    const pairs = CHANNELS.filter(
      (channel) => channel !== this.#rest && this.#shares[channel] !== '0',
    ).map((channel) => `${channel}:${this.#shares[channel]}`);
    return {
      split: isStart && this.#rest === REST ? undefined : pairs.join(',') || undefined,
      rest: this.#rest === REST ? undefined : this.#rest,
      freed: this.#total || undefined,
    };
  }

  restore({ split, rest, freed = '' }) {
    this.#shares = split || rest ? stated(split ?? '') : { ...START };
    this.#rest = CHANNELS.includes(rest) ? rest : REST;
    this.#total = freed;
    inputById('judge-rest').value = this.#rest;
    inputById('judge-total').value = freed && WRITTEN.usd(freed);
    // Also where the focus is: a step back is not typing.
    for (const channel of CHANNELS) {
      inputById(`judge-share-${channel}`).value = WRITTEN.percent(this.#shares[channel]);
      inputById(`judge-slide-${channel}`).value = this.#shares[channel];
      this.#say(fieldOf(channel), '');
    }
  }

  get facts() {
    return { split: this.#split, rest: this.#rest, isOwnTotal: this.#total !== '' };
  }

  /** Each share by the name that claims call it. */
  get figures() {
    return Object.fromEntries(
      (this.#split?.rows ?? []).map((row) => [
        `share_${row.channel}`,
        { value: row.share, source: JUDGE.audit.sources.shares },
      ]),
    );
  }

  /** Shows the ledger of an outcome, and splits what was lost in it. */
  show({ ledger, liquidated_usd: closed }) {
    refill(
      byId('judge-ledger'),
      ledger ? known(ledger, closed) : html`<p class="hint">${WORDS.noLedger}</p>`,
    );
    inputById('judge-total').placeholder = ledger ? cents(ledger.margin_lost_usd) : '';
    const total = this.#total || ledger?.margin_lost_usd;
    if (total === undefined) return this.#complain('judge-total', WORDS.noLedger);
    const own = CHANNELS.filter((channel) => channel !== this.#rest);
    try {
      const shares = Object.fromEntries(
        own.map((channel) => [channel, shift(this.#shares[channel], -2) ?? this.#shares[channel]]),
      );
      this.#split = this.#engine.flows({ total_usd: total, shares, rest: this.#rest }).split;
    } catch (error) {
      const at = error.place?.field ?? '';
      return this.#complain(
        at === 'total_usd'
          ? 'judge-total'
          : CHANNELS.includes(at.slice(7))
            ? `judge-share-${at.slice(7)}`
            : 'shares',
        WORDS.again(error.reason),
      );
    }
    this.#complain(null);
    this.#draw(total);
  }

  #draw(total) {
    const { rows } = this.#split;
    for (const row of rows) this.#place(row);
    const largest = rows.reduce((best, row) =>
      Number(row.share) > Number(best.share) ? row : best,
    );
    this.#figure.draw(this.#split, {
      title: WORDS.chartTitle,
      sentence: WORDS.chartSentence({
        total: amount(total),
        first: WORDS.within[largest.channel],
        part: exactly(largest.share),
      }),
      words: WORDS.words,
    });
  }

  /** What a control shows: the reader's share, or what is left of the others'. */
  #place({ channel, share: part }) {
    const isRest = channel === this.#rest;
    const [text, range] = [
      inputById(`judge-share-${channel}`),
      inputById(`judge-slide-${channel}`),
    ];
    const percent = shift(part, 2);
    if (isRest) this.#shares[channel] = percent;
    if (document.activeElement !== text && text.value !== WRITTEN.percent(percent)) {
      text.value = WRITTEN.percent(percent);
      this.#say(fieldOf(channel), '');
    }
    if (document.activeElement !== range) range.value = percent;
    range.setAttribute('aria-valuetext', WRITTEN.percent(percent));
    [text.disabled, range.disabled] = [isRest, isRest];
    say(byId(`hint-judge-share-${channel}`), isRest ? WORDS.rests(WORDS.channels[channel]) : '');
  }

  /** @param {EventTarget} field */
  /** @param {HTMLInputElement} input */
  #set({ dataset: { path }, type, value }) {
    if (path === 'judge-rest') this.#rest = value;
    else if (type === 'range') return this.#take(path, value);
    else if (path)
      return heard(
        value,
        (text) => this.#take(path, text),
        (text) => this.#say(fieldOf(path), text),
      );
    return this.#change();
  }

  #take(path, number) {
    if (path === 'judge-total') this.#total = number;
    else this.#shares[path] = number || '0';
    this.#change();
  }

  /** After typing: the field says how its text was understood, or why it was not. */
  #settle(target) {
    const { path } = target.dataset;
    if (target.type !== 'text') return;
    const write = path === 'judge-total' ? WRITTEN.usd : (share) => WRITTEN.percent(share || '0');
    heard(
      target.value,
      (text) => {
        target.value = path === 'judge-total' && !text ? '' : write(text);
      },
      (text) => text && this.#say(fieldOf(path), text),
      true,
    );
  }

  /** Says beside a field what is wrong with it, or under all of them. */
  #say(id, text) {
    say(byId(`problem-${id}`), text);
    byId(id)?.setAttribute('aria-invalid', String(Boolean(text)));
  }

  #complain(place, text) {
    if (this.#refused && this.#refused !== place) this.#say(this.#refused, '');
    if (place) this.#say(place, text);
    this.#refused = place;
    byId('judge-sankey').classList.toggle('stale', place !== null);
  }
}

/**
 * The percent of each channel in an address: by name, or all in their order, as older addresses
 * have them.
 */
function stated(split) {
  const numbers = split.split(',');
  if (numbers.length === CHANNELS.length && !split.includes(':'))
    return Object.fromEntries(CHANNELS.map((channel, i) => [channel, numbers[i]]));
  try {
    const shares = sharesOf(split);
    return Object.fromEntries(
      CHANNELS.map((channel) => [channel, shift(shares[channel] ?? '0', 2)]),
    );
  } catch {
    return { ...START };
  }
}

/** Who lost and who gained, to the cent. */
function known(ledger, closed) {
  const accounts = Object.entries(ledger.accounts).filter(([, value]) => !isZero(value));
  const side = (name, own) =>
    html`<div>
      <h5>${name}</h5>
      <dl class="facts">
        ${
          own.length
            ? own.map(
                ([key, value]) =>
                  html`<div>
                    <dt>${LEDGER.accounts[key] ?? key}</dt>
                    <dd>${opens('simulate', `ledger:${key}`, cents(value))}</dd>
                  </div>`,
              )
            : html`<div><dt>${WORDS.nobody}</dt></div>`
        }
      </dl>
    </div>`;
  return html`<p class="answer">
      ${WORDS.ledgerSentence({
        margin: amount(ledger.margin_lost_usd),
        notional: amount(ledger.value_at_liquidation_usd),
        before: write.dollars(closed),
      })}
      <span class="hint">${behind('simulate', 'ledger:margin_lost_usd')}</span>
    </p>
    <div class="columns">
      ${side(
        WORDS.lost,
        accounts.filter(([, value]) => value.startsWith('-')),
      )}${side(
        WORDS.gained,
        accounts.filter(([, value]) => !value.startsWith('-')),
      )}
    </div>
    <p><a href="#ledger">${WORDS.full}</a></p>`;
}

const fieldOf = (path) => (path === 'judge-total' ? path : `judge-share-${path}`);

function slider(channel) {
  const id = fieldOf(channel);
  const name = WORDS.channels[channel];
  return html`<div class="knob">
    <label for="${id}">${name}</label
    ><input
      type="text"
      id="${id}"
      data-path="${channel}"
      inputmode="decimal"
      autocomplete="off"
      aria-describedby="hint-${id} problem-${id}"
    />
    <input
      type="range"
      id="judge-slide-${channel}"
      data-path="${channel}"
      min="0"
      max="100"
      step="1"
      aria-label="${name}"
      autocomplete="off"
    />
    <p class="hint" id="hint-${id}"></p>
    <p class="problem" id="problem-${id}" role="alert"></p>
  </div>`;
}
