// Many positions from a pasted or dropped table: where each is liquidated, and for those in the
// asset of the scenario the push that gets there, and their own ladder. It follows the scenario and
// the position above, which a line may lean on.
import { map } from '../../lib/charts/index.js';
import { priceText } from '../../lib/charts/position.js';
import { estimate, NONE, percent, short, usd } from '../../lib/format.js';
import { distances, FAR } from '../ui/apart.js';
import { nameOf } from './asset.js';
import { opens, tableIn, tables } from '../ui/cells.js';
import { byId, fill, html, inputById, say, settled } from '../ui/dom.js';
import { choosing, dropping } from '../ui/drop.js';
import { Figure } from '../ui/figure.js';
import { positionsOf } from './list.js';
import { explains, offer } from '../shell/offers.js';
import { riskOf } from '../../lib/views/map.js';
import { write } from '../ui/pens.js';
import { isMet } from './met.js';
import { TEXT } from '../shell/common.words.js';
import { LOCALE } from '../shell/locale.js';
import { PORTFOLIO as WORDS } from './portfolio.words.js';
import { WORDS as MAP } from '../../lib/views/map.words.js';

const locale = LOCALE;
/** As many levels as the engine takes in one scenario. */
const LEVELS = 50;
const LARGEST = 1_000_000;
const REST_MS = 250;
/** Lines to begin with, at the price and in the asset of the scenario. */
const exampleOf = ({ asset, price }) => `asset,side,entry_price,quantity,leverage
${asset},long,${price},2,10
${asset},long,${price},1,25
${asset},short,${price},3,20`;
const dollars = (value) =>
  typeof value === 'number'
    ? estimate(value, short, { locale })
    : usd(value, { locale, places: 0 });
const share = (value) => estimate(value, percent, { locale });

/** Wires the block; `above()` gives what a line may lean on: see `list.js`. */
export class Portfolio {
  #engine;
  #cascade;
  #above;
  #figure = null;
  /** The text that the report is about, and the report. */
  #taken = null;
  #last = null;
  #example = '';

  #again = settled(() => this.#taken !== null && this.#run(this.#taken), REST_MS);

  constructor(engine, cascade, above) {
    this.#engine = engine;
    this.#cascade = cascade;
    this.#above = above;
    const why = async (key) => (await import('./portfolio.why.js')).explain(key, this.#last);
    explains('portfolio', why);
    fill(byId('portfolio'), markup());
    tables(['portfolio-table']);
    offer(byId('portfolio-report'), () => this.#give());
    this.#example = exampleOf(above());
    inputById('portfolio-text').value = this.#example;
    this.#listen();
  }

  /**
   * The scenario or the position above has changed: the report is computed anew, an example that
   * nobody touched is another.
   */
  follow() {
    const field = inputById('portfolio-text');
    const example = exampleOf(this.#above());
    if (this.#taken === null && field.value === this.#example) field.value = example;
    this.#example = example;
    this.#again();
  }

  #listen() {
    byId('portfolio-run').addEventListener('click', () =>
      this.#run(inputById('portfolio-text').value),
    );
    choosing(byId('portfolio-file'), (file) => this.#read(file));
    const take = (file, text) => (file ? this.#read(file) : this.#take(text));
    dropping(byId('portfolio-drop'), take);
  }

  async #read(file) {
    if (file.size > LARGEST) return this.#refuse({ problem: 'large', name: file.name });
    return this.#take(await file.text());
  }

  #take(text) {
    inputById('portfolio-text').value = text;
    this.#run(text);
  }

  #run(text) {
    let rows = [];
    try {
      const above = this.#above();
      rows = positionsOf(text, above);
      this.#show(this.#located(rows, above.asset));
      this.#taken = text;
      this.#refuse(null);
    } catch (error) {
      this.#refuse(
        error,
        rows.filter(({ lacks }) => !lacks),
      );
    }
  }

  /** Says what is wrong with the list; `asked` are the lines that went to the engine. */
  #refuse(error, asked = []) {
    say(byId('portfolio-problem'), error ? problemOf(error, asked) : '');
    byId('portfolio-report').classList.toggle('stale', error !== null);
    if (error) say(byId('portfolio-status'), '');
  }

