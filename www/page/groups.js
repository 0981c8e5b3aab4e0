// What the cascade panel shows on demand: key levels, the ledger, other pushes, steps in time, and
// what all of it rests on. Loaded when the first picture stands.
import { curve } from '../lib/charts/curve.js';
import { path } from '../lib/charts/path.js';
import { percent, plain, shift } from '../lib/format.js';
import { tables } from './cells.js';
import { atMost, byId, fill, once } from './dom.js';
import { Figure } from './figure.js';
import { accounts } from './ledger.js';
import { assumptions, keyLevels } from './levels.js';
import { offer } from './offers.js';
import { scenarioOf, sharesBy } from './state.js';
import { dollars, levelsOf, price, share } from './tell.js';
import { LOCALE, TEXT } from './text/common.js';
import { GROUPS as WORDS } from './text/groups.js';

const locale = LOCALE;
const TABLES_MS = 350;

/** The groups below the first picture; `about` says where a saved file comes from, `panel` is the cascade's. */
export class Groups {
  #figures;
  #now = null;
  // Nobody reads a table sixty times a second, and the ledger's is the dearest part of an outcome.
  #tabulate = atMost(() => this.#tables(), TABLES_MS);

  constructor(about, panel) {
    const chart = (id, draw) => new Figure(byId(id), draw, { about });
    this.#figures = { time: chart('time-chart', path), curve: chart('curve-chart', curve) };
    for (const id of ['levels', 'ledger']) offer(byId(id).parentElement, () => ({ name: id, title: WORDS[id], sentence: byId(id).querySelector('.answer')?.textContent ?? '', data: this.#now[0][id], about: about() }));
    tables(['levels', 'ledger']);
    const heat = once(async () => new (await import('./heat.js')).Heat(panel, about));
    byId('heat-group').addEventListener('toggle', heat);
    // Opened by a reader who was quicker.
    if (byId('heat-group').open) heat();
  }

  /** Shows an outcome; what it leaves out stays. `rho` is percent, `panel` is `{state, preset}`, `ledger()` computes what a moving slider leaves out. */
  show(outcome, facts, { rho, isWhole, inSight, ledger, panel: { state, preset } }) {
    this.#now = [outcome, facts, { isWhole, inSight, ledger }];
    this.#draw(outcome, facts, rho, isWhole);
    if (!isWhole) return this.#tabulate();
    this.#tables();
    const { scenario: base, figures } = preset;
    const up = base.direction === 'up';
    const side = TEXT.side[up ? 'shorts' : 'longs'];
    fill(byId('assumptions'), assumptions(outcome, scenarioOf(state, base), { by: sharesBy(state, base), asset: facts.asset, side, up, figures }));
  }

  #tables() {
    const [outcome, facts, { isWhole, inSight, ledger }] = this.#now;
    if (isWhole || inSight.has('levels')) fill(byId('levels'), keyLevels(outcome.levels, facts));
    if (isWhole || inSight.has('ledger')) fill(byId('ledger'), accounts(isWhole ? outcome.ledger : ledger(), facts));
  }

  #draw(outcome, facts, rho, atOnce) {
    const draw = (figure, [data, options]) => figure.draw(data, { ...options, atOnce });
    // The steps in time; an impact that they are not defined for has none.
    byId('time-group').hidden = !outcome.timed;
    if (outcome.timed) draw(this.#figures.time, timeOf(outcome, facts, rho));
    if (outcome.sweep) draw(this.#figures.curve, curveOf(outcome, facts));
  }
}

/** Step by step, while the book refills with `rho` of the pressure left (percent). */
function timeOf(outcome, facts, rho) {
  const { timed } = outcome;
  const said = { steps: plain(timed.steps, { locale }), liquidated: dollars(timed.liquidated_usd), peak: price(timed.peak_price_usd), settled: price(timed.settled_price_usd), instant: facts.liquidated, rho: percent(shift(rho, -2), { locale, places: undefined }), ends: timed.finished };
  return [{ ...timed.path, start_usd: outcome.price_usd, levels: levelsOf(outcome), side: facts.of }, { title: WORDS.timeTitle, sentence: WORDS.timeSentence(said), caption: WORDS.timeCaption, height: 260, words: { ...TEXT.chart, round: WORDS.step, closed: WORDS.closedInStep } }];
}

/** What other pushes would do. */
const curveOf = ({ sweep, shock }, facts) => [
  { ...sweep, at: shock, side: facts.of },
  { title: WORDS.curveTitle, sentence: WORDS.curveSentence({ critical: sweep.critical_shock === null ? null : share(sweep.critical_shock) }), caption: WORDS.curveCaption, height: 260 },
];
