// The heat map of the cascade panel: the first push across, one more input upwards. Computed when
// the hand has rested.
import * as view from '../../lib/views/heat.js';
import { byId, detailsById, fill, html, settled } from '../ui/dom.js';
import { simulate } from '../shell/engine.js';
import { Figure } from '../ui/figure.js';
import { tell } from '../ui/views.js';
import { scenarioWith } from './turned.js';
import { HEAT as WORDS } from './heat.words.js';

const REST_MS = 400;
/** What stands in place of a picture that cannot be made. */
const NOTHING = { title: WORDS.name, caption: '' };

/** Wires the picture to the cascade panel: `{state, preset, outcome, onShow}`. */
export class Heat {
  #panel;
  #figure;
  #run = 0;
  #against = 'depth';

  constructor(panel, about) {
    this.#panel = panel;
    fill(byId('heat-input'), choice());
    const { along } = view;
    this.#figure = new Figure(byId('heat-chart'), null, {
      along,
      about,
      why: ['simulate', 'heat'],
    });
    byId('heat-key').addEventListener(
      'change',
      (/** @type {EventOf<HTMLInputElement>} */ { target }) => {
        this.#against = target.value;
        this.#compute();
      },
    );
    const again = settled(() => this.#compute(), REST_MS);
    panel.onShow(() => detailsById('heat-group').open && again());
    byId('heat-group').addEventListener('toggle', () => detailsById('heat-group').open && again());
    this.#compute();
  }

  async #compute() {
    const run = (this.#run += 1);
    const { state, preset } = this.#panel;
    const base = preset.scenario;
    const given = {
      against: this.#against,
      with: (_, key, value) => scenarioWith({ ...state, [key]: value }, base),
      // A slider that moves again is served first; where it rests, this begins anew.
      isOver: () => run !== this.#run || state !== this.#panel.state,
    };
    try {
      const data = await view.ask({ simulate: { simulate } }, scenarioWith(state, base), given);
      if (data) this.#figure.show(tell('heat', view, data));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail({ reason, message }) {
    const sentence = WORDS.failed({ reason: reason ?? message });
    this.#figure.draw({ shock: [], rows: [] }, { ...NOTHING, sentence });
  }
}

const choice = () =>
  html`<label for="heat-key">${WORDS.choose}</label>
    <select id="heat-key" autocomplete="off">
      ${Object.entries(view.text.inputs).map(
        ([key, name]) => html`<option value="${key}">${name}</option>`,
      )}
    </select>`;
