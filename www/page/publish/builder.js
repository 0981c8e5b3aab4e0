// The builder: choose a figure and its options, see it live, copy the code for it.
import '../../lib/element/index.js';
import { OVERRIDES } from '../../lib/element/overrides.js';
import { about, GIVEN, VIEWS } from '../../lib/views/list.js';
import { CATALOGUE } from '../../lib/views/catalogue.js';
import { byId, fill, html, say } from '../ui/dom.js';
import { presets } from '../shell/engine.js';
import { hand, png } from '../ui/pixels.js';
import { parts, read, write } from '../shell/address.js';
import { inner, picture } from '../ui/picture.js';
import { BUILDER } from './builder.words.js';
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
  if ((await page.cascade) === null) return;
  new Builder(byId('builder'), page);
}

class Builder {
  #figure;
  #form;
  #page;
  #made = null;
  #outcome = null;
  #event = null;

  constructor(place, page) {
    this.#page = page;
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
    // The panels above write the address when a hand has rested; coming here follows it.
    place.addEventListener('focusin', () => this.#show());
    place.addEventListener('pointerenter', () => this.#show());
    this.#show();
  }

  /** What the form and the page above say. */
  #options() {
    const { view, preset, theme, locale, controls, mine } = this.#form.elements;
    const query = new URLSearchParams(location.search);
    const isMine =
      mine.checked && preset.value === eventOf(query) && !CATALOGUE[view.value].isReported;
    const keys = [
      ...(isMine ? OVERRIDES : []),
      ...((mine.checked && about(view.value).given) || []),
    ];
    const inputs = Object.fromEntries(
      keys.filter((key) => query.has(key)).map((key) => [key, query.get(key)]),
    );
    return {
      view: view.value,
      preset: preset.value,
      theme: theme.value,
      locale: locale.value,
      controls: controls.checked,
      inputs,
      ...this.#whole(isMine, query),
    };
  }

  /** A scenario as a whole, where the page has set what no attribute can. */
  #whole(mine, query) {
    const { scenario: state } = parts(read(query.toString()).state);
    const isPlain = Object.keys(state).every((key) => key === 'preset' || OVERRIDES.includes(key));
    if (!mine || isPlain || !this.#outcome?.scenario) return {};
    // The title is that of the event, which this no longer is.
    const { title, ...scenario } = this.#outcome.scenario;
    return { scenario: JSON.stringify(scenario), address: write(state) };
  }

  async #show() {
    const cascade = await this.#page.cascade;
    this.#outcome = (cascade?.panel ?? cascade)?.outcome ?? null;
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
    const isChanged = Object.keys(parts(read(location.search).state).scenario).some(
      (key) => key !== 'preset',
    );
    return CATALOGUE[view].isReported && isChanged ? BUILDER.ofEvent : '';
  }

  /** Another event above is another event here, until one is chosen here. */
  #followEvent() {
    const event = eventOf(new URLSearchParams(location.search));
    if (event === this.#event) return;
    this.#event = event;
    this.#form.elements.preset.value = event;
  }

  /** Writes the codes for what is shown; the figure follows the form a frame later, and calls again. */
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
      const field = byId(`code-${kind}`);
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

const eventOf = (query) => query.get('preset') ?? DEFAULTS.preset;

async function copy(kind) {
  const field = byId(`code-${kind}`);
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
  const { fields, themes, locales } = BUILDER;
  const list = (name, entries) =>
    html`<div class="field">
      <label for="embed-${name}">${fields[name]}</label
      ><select id="embed-${name}" name="${name}" autocomplete="off">
        ${entries.map(([value, text]) => html`<option value="${value}" ${value === DEFAULTS[name] && html` selected`}>${text}</option>`)}
      </select>
    </div>`;
  const check = (name) =>
    html`<label class="check"
      ><input
        type="checkbox"
        name="${name}"
        autocomplete="off"
        ${DEFAULTS[name] && html` checked`}
      />
      ${fields[name]}</label
    >`;
  return html`${list(
    'view',
    VIEWS.map((view) => [view, CATALOGUE[view].name]),
  )}${list(
    'preset',
    presets().map(({ id, title }) => [id, `${title} (${id})`]),
  )}${list('theme', Object.entries(themes))}${list('locale', Object.entries(locales))}${check('controls')}${check('mine')}`;
}

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
      >${kind === 'image' && html`<button type="button" data-act="svg">${BUILDER.svg}</button><button type="button" data-act="png">${BUILDER.png}</button>`}${kind === 'alone' && html`<button type="button" data-act="oembed">${BUILDER.oembed}</button>`}
    </div>
  </div>`;
