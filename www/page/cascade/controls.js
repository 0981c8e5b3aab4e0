// The inputs of the scenario: real form controls, each a text field and (mostly) a slider.
import { shift } from '../../lib/format.js';
import { unfold } from '../ui/cells.js';
import { byId, fill, html, inputById, once, say } from '../ui/dom.js';
import { GROUPS, INPUTS } from '../../lib/inputs.js';
import { positionOf, rangeOf, valueFrom } from '../../lib/slider.js';
import { check } from './keys.js';
import { applies } from './scenario.js';
import { TEXT } from '../shell/common.words.js';
import { SIMULATE as WORDS } from './simulate.words.js';
import { WRITTEN } from '../ui/written.js';

const ALL = Object.keys(INPUTS);
/** The groups on demand. */
const { first: FIRST, ...MORE } = GROUPS;
const isList = (key) => INPUTS[key].path?.endsWith(',');

/** What reads numbers comes with the first field that somebody enters. */
const reading = once(() => import('../ui/fields.js'));

/** Puts the controls into the form; `change(key, value)` is told about every legal new value. */
export class Controls {
  #change;
  /** What each input shows; not in here is what a hand has touched since. */
  #last = new Map();
  #shape = '';

  constructor(place, change) {
    this.#change = change;
    fill(
      place,
      html`${Object.keys(FIRST).map(control)}${Object.entries(MORE).map(
        ([name, inputs]) =>
          html`<details>
            <summary>
              ${WORDS.groups[name]} <span class="changed" id="changed-${name}"></span>
            </summary>
            ${Object.keys(inputs).map(control)}
          </details>`,
      )}`,
    );
    place.addEventListener('input', (event) => this.#input(event.target));
    place.addEventListener(
      'change',
      ({ target }) => target.type === 'text' && this.#hear(target, true),
    );
    // Where it does not come, that is said when something is typed.
    place.addEventListener(
      'focusin',
      ({ target }) => target.type === 'text' && reading().catch(() => {}),
    );
  }

  /**
   * Shows `values`, and what means something with `choices`; the field that is being typed into is
   * left alone. `estimates` are keys, and so are `changed`.
   */
  show(values, choices, estimates, changed) {
    for (const key of ALL) {
      const value = values[key];
      const isEstimate = estimates.includes(key);
      const shows = `${value} ${isEstimate}`;
      // Most of them stay as they are while one is dragged.
      if (this.#last.get(key) === shows) continue;
      if (INPUTS[key].choices ? this.#choose(key, value) : this.#set(key, value, isEstimate))
        this.#last.set(key, shows);
    }
    const shape = [...Object.values(choices), ...changed].join();
    if (shape !== this.#shape) this.#arrange(choices, changed);
    this.#shape = shape;
  }

  /** Shows what means something with these choices, and which groups were changed. */
  #arrange(choices, changed) {
    for (const [name, inputs] of Object.entries(MORE)) {
      const isChanged = changed.some((key) => key in inputs);
      say(byId(`changed-${name}`), isChanged ? WORDS.changed : '');
    }
    for (const key of ALL) byId(`knob-${key}`).hidden = !applies(INPUTS[key], choices);
    const { impact, depth } = WORDS.knobs;
    say(byId('hint-impact'), impact.which[choices.impact]);
    say(byId('hint-depth'), choices.impact === 'levels' ? depth.beyond : depth.hint);
  }

  /** The problem of one input, beside it; an empty text takes it away. */
  complain(key, text) {
    say(byId(`problem-${key}`), text);
    if (text) unfold(byId(`knob-${key}`));
    const field = byId(`in-${key}`);
    if (text || field?.getAttribute('aria-invalid') === 'true')
      field?.setAttribute('aria-invalid', String(Boolean(text)));
  }

  /** Takes back every complaint. */
  forgive() {
    for (const key of ALL) this.complain(key, '');
  }

  has = (key) => ALL.includes(key);

  isShown = (key) => this.has(key) && !byId(`knob-${key}`)?.hidden;

  #choose(key, value) {
    const list = inputById(`in-${key}`);
    if (list) list.value = value;
    const chosen = inputById(`${key}-${value}`);
    if (chosen) chosen.checked = true;
    return true;
  }

  #set(key, value, isEstimate) {
    const field = inputById(`in-${key}`);
    const slider = inputById(`slide-${key}`);
    const isTyped = document.activeElement === field;
    const said = written(key, value);
    const text = (isEstimate ? '≈\u202f' : '') + said;
    if (!isTyped && field.value !== text) {
      field.value = text;
      this.complain(key, '');
    }
    if (!slider) return !isTyped;
    const at = positionOf(INPUTS[key], value);
    if (document.activeElement !== slider && slider.value !== at) slider.value = at;
    slider.setAttribute('aria-valuetext', said);
    return !isTyped;
  }

  #input(target) {
    const key = target.dataset.key;
    if (!key) return;
    this.#last.delete(key);
    if (target.type === 'radio' || target.tagName === 'SELECT')
      return this.#change(key, target.value);
    if (target.type === 'range') {
      this.complain(key, '');
      return this.#change(key, shift(valueFrom(INPUTS[key], target.value)));
    }
    return this.#hear(target, false);
  }

