// The builder: choose a figure and its options, see it live, copy the code for it.
import '../../lib/element/index.js';
import { OVERRIDES } from '../../lib/element/overrides.js';
import { about, GIVEN, VIEWS } from '../../lib/views/list.js';
import { CATALOGUE } from '../../lib/views/catalogue.js';
import { byId, fill, html, inputById, say } from '../ui/dom.js';
import { presets, scenario as canonical } from '../shell/engine.js';
import { hand, png } from '../ui/pixels.js';
import { inner, picture } from '../ui/picture.js';
import { BUILDER } from './builder.words.js';
import { inputsOf, picked } from './inputs.js';
import { snippets } from './snippets.js';

const DEFAULTS = {
  view: 'map',
  preset: '2025-11-04',
  theme: 'auto',
  locale: 'en',
  controls: false,
  mine: true,
};

/** Fills the section `#embed`. `page.cascade` resolves once the engine is there. */
export async function start(page) {
  const panel = await page.cascade;
  if (panel) new Builder(byId('builder'), page, panel);
}

class Builder {
  #figure;
  #form;
  #page;
  /** That of the scenario. */
  #panel;
  #made = null;
  #event = null;

  constructor(place, page, panel) {
    this.#page = page;
    this.#panel = panel;
    fill(
      place,
      html`<form id="builder-form" aria-labelledby="embed-h">${choices()}</form>
        <div>
          <div class="preview"><washout-figure></washout-figure></div>
          <p class="hint" id="embed-hint" role="status"></p>
        </div>
        <div class="codes">
          ${Object.entries(BUILDER.kinds).map(code)}
          <p role="status" id="embed-status"></p>
        </div>`,
    );
    [this.#form, this.#figure] = [byId('builder-form'), place.querySelector('washout-figure')];
    this.#form.addEventListener('change', () => this.#show());
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    place.addEventListener(
      'click',
      ({ target }) => target.dataset.act && this.#act(target.dataset.act, target.dataset.kind),
    );
    for (const name of ['washout-ready', 'washout-change'])
      this.#figure.addEventListener(name, () => this.#write());
    this.#figure.addEventListener('washout-error', ({ detail }) =>
      this.#refuse(BUILDER.problem(detail.message)),
    );
    // What is set above meanwhile is taken over by who comes here.
    place.addEventListener('focusin', () => this.#show());
    place.addEventListener('pointerenter', () => this.#show());
    this.#show();
  }

  /** What the form and the page above say. */
  #options() {
    const { view, preset, theme, locale, controls, mine } = this.#form.elements;
    const ofPage = mine.checked && preset.value === this.#panel.preset.id;
    const { inputs = {}, ...whole } =
      ofPage && !CATALOGUE[view.value].isReported ? inputsOf(this.#panel, canonical) : {};
    const given = (mine.checked && about(view.value).given) || [];
    return {
      view: view.value,
      preset: preset.value,
      theme: theme.value,
      locale: locale.value,
      controls: controls.checked,
      inputs: { ...inputs, ...picked(given, this.#page.part('judge').state) },
      ...whole,
    };
  }

  #show() {
    this.#followEvent();
    const { inputs, ...options } = this.#options();
    this.#refuse('');
    say(byId('embed-hint'), this.#hint(options.view, inputs));
    const all = {
      ...Object.fromEntries([...OVERRIDES, ...GIVEN].map((key) => [key, null])),
      scenario: null,
      ...options,
      ...inputs,
    };
    delete all.address;
    // A scenario brings its preset and its inputs along.
    if (options.scenario) for (const key of OVERRIDES) all[key] = null;
    for (const [key, value] of Object.entries(all)) this.#figure[key] = value;
    this.#write();
  }

  /** Says what cannot be made; the codes that stand there then are those of the figure before. */
  #refuse(text) {
    say(byId('embed-problem'), text);
    document.querySelector('#builder .codes').classList.toggle('stale', text !== '');
  }

  /** What a figure does not take from the inputs above. */
  #hint(view, inputs) {
    if (view === 'flows' && !inputs.split && !inputs.rest) return BUILDER.noShares;
    const isChanged = Object.keys(this.#panel.state).some((key) => key !== 'preset');
    return CATALOGUE[view].isReported && isChanged ? BUILDER.ofEvent : '';
  }

  /** Another event above is another event here, until one is chosen here. */
  #followEvent() {
    const { id: event } = this.#panel.preset;
    if (event === this.#event) return;
    this.#event = event;
    this.#form.elements.preset.value = event;
  }

  /**
   * Writes the codes for what is shown; the figure follows the form a frame later, and calls again.
   */
  #write() {
    const made = this.#figure.render(inner);
    const options = this.#options();
    if (made?.name !== options.view) return;
    const isOwn = options.scenario || Object.keys(options.inputs).length > 0;
    const name = `washout-${options.view}-${options.preset}${isOwn ? '-changed' : ''}`;
    this.#made = {
      ...picture(made),
      name,
      options,
      title: made.title,
      summary: this.#figure.summary,
    };
    this.#codes();
  }

  #codes() {
    const { title, summary, options, ...drawn } = this.#made;
    const height = Math.ceil(this.#figure.getBoundingClientRect().height);
    const base = new URL('.', location.href).href;
    this.#made.codes = snippets(base, options, {
      title,
      summary,
      height,
      picture: drawn,
      words: BUILDER,
    });
    for (const kind of Object.keys(BUILDER.kinds)) {
      const field = inputById(`code-${kind}`);
      if (field.value !== this.#made.codes[kind]) field.value = this.#made.codes[kind];
    }
  }

