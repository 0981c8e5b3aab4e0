// The heat map of the cascade panel: the first push across, one more input upwards. Computed row by
// row when the hand has rested, so that nothing waits for it.
import { heat, paint } from '../../lib/charts/heat.js';
import { percent, plain, shift, short } from '../../lib/format.js';
import { byId, fill, html, settled } from '../ui/dom.js';
import { simulate } from '../shell/engine.js';
import { Figure } from '../ui/figure.js';
import { INPUTS } from '../../lib/inputs.js';
import { shown } from './scenario.js';
import { scenarioWith } from './turned.js';
import { share } from './tell.js';
import { LOCALE } from '../shell/common.words.js';
import { HEAT as WORDS } from './heat.words.js';

const locale = LOCALE;
const REST_MS = 400;
/** Of the shocks that the engine sweeps every third is a column. */
const EVERY = 3;
const percents = [
  '5',
  '10',
  '15',
  '20',
  '25',
  '30',
  '35',
  '40',
  '45',
  '50',
  '55',
  '60',
  '65',
  '70',
  '75',
  '80',
  '85',
  '90',
  '95',
  '100',
];
/** The other inputs: their values from the lowest up, and how one is written. */
const ROWS = {
  depth: { values: INPUTS.depth.stops, write: (value) => short(value, { locale, trim: true }) },
  survival: {
    values: percents,
    write: (value) => percent(shift(value, -2), { locale, places: undefined }),
  },
  oi: { values: INPUTS.oi.stops, write: (value) => short(value, { locale, trim: true }) },
};
const SPACE = 'http://www.w3.org/2000/svg';

/** Wires the picture to the cascade panel: `{state, preset, outcome, onShow}`. */
export class Heat {
  #panel;
  #figure;
  #run = 0;
  #key = 'depth';

  constructor(panel, about) {
    this.#panel = panel;
    fill(
      byId('heat-input'),
      html`<label for="heat-key">${WORDS.choose}</label>
        <select id="heat-key" autocomplete="off">
          ${Object.entries(WORDS.inputs).map(([key, name]) => html`<option value="${key}">${name}</option>`)}
        </select>`,
    );
    this.#figure = new Figure(byId('heat-chart'), heat, {
      along: 'xy',
      about,
      after: shaded,
      why: ['simulate', 'heat'],
    });
    byId('heat-key').addEventListener('change', ({ target }) => {
      this.#key = target.value;
      this.#compute();
    });
    const again = settled(() => this.#compute(), REST_MS);
    panel.onShow(() => byId('heat-group').open && again());
    byId('heat-group').addEventListener('toggle', () => byId('heat-group').open && again());
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', again);
    this.#compute();
  }

  async #compute() {
    const run = (this.#run += 1);
    const {
      state,
      preset: { scenario: base },
      outcome,
    } = this.#panel;
    const { values, write } = ROWS[this.#key];
    const rows = [];
    let shock = [];
    try {
      for (const value of values) {
        // The same push for all, so that the columns mean the same.
        const scenario = {
          ...scenarioWith({ ...state, [this.#key]: value }, base),
          shock: String(outcome.shock),
        };
        const { sweep } = simulate(scenario, { parts: ['sweep'] });
        const thin = (column) => column.filter((_, i) => i % EVERY === 0);
        shock = thin(sweep.shock);
        rows.push({
          text: write(value),
          move: thin(sweep.move),
          endless: sweep.saturated_shock,
          liquidated_usd: thin(sweep.liquidated_usd),
        });
        await new Promise((done) => setTimeout(done));
        // A slider that moves again is served first; where it rests, this begins anew.
        if (run !== this.#run || state !== this.#panel.state) return;
      }
      this.#draw(shock, rows, placeOf(values, shown(state, base, outcome)[this.#key]), outcome);
    } catch (error) {
      this.#figure.draw(
        { shock: [], rows: [] },
        {
          title: this.#title(),
          sentence: WORDS.failed({ reason: error.reason ?? error.message }),
          caption: '',
        },
      );
    }
  }

  #title = () => WORDS.title({ input: WORDS.inputs[this.#key] });

  #draw(shock, rows, row, outcome) {
    const nearest = shock.reduce(
      (best, value, i) =>
        Math.abs(value - outcome.shock) < Math.abs(shock[best] - outcome.shock) ? i : best,
      0,
    );
    const [low, high] = [rows[0], rows.at(-1)];
    const end = ({ move, endless }) =>
      endless !== null && shock[nearest] >= endless
        ? WORDS.endless
        : WORDS.ends(share(move[nearest]));
    const sentence = WORDS.sentence({
      push: share(shock[nearest]),
      input: WORDS.inputs[this.#key],
      low: low.text,
      high: high.text,
      ends: [low, high].map(end),
    });
    this.#figure.draw(
      { shock, rows, at: { shock: outcome.shock, row } },
      {
        title: this.#title(),
        sentence,
        caption: WORDS.caption({ cells: plain(String(shock.length * rows.length), { locale }) }),
        height: 360,
        words: { ...WORDS.words, input: capital(WORDS.inputs[this.#key]) },
      },
    );
  }
}

const capital = (text) => text[0].toLocaleUpperCase(locale) + text.slice(1);

/** Where a value lies among the rows: a position, not a value. */
function placeOf(values, value) {
  const at = Number(value);
  const above = values.findIndex((one) => Number(one) >= at);
  if (above < 0) return values.length - 1;
  if (above === 0) return 0;
  const [from, to] = [values[above - 1], values[above]].map(Number);
  return above - 1 + (at - from) / (to - from);
}

/** Puts the cells below the lines of the picture: a canvas' pixels as an image, which prints and is saved with it. */
function shaded(picture, { cells, area }) {
  if (!cells) return;
  const canvas = Object.assign(document.createElement('canvas'), {
    width: cells.columns,
    height: cells.rows,
  });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  paint(
    context,
    cells,
    ['--washout-paper', '--washout-accent'].map((name) => colour(picture, name)),
  );
  const image = document.createElementNS(SPACE, 'image');
  const [x, y, width, height] = area;
  for (const [name, value] of Object.entries({
    x,
    y,
    width,
    height,
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
    href: canvas.toDataURL(),
  }))
    image.setAttribute(name, value);
  picture.querySelector('desc').after(image);
}

/** What a custom property of the host means here and now: [red, green, blue]. */
function colour(place, name) {
  const probe = place.appendChild(document.createElement('i'));
  probe.style.color = `var(${name})`;
  const context = Object.assign(document.createElement('canvas'), {
    width: 1,
    height: 1,
  }).getContext('2d');
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}
