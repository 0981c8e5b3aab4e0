// Many positions from a pasted or dropped table: where each is liquidated, the push of the scenario
// that gets there, and their own ladder.
import { map } from '../lib/charts/index.js';
import { priceText } from '../lib/charts/position.js';
import { estimate, percent, short, usd } from '../lib/format.js';
import { opens, tableIn, tables } from './cells.js';
import { byId, fill, html, say } from './dom.js';
import { choosing, dropping } from './drop.js';
import { Figure } from './figure.js';
import { explains, offer } from './offers.js';
import { portfolioOf } from './position.js';
import { LOCALE, TEXT } from './text/common.js';
import { PORTFOLIO as WORDS } from './text/portfolio.js';
import { SIMULATE } from './text/simulate.js';

const locale = LOCALE;
/** As many levels as the engine takes in one scenario. */
const LEVELS = 50;
const LARGEST = 1_000_000;
const EXAMPLE = 'side,entry_price,quantity,leverage\nlong,106538,2,10\nlong,104000,1,25\nshort,101500,3,20';
const dollars = (value) => (typeof value === 'number' ? estimate(value, short, { locale }) : usd(value, { locale, places: 0 }));
const share = (value) => estimate(value, percent, { locale });

/** Wires the block; `complete` gives the position that stands above. */
export class Portfolio {
  #engine;
  #cascade;
  #complete;
  #figure = null;
  #last = null;

  constructor(engine, cascade, complete) {
    this.#engine = engine;
    this.#cascade = cascade;
    this.#complete = complete;
    explains('portfolio', async (key) => (await import('./why/portfolio.js')).explain(key, this.#last));
    const place = byId('portfolio');
    fill(place, html`<details class="group"><summary><h3>${WORDS.title}</h3></summary><div class="drop" id="portfolio-drop"><label for="portfolio-text">${WORDS.label}</label>
      <textarea id="portfolio-text" rows="5" spellcheck="false" autocomplete="off" aria-describedby="portfolio-hint portfolio-problem"></textarea><p class="hint" id="portfolio-hint">${WORDS.hint}</p>
      <button type="button" id="portfolio-run">${WORDS.run}</button><label class="button" for="portfolio-file">${WORDS.file}</label><input type="file" id="portfolio-file" accept=".csv,.tsv,.txt,text/csv"></div>
      <p class="problem" id="portfolio-problem" role="alert"></p><p class="visually-hidden" id="portfolio-status" role="status"></p>
      <div id="portfolio-report" hidden><div class="scroll" tabindex="0" role="group" aria-label="${WORDS.title}" id="portfolio-table"></div><figure class="chart" id="portfolio-chart"></figure></div></details>`);
    tables(['portfolio-table']);
    byId('portfolio-text').value = EXAMPLE;
    byId('portfolio-run').addEventListener('click', () => this.#run());
    choosing(byId('portfolio-file'), (file) => this.#read(file));
    dropping(byId('portfolio-drop'), (file, text) => (file ? this.#read(file) : this.#take(text)));
  }

  async #read(file) {
    if (file.size > LARGEST) return say(byId('portfolio-problem'), WORDS.problems.many({ most: 1000 }));
    this.#take(await file.text());
  }

  #take(text) {
    byId('portfolio-text').value = text;
    this.#run();
  }

  #run() {
    try {
      const rows = portfolioOf(byId('portfolio-text').value, this.#complete());
      this.#show(rows, this.#engine.portfolio({ positions: rows.map(({ bag }) => bag) }));
      say(byId('portfolio-problem'), '');
      say(byId('portfolio-status'), WORDS.done({ count: rows.length }));
    } catch (error) {
      this.#refuse(error);
    }
  }

  #refuse(error) {
    say(byId('portfolio-status'), '');
    const own = WORDS.problems[error.reason];
    if (own) return say(byId('portfolio-problem'), own(error));
    const [, index, field] = /^positions\[(\d+)\]\.?(.*)/.exec(error.place?.field ?? '') ?? [];
    // The header is the first line that is not empty; positions follow in order.
    const lines = byId('portfolio-text').value.split(/\r?\n/).map((line, i) => line.trim() && i + 1).filter(Boolean).slice(1);
    return say(byId('portfolio-problem'), index === undefined ? error.message : WORDS.problems.engine({ line: lines[index], message: `${field ? `${field}: ` : ''}${error.reason}` }));
  }

  #show(rows, found) {
    const pushes = this.#pushes(found);
    this.#last = { rows, found, pushes };
    const row = ({ side, liquidation_price: limit, notional_usd: notional, state }, i) => html`<tr><th scope="row">${rows[i].line}</th><td>${TEXT.side[side]}</td><td>${opens('portfolio', String(i), limit === null ? TEXT.none : priceText(limit, { locale }))}</td><td>${dollars(notional)}</td><td>${pushes.has(i) ? share(pushes.get(i)) : TEXT.none}</td><td class="text">${WORDS.states[state]}</td></tr>`;
    byId('portfolio-report').hidden = false;
    fill(byId('portfolio-report').firstElementChild, html`<table><caption>${WORDS.title}</caption><thead><tr>${WORDS.head.map((head, i) => html`<th scope="col"${i === 5 && html` class="text"`}>${head}</th>`)}</tr></thead><tbody>${found.map(row)}</tbody></table>`);
    offer(byId('portfolio-report'), () => ({ name: 'portfolio', title: WORDS.title, sentence: WORDS.done({ count: rows.length }), data: found.map((position, i) => ({ line: rows[i].line, ...position, first_push: pushes.get(i) ?? null })), table: tableIn(byId('portfolio-table')), about: {} }));
    this.#ladder(found);
  }

  /** The first push that reaches each position in the scenario, by its index. */
  #pushes(found) {
    const pushes = new Map();
    for (const [side, direction] of [['long', 'down'], ['short', 'up']]) {
      const asked = found.map((position, i) => [i, position]).filter(([, position]) => position.side === side && position.liquidation_price !== null);
      for (let from = 0; from < asked.length; from += LEVELS) {
        const some = asked.slice(from, from + LEVELS);
        const { levels } = this.#engine.simulate({ ...this.#cascade.towards(direction), levels: some.map(([, position]) => position.liquidation_price) });
        levels.forEach((level, i) => level.shock !== null && pushes.set(some[i][0], level.shock));
      }
    }
    return pushes;
  }

  /** These positions as the whole book of the scenario. */
  #ladder(found) {
    const { outcome } = this.#cascade;
    const rungs = found.filter((position) => position.liquidation_price !== null).map((position) => ({ liq_price_usd: position.liquidation_price, notional_usd: position.notional_usd, side: position.side }));
    byId('portfolio-chart').hidden = !rungs.length;
    if (!rungs.length) return;
    this.#figure ??= new Figure(byId('portfolio-chart'), map, { caption: SIMULATE.mapCaption, why: ['portfolio', 'ladder'] });
    const alone = this.#engine.simulate({ ...outcome.scenario, shock: outcome.shock, book: { kind: 'rungs', rungs } });
    const final = estimate(alone.final_price_usd, usd, { locale, digits: 4 });
    this.#figure.draw({ ...alone.map, now_usd: alone.price_usd, final_usd: alone.final_price_usd, levels: [] }, { title: WORDS.ladderTitle, sentence: WORDS.ladder({ shock: share(outcome.shock), closed: dollars(alone.liquidated_usd), all: dollars(alone.liquidatable_usd), count: String(rungs.length), final }), height: 260 });
  }
}
