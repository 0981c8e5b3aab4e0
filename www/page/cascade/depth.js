// Two things a reader can bring along instead of the page's assumptions: a venue's order book as
// depth, and own liquidation levels as the book of positions. Read here, computed in the engine.
import { shift } from '../../lib/format.js';
import { distances } from '../ui/apart.js';
import { reader } from '../ui/read.js';
import { behind } from '../ui/cells.js';
import { write } from '../ui/pens.js';
import { byId, detailsById, fill, html, inputById, say } from '../ui/dom.js';
import { choosing, dropping } from '../ui/drop.js';
import { books } from '../shell/engine.js';
import { explains } from '../shell/offers.js';
import { check, MOST_RUNGS } from './keys.js';
import { SOURCES as WORDS } from './depth.words.js';

/** Lines of a file have the notation of files. */
const { read } = reader('en');
/** Larger files are no order books. */
const MOST_BYTES = 20_000_000;
/** Levels a side that a link can carry. */
const STEPS = 30;
/** From which distance on a book is of another time or market than the scenario. */
const FAR = 0.1;
/** What a contract of Binance's coin-margined futures is worth, in USD (its specifications). */
const CONTRACT = { BTC: '100', other: '10' };

/**
 * Wires both; `change` gets the keys of the state that an input sets (undefined takes one away),
 * `scenario()` is what is computed now.
 */
export class Sources {
  #change;
  #scenario;
  #state = {};

  constructor(place, change, scenario) {
    this.#change = change;
    this.#scenario = scenario;
    fill(place, markup());
    explains('sources', async (key) => (await import('./depth.why.js')).explain(key, this.#state));
    choosing(byId('book-file'), (file) => this.#file(file));
    byId('book-use').addEventListener('click', () =>
      this.#book(inputById('book-text').value, WORDS.pasted),
    );
    byId('book-drop-it').addEventListener('click', () =>
      this.#forget(['book', 'bids', 'asks', 'impact'], 'book'),
    );
    byId('rungs-use').addEventListener('click', () => this.#rungs(inputById('in-rungs').value));
    byId('rungs-drop-it').addEventListener('click', () => this.#forget(['rungs'], 'rungs'));
    dropping(byId('book-drop'), (file, text) =>
      file ? this.#file(file) : this.#book(text, WORDS.pasted),
    );
  }

  /** Shows what is in use. */
  show(state, isLong) {
    this.#state = state;
    const count = state.rungs?.split(',').length ?? 0;
    const told = (id, sentence, key) =>
      fill(byId(id), html`${sentence}${sentence && html` ${behind('sources', key)}`}`);
    told(
      'book-facts',
      state.book && state.bids && state.asks ? this.#bookSentence(state) : '',
      'book',
    );
    told(
      'rungs-facts',
      count ? WORDS.rungs({ count: String(count) }) + (isLong ? ` ${WORDS.tooLong}` : '') : '',
      'rungs',
    );
    byId('book-drop-it').hidden = !state.book;
    byId('rungs-drop-it').hidden = !count;
  }

  complain(which, text) {
    say(byId(`problem-${which}`), text);
    byId(which === 'rungs' ? 'in-rungs' : 'book-text').setAttribute(
      'aria-invalid',
      String(Boolean(text)),
    );
  }

  /** Says that an order book is needed, and where it goes. */
  ask() {
    detailsById('book-source').open = true;
    byId('book-file').focus();
    this.complain('book', WORDS.needed);
  }

  #forget(keys, which) {
    this.complain(which, '');
    this.#change(Object.fromEntries(keys.map((key) => [key, undefined])));
  }

  async #file(file) {
    if (file.size > MOST_BYTES) return this.complain('book', WORDS.tooLarge({ name: file.name }));
    try {
      await this.#book(await file.text(), file.name);
    } catch (error) {
      this.complain('book', WORDS.refused({ name: file.name, reason: error.message }));
    }
  }

  async #book(text, name) {
    try {
      const { snapshot, contract } = unpacked(text);
      const { depth } = await books();
      const found = depth({ snapshot, ...(contract && { contract_usd: contract }), steps: STEPS });
      const [bids, asks] = [found.bids, found.asks].map((side) =>
        side.impact.levels.map(([u, amount]) => `${digits(u, 5)}:${digits(amount, 4)}`).join(','),
      );
      const within = [found.bids, found.asks].map((side) =>
        side.within_percent_usd === null ? '' : digits(side.within_percent_usd, 4),
      );
      const mid = digits(found.mid_usd, 10);
      const far = this.#far(mid);
      if (far) return this.complain('book', WORDS.refused({ name, reason: WORDS.elsewhere(far) }));
      this.complain('book', '');
      this.#change({ book: [mid, ...within].join(':'), bids, asks, impact: 'levels' });
      say(
        byId('book-status'),
        WORDS.read({ name, levels: String(found.bids.levels + found.asks.levels), contract }),
      );
    } catch (error) {
      this.complain('book', WORDS.refused({ name, reason: error.message }));
    }
  }

  /** How a book around `mid` lies apart from the scenario, where that is too far. */
  #far(mid) {
    const scenario = this.#scenario();
    const [way] = distances(scenario, [mid]);
    if (way <= FAR) return null;
    const { price_usd: price } = scenario.market;
    return { mid: write.exactPrice(mid), price: write.exactPrice(price), way: write.share(way) };
  }

  /** A book stays in use when the price moves away from it, which is said. */
  #bookSentence(state) {
    const far = this.#far(state.book.split(':')[0]);
    return bookSentence(state) + (far ? ` ${WORDS.apart(far)}` : '');
  }