  async #act(act, kind) {
    if (!this.#made) return;
    const { name, codes, svg } = this.#made;
    try {
      if (act === 'copy') await copy(kind);
      else if (act === 'svg') hand(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
      else if (act === 'png') hand(await png(svg), `${name}.png`);
      else hand(new Blob([codes.oembed], { type: 'application/json' }), `${name}.oembed.json`);
    } catch (error) {
      say(byId('embed-problem'), BUILDER.problem(error.message));
    }
  }
}

async function copy(kind) {
  const field = inputById(`code-${kind}`);
  try {
    await navigator.clipboard.writeText(field.value);
    say(byId('embed-status'), BUILDER.copied);
  } catch {
    field.select();
    say(byId('embed-status'), BUILDER.copyFailed);
  }
}

/** The form: four lists and two switches. */
function choices() {
  const { themes, locales } = BUILDER;
  const lists = {
    view: VIEWS.map((view) => [view, CATALOGUE[view].name]),
    preset: presets().map(({ id, title }) => [id, `${title} (${id})`]),
    theme: Object.entries(themes),
    locale: Object.entries(locales),
  };
  return html`${Object.entries(lists).map(list)}${['controls', 'mine'].map(check)}`;
}

const list = ([name, entries]) =>
  html`<div class="field">
    <label for="embed-${name}">${BUILDER.fields[name]}</label
    ><select id="embed-${name}" name="${name}" autocomplete="off">
      ${entries.map(option(DEFAULTS[name]))}
    </select>
  </div>`;

const option =
  (chosen) =>
  ([value, text]) =>
    html`<option value="${value}" ${value === chosen && html` selected`}>${text}</option>`;

const check = (name) =>
  html`<label class="check"
    ><input type="checkbox" name="${name}" autocomplete="off" ${DEFAULTS[name] && html` checked`} />
    ${BUILDER.fields[name]}</label
  >`;

/** What can be done with a code beside copying it. */
const ACTS = { image: ['svg', 'png'], alone: ['oembed'] };

const act = (name) => html`<button type="button" data-act="${name}">${BUILDER[name]}</button>`;

const code = ([kind, [name, hint]]) =>
  html`<div class="code">
    <h3 id="kind-${kind}">${name}</h3>
    <p class="hint">${hint}</p>
    <textarea
      id="code-${kind}"
      readonly
      rows="4"
      spellcheck="false"
      aria-label="${BUILDER.code(name)}"
    ></textarea>
    <div class="row">
      <button type="button" data-act="copy" data-kind="${kind}" aria-describedby="kind-${kind}">
        ${BUILDER.copy}</button
      >${(ACTS[kind] ?? []).map(act)}
    </div>
  </div>`;
