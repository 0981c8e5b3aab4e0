// What the cascade panel shows on demand: key levels, the ledger, other pushes, steps in time, and
// what all of it rests on. Loaded when the first picture stands.
import { curve } from '../../lib/charts/curve.js';
import { path } from '../../lib/charts/path.js';
import { percent, plain, shift } from '../../lib/format.js';
import { tableIn, tables } from '../ui/cells.js';
import { byId, fill, once } from '../ui/dom.js';
import { Figure } from '../ui/figure.js';
import { trying } from '../shell/lazy.js';
import { accounts } from './ledger.js';
import { assumptions, keyLevels } from './levels.js';
import { offer } from '../shell/offers.js';
import '../ui/patch.js';
import { scenarioOf, sharesBy } from './scenario.js';
import { dollars, levelsOf, price, share } from './tell.js';
import { LOCALE, TEXT } from '../shell/common.words.js';
import { GROUPS as WORDS } from './groups.words.js';

const locale = LOCALE;

/** The groups below the first picture; `about` says where a saved file comes from, `panel` is the cascade's. */
export class Groups {
  #figures;

  constructor(about, panel) {
    const chart = (key, draw) =>
      new Figure(byId(`${key}-chart`), draw, { about, why: ['simulate', key] });
    this.#figures = { time: chart('time', path), curve: chart('curve', curve) };
    for (const id of ['levels', 'ledger'])
      offer(byId(id).parentElement, () => ({
        name: id,
        title: WORDS[id],
        sentence: byId(id).querySelector('.answer')?.textContent ?? '',
        data: panel.outcome[id],
        table: tableIn(byId(id)),
        about: about(),
      }));
    tables(['levels', 'ledger']);
    const group = byId('heat-group');
    const heat = once(async () => {
      const { Heat } = await trying(group, () => import('./heat.js'));
      return new Heat(panel, about);
    });
    group.addEventListener('toggle', heat);
    // Opened by a reader who was quicker.
    if (group.open) heat();
  }

  /** Draws what there is of an outcome; `rho` is percent. */
  draw(outcome, facts, rho) {
    if (outcome.timed) this.#figures.time.draw(...timeOf(outcome, facts, rho));
    if (outcome.sweep) this.#figures.curve.draw(...curveOf(outcome, facts));
  }

  /** Tables and sentences of a whole outcome: nobody reads them sixty times a second, and the ledger is the dearest part. */
  tell(outcome, facts, { state, preset }) {
    const { scenario: base } = preset;
    // An impact that steps in time are not defined for has none.
    byId('time-group').hidden = !outcome.timed;
    fill(byId('levels'), keyLevels(outcome.levels, facts));
    fill(byId('ledger'), accounts(outcome.ledger, facts));
    const about = { state, preset, by: sharesBy(state, base), asset: facts.asset };
    fill(byId('assumptions'), assumptions(outcome, scenarioOf(state, base), about));
  }
}

/** Step by step, while the book refills with `rho` of the pressure left (percent). */
export function timeOf(outcome, facts, rho) {
  const { timed } = outcome;
  const said = {
    steps: plain(timed.steps, { locale }),
    liquidated: dollars(timed.liquidated_usd),
    peak: price(timed.peak_price_usd),
    settled: price(timed.settled_price_usd),
    instant: facts.liquidated,
    rho: percent(shift(rho, -2), { locale, places: undefined }),
    ends: timed.finished,
  };
  return [
    { ...timed.path, start_usd: outcome.price_usd, levels: levelsOf(outcome), side: facts.of },
    {
      title: WORDS.timeTitle,
      sentence: WORDS.timeSentence(said),
      caption: WORDS.timeCaption,
      height: 260,
      words: { ...TEXT.chart, round: WORDS.step, closed: WORDS.closedInStep },
    },
  ];
}

const known = (shock) => (shock === null ? null : share(shock));

/** What other pushes would do. */
export const curveOf = ({ sweep, shock }, facts) => [
  { ...sweep, at: shock, side: facts.of },
  {
    title: WORDS.curveTitle,
    sentence: WORDS.curveSentence({
      critical: known(sweep.critical_shock),
      endless: known(sweep.saturated_shock),
    }),
    caption: WORDS.curveCaption,
    height: 260,
  },
];