  #rungs(text) {
    const { rungs, problem } = readRungs(text);
    this.complain('rungs', problem ?? '');
    if (rungs) this.#change({ rungs });
  }
}

/** A plain decimal of so many digits: what the address carries is what the engine gets. */
const digits = (value, count) => shift(value.toPrecision(count));

/** The text as the engine takes it: JSON (the last message of a log), or CSV as it is. */
function unpacked(text) {
  const start = text.search(/[{[]/);
  if (start < 0) return { snapshot: text };
  const snapshot =
    parsed(text) ??
    parsed(
      text
        .trim()
        .split('\n')
        .at(-1)
        .replace(/^[^{[]*/, ''),
    );
  if (snapshot === null) throw new Error(WORDS.noJson);
  const symbol = String(snapshot.symbol ?? snapshot.s ?? snapshot.data?.s ?? '');
  const coin = /^([A-Z0-9]+)USD_(PERP|\d{6})$/.exec(symbol)?.[1];
  return { snapshot, contract: coin && (CONTRACT[coin] ?? CONTRACT.other) };
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === 'object' ? found : null;
  } catch {
    return null;
  }
}

/** `price, USD` lines as pairs for the state, or the first line that is none. */
export function readRungs(text) {
  const lines = text
    .split('\n')
    .map((line, i) => [line.trim(), i + 1])
    .filter(([line]) => line);
  if (lines.length && !/\d/.test(lines[0][0])) lines.shift();
  if (!lines.length) return { problem: WORDS.noRungs };
  if (lines.length > MOST_RUNGS)
    return { problem: WORDS.manyRungs({ most: String(MOST_RUNGS), found: String(lines.length) }) };
  const pairs = [];
  for (const [line, number] of lines) {
    const cells = line
      .split(/\s*[,;\t]\s*|\s+/)
      .filter(Boolean)
      .map(read);
    const pair = cells.join(':');
    if (
      cells.length !== 2 ||
      check('price', cells[0] ?? '').problem ||
      check('rungs', pair).problem
    )
      return { problem: WORDS.badRung({ number: String(number), line: line.slice(0, 40) }) };
    pairs.push(pair);
  }
  return { rungs: pairs.join(',') };
}

function bookSentence({ book, bids, asks }) {
  const [mid, below, above] = book.split(':');
  const span = (side) => write.percent(side.split(',').at(-1).split(':')[0], { digits: 3 });
  const amount = (value) => (value ? write.money(value) : null);
  return WORDS.book({
    mid: write.exactPrice(mid),
    down: span(bids),
    up: span(asks),
    bids: amount(below),
    asks: amount(above),
  });
}

function markup() {
  return html`<details id="book-source">
      <summary>${WORDS.bookTitle}</summary>
      <div class="drop" id="book-drop">
        <label class="button" for="book-file">${WORDS.choose}</label
        ><input type="file" id="book-file" aria-describedby="book-hint problem-book" />
        <p class="hint" id="book-hint">${WORDS.bookHint}</p>
      </div>
      <label for="book-text">${WORDS.paste}</label
      ><textarea
        id="book-text"
        rows="3"
        spellcheck="false"
        autocomplete="off"
        aria-describedby="problem-book"
      ></textarea>
      <div class="row">
        <button type="button" id="book-use">${WORDS.useBook}</button
        ><button type="button" id="book-drop-it" hidden>${WORDS.noBook}</button>
      </div>
      <p class="hint" id="book-status" role="status"></p>
    </details>
    <p class="problem" id="problem-book" role="alert"></p>
    <p class="hint in-use" id="book-facts"></p>
    <details id="rungs-source">
      <summary>${WORDS.rungsTitle}</summary>
      <label for="in-rungs">${WORDS.rungsLabel}</label
      ><textarea
        id="in-rungs"
        rows="4"
        spellcheck="false"
        autocomplete="off"
        placeholder="price,usd&#10;101500,120000000"
        aria-describedby="problem-rungs"
      ></textarea>
      <div class="row">
        <button type="button" id="rungs-use">${WORDS.useRungs}</button
        ><button type="button" id="rungs-drop-it" hidden>${WORDS.noRungsAnyMore}</button>
      </div>
    </details>
    <p class="problem" id="problem-rungs" role="alert"></p>
    <p class="hint in-use" id="rungs-facts"></p>`;
}
