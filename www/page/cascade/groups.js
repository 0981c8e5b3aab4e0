// What the cascade panel shows below its first picture: the rounds, and on demand key levels, the
// ledger, other pushes, steps in time, and what all of it rests on. Loaded when a reader comes
// near.
import * as curve from '../../lib/views/curve.js';
import * as ledger from '../../lib/views/ledger.js';
import * as levels from '../../lib/views/levels.js';
import * as path from '../../lib/views/path.js';
import * as time from '../../lib/views/time.js';
import { byId, detailsById, fill, once } from '../ui/dom.js';
import { Figure } from '../ui/figure.js';
import { Sheet } from '../ui/sheet.js';
import { tell } from '../ui/views.js';
import { trying } from '../shell/lazy.js';
import { assumptions } from './assumptions.js';
import { behindLedger } from './ledger.js';
import '../ui/patch.js';
import { scenarioOf, sharesBy } from './scenario.js';
import { GROUPS as WORDS } from './groups.words.js';

/** What a row of each table opens, and the cell that does. */
const OPENS = {
  levels: { part: 'simulate', key: (row) => `levels:${row}`, column: 0 },
  ledger: { part: 'simulate', key: (row) => `ledger:${row}`, column: 1 },
};

/** The groups below the first picture; `about` says where a saved file comes from. */
export class Groups {
  #figures;
  #sheets;

  constructor(about, panel) {
    const figure = (name) =>
      new Figure(byId(`${name}-chart`), null, { about, why: ['simulate', name] });
    const sheet = (name) => new Sheet(byId(name), name, { open: OPENS[name], about });
    this.#figures = { path: figure('path'), time: figure('time'), curve: figure('curve') };
    byId('path-chart').classList.remove('unshown');
    this.#sheets = { levels: sheet('levels'), ledger: sheet('ledger') };
    bringHeat(panel, about);
  }

  /** Draws what there is of an outcome. */
  draw(data) {
    const { path: rounds, timed, sweep } = data.outcome;
    if (rounds) this.#figures.path.show(tell('path', path, data));
    if (timed) this.#figures.time.show(tell('time', time, data));
    if (sweep) this.#figures.curve.show(tell('curve', curve, data));
  }

  /**
   * Tables and sentences of a whole outcome: nobody reads them sixty times a second, and the ledger
   * is the dearest part.
   */
  tell(data, { state, preset }) {
    const { outcome } = data;
    const { scenario: base } = preset;
    // An impact that steps in time are not defined for has none.
    byId('time-group').hidden = !outcome.timed;
    this.#sheets.levels.show(tell('levels', levels, data, { none: WORDS.noLevels }));
    this.#sheets.ledger.show(tell('ledger', ledger, data), behindLedger(outcome.ledger));
    const about = { state, preset, by: sharesBy(state, base) };
    fill(byId('assumptions'), assumptions(outcome, scenarioOf(state, base), about));
  }
}

/** The heat map comes when its group is opened, perhaps by a reader who was quicker. */
function bringHeat(panel, about) {
  const group = detailsById('heat-group');
  const heat = once(async () => {
    const { Heat } = await trying(group, () => import('./heat.js'));
    return new Heat(panel, about);
  });
  group.addEventListener('toggle', heat);
  if (group.open) heat();
}