  /** Each line with what the engine found, and where it stands to the scenario about `asset`. */
  #located(rows, asset) {
    const asked = rows.filter(({ lacks }) => !lacks);
    const found = asked.length
      ? this.#engine.portfolio({ positions: asked.map(({ bag }) => bag) })
      : [];
    const { scenario } = this.#cascade.outcome;
    const now = ({ bag }) => bag.mark_price ?? bag.entry_price;
    const ours = asked.filter((row) => row.asset === asset);
    const apart = new Map(distances(scenario, ours.map(now)).map((way, i) => [ours[i], way > FAR]));
    const all = rows.map((row) => {
      const isFar = apart.get(row) === true;
      // A price that is none of the assumed asset's: another one is meant, with tiers of its own.
      const lacks = row.lacks ?? (row.assumed && isFar ? 'asset' : null);
      const answer = lacks ? null : found[asked.indexOf(row)];
      return { ...row, lacks, found: answer, isOther: row.asset !== asset, isFar };
    });
    return this.#pushed(all);
  }

  /** Adds the first push that reaches each position which the scenario can say something about. */
  #pushed(all) {
    for (const [side, direction] of [
      ['long', 'down'],
      ['short', 'up'],
    ]) {
      const asked = all.filter((row) => isMet(row) && row.found.side === side);
      for (let from = 0; from < asked.length; from += LEVELS) {
        const some = asked.slice(from, from + LEVELS);
        const levels = some.map(({ found }) => found.liquidation_price);
        const reached = this.#engine.simulate({ ...this.#cascade.towards(direction), levels });
        reached.levels.forEach(({ shock }, i) => {
          some[i].push = shock;
        });
      }
    }
    return all;
  }

  #show(rows) {
    const { asset } = this.#above();
    this.#last = rows;
    byId('portfolio-report').hidden = false;
    const notes = notesOf(rows, asset);
    byId('portfolio-notes').hidden = !notes.length;
    fill(byId('portfolio-notes'), html`${notes.map((note) => html`<p>${note}</p>`)}`);
    fill(byId('portfolio-table'), tableOf(rows));
    say(byId('portfolio-status'), doneOf(rows));
    this.#ladder(rows.filter(isMet));
  }

  /** What the report can be saved as. */
  #give() {
    const data = this.#last.map(({ line, asset, lacks, found, push }) => ({
      line,
      asset,
      ...(lacks && { lacks }),
      ...found,
      first_push: push ?? null,
    }));
    const sentence = [doneOf(this.#last), ...notesOf(this.#last, this.#above().asset)].join(' ');
    const table = tableIn(byId('portfolio-table'));
    return { name: 'portfolio', title: WORDS.title, sentence, data, table, about: {} };
  }

  /** The positions of the scenario's asset as its whole book. */
  #ladder(rows) {
    byId('portfolio-chart').hidden = !rows.length;
    if (!rows.length) return;
    const why = ['portfolio', 'ladder'];
    this.#figure ??= new Figure(byId('portfolio-chart'), map, { why });
    const { outcome } = this.#cascade;
    const book = { kind: 'rungs', rungs: rows.map(({ found }) => rungOf(found)) };
    const alone = this.#engine.simulate({ ...outcome.scenario, shock: outcome.shock, book });
    const side = outcome.scenario.direction === 'up' ? 'short' : 'long';
    const ends = { now_usd: alone.price_usd, final_usd: alone.final_price_usd, levels: [] };
    const said = {
      shock: share(outcome.shock),
      liquidated: dollars(alone.liquidated_usd),
      count: rows.length,
      side: TEXT.side[side === 'long' ? 'longs' : 'shorts'],
      ...riskOf(alone, side, write),
      final: estimate(alone.final_price_usd, usd, { locale, digits: 4 }),
      isAssumed: false,
    };
    this.#figure.draw(
      { ...alone.map, ...ends },
      {
        title: WORDS.ladderTitle,
        sentence: WORDS.ladder(said),
        caption: MAP.caption(said),
        height: 260,
      },
    );
  }
}

const rungOf = ({ liquidation_price: limit, notional_usd: notional, side }) => ({
  liq_price_usd: limit,
  notional_usd: notional,
  side,
});