  /**
   * What is typed; when the hand has left, the field says how its text was understood, or why it
   * was not.
   */
  async #hear(target, hasLeft) {
    const {
      dataset: { key },
    } = target;
    const numbers = await reading().catch(({ message }) =>
      this.complain(key, TEXT.engine.unloaded(message)),
    );
    if (!numbers) return;
    const { read, list, begun, problemOf } = numbers;
    const { value: text } = target;
    const found = check(key, isList(key) ? list(text) : (read(text) ?? 'x'));
    const { value, problem } = found;
    const isBegun = !hasLeft && problem === 'number' && begun(text);
    this.complain(key, !problem || isBegun ? '' : problemOf(found, text));
    if (value === undefined) return;
    if (hasLeft) target.value = written(key, value);
    else this.#change(key, value);
  }
}

export const written = (key, value) =>
  isList(key)
    ? (value || '').split(',').filter(Boolean).map(WRITTEN.plain).join('; ')
    : WRITTEN[INPUTS[key].unit](value);

function control(key) {
  const words = WORDS.knobs[key];
  if (INPUTS[key].choices) return choice(key, words);
  const [least, most, step] = rangeOf(INPUTS[key]);
  const slider =
    step &&
    html`<input
      type="range"
      id="slide-${key}"
      data-key="${key}"
      min="${least}"
      max="${most}"
      step="${step}"
      aria-label="${words.label}"
      autocomplete="off"
    />`;
  return html`<div class="knob${isList(key) ? ' wide' : ''}" id="knob-${key}">
    <label for="in-${key}">${words.label}</label>
    <input
      type="text"
      id="in-${key}"
      data-key="${key}"
      inputmode="${isList(key) ? 'text' : 'decimal'}"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="hint-${key} problem-${key}"
    />
    ${slider}
    <p class="hint" id="hint-${key}">${words.hint}</p>
    <p class="problem" id="problem-${key}" role="alert"></p>
  </div>`;
}

const choice = (key, words) =>
  INPUTS[key].choices.length > 3 ? list(key, words) : radios(key, words);

const list = (key, words) =>
  html`<div class="knob pick" id="knob-${key}">
    <label for="in-${key}">${words.label}</label>
    <select
      id="in-${key}"
      data-key="${key}"
      autocomplete="off"
      aria-describedby="hint-${key} problem-${key}"
    >
      ${INPUTS[key].choices.map(option(words))}
    </select>
    <p class="hint" id="hint-${key}"></p>
    <p class="problem" id="problem-${key}" role="alert"></p>
  </div>`;

const option =
  ({ choices }) =>
  (value) =>
    html`<option value="${value}">${choices[value]}</option>`;

const radios = (key, words) =>
  html`<fieldset id="knob-${key}">
    <legend>${words.label}</legend>
    <div class="choices">${INPUTS[key].choices.map(radio(key, words))}</div>
    ${words.hint && html`<p class="hint">${words.hint}</p>`}
    <p class="problem" id="problem-${key}" role="alert"></p>
  </fieldset>`;

const radio =
  (key, { choices }) =>
  (value) =>
    html`<label
      ><input
        type="radio"
        name="${key}"
        id="${key}-${value}"
        data-key="${key}"
        value="${value}"
        autocomplete="off"
      />${choices[value]}</label
    >`;