/** What is wrong with a list, with its line. */
function problemOf(error, asked) {
  if (error.problem) return WORDS.problems[error.problem](error);
  const [, index, field] = /^positions\[(\d+)\]\.?(.*)/.exec(error.place?.field ?? '') ?? [];
  if (index === undefined) return error.message;
  const message = `${field ? `${field}: ` : ''}${error.reason}`;
  return WORDS.problems.engine({ line: asked[Number(index)].line, message });
}

const doneOf = (rows) => WORDS.done({ count: rows.filter(({ found }) => found).length });

/** What has to be known about a report before its table is read. */
function notesOf(rows, asset) {
  const count = (is) => rows.filter(is).length;
  const [others, assumed] = [
    count(({ isOther }) => isOther),
    count((row) => row.assumed && !row.lacks),
  ];
  const lacking = count(({ lacks }) => lacks);
  const [name, all] = [nameOf(asset), rows.length];
  const like = nameOf(rows.find((row) => row.assumed)?.asset);
  return [
    others && WORDS.others({ count: others, all, asset: name }),
    assumed && WORDS.assumed({ count: assumed, asset: like }),
    lacking && WORDS.lacking({ count: lacking }),
  ].filter(Boolean);
}

const HEAD = Object.entries(WORDS.head);
const TEXTS = new Set(['asset', 'side', 'state']);

function tableOf(rows) {
  const kind = (key) => TEXTS.has(key) && html` class="text"`;
  const head = HEAD.map(([key, name]) => html`<th scope="col" ${kind(key)}>${name}</th>`);
  return html`<table>
    <caption>
      ${WORDS.title}
    </caption>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${rows.map(lineOf)}
    </tbody>
  </table>`;
}

function lineOf(row, i) {
  const { line, bag, found, lacks } = row;
  const asset = lacks === 'asset' ? NONE : nameOf(row.asset);
  return html`<tr>
    <th scope="row">${line}</th>
    <td class="text">${asset}</td>
    <td class="text">${TEXT.side[bag.side] ?? bag.side}</td>
    <td>${found ? priceOf(row, i) : NONE}</td>
    <td>${found ? dollars(found.notional_usd) : NONE}</td>
    <td>${found ? pushOf(row) : NONE}</td>
    <td class="text">${stateOf(row)}</td>
  </tr>`;
}

function priceOf({ found: { liquidation_price: limit } }, i) {
  return opens('portfolio', String(i), limit === null ? TEXT.none : priceText(limit, { locale }));
}

function pushOf(row) {
  if (isMet(row)) return row.push === null ? TEXT.none : share(row.push);
  return row.isOther ? WORDS.otherAsset : row.isFar ? WORDS.far : TEXT.none;
}

function stateOf({ lacks, bag, asset, found }) {
  if (lacks) return WORDS.lacks[lacks]({ asset: nameOf(asset) });
  return WORDS.states[found.state] + (bag.maintenance_tiers ? `; ${WORDS.ownTiers}` : '');
}

function markup() {
  const text = html`<textarea
    id="portfolio-text"
    rows="5"
    spellcheck="false"
    autocomplete="off"
    aria-describedby="portfolio-hint portfolio-problem"
  ></textarea>`;
  const file = html`<label class="button" for="portfolio-file">${WORDS.file}</label>
    <input type="file" id="portfolio-file" accept=".csv,.tsv,.txt,text/csv" />`;
  return html`<details class="group">
    <summary><h3>${WORDS.title}</h3></summary>
    <div class="drop" id="portfolio-drop">
      <label for="portfolio-text">${WORDS.label}</label>${text}
      <p class="hint" id="portfolio-hint">${WORDS.hint}</p>
      <button type="button" id="portfolio-run">${WORDS.run}</button>${file}
    </div>
    <p class="problem" id="portfolio-problem" role="alert"></p>
    <p class="visually-hidden" id="portfolio-status" role="status"></p>
    <div id="portfolio-report" hidden>
      <div class="note" id="portfolio-notes"></div>
      <div
        class="scroll"
        tabindex="0"
        role="group"
        aria-label="${WORDS.title}"
        id="portfolio-table"
      ></div>
      <figure class="chart" id="portfolio-chart"></figure>
    </div>
  </details>`;
}
