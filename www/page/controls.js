// The inputs of the scenario: real form controls, each a text field and (mostly) a slider.
import { shift } from '../lib/format.js';
import { unfold } from './cells.js';
import { byId, fill, hide, html, once, say } from './dom.js';
import { check, CHOICES, NUMBERS } from './state.js';
import { SIMULATE as WORDS } from './text/simulate.js';
import { WRITTEN } from './written.js';

/** What most readers turn. */
const FIRST = ['direction', 'shock', 'depth', 'survival'];
/** On demand, group by group. */
const MORE = {
  positions: ['oi', 'mix', 'by', 'factor', 'share', 'spread'],
  impact: ['impact', 'gamma', 'rate', 'max', 'flow', 'coordinate'],
  market: ['price', 'levels', 'vol'],
  time: ['rho', 'permanent', 'recovery'],
  venue: ['engine', 'arrival', 'fee', 'feeto', 'residual', 'fund', 'adl'],
};
const ALL = [...FIRST, ...Object.values(MORE).flat()];
/** What only a synthetic book has, and the impact that a parameter belongs to. */
const SYNTHETIC = ['oi', 'mix', 'by', 'factor', 'share', 'spread'];
const PARAMETER = { gamma: 'power', rate: 'withdrawal', max: 'bounded' };

const found = new Map();
/** An element of the form: once made they stay, and under a moving slider every one is looked at in every frame. */
const made = (id) => {
  if (!found.has(id)) found.set(id, byId(id));
  return found.get(id);
};

/** What reads numbers comes with the first field that somebody enters. */
const reading = once(() => import('./fields.js'));

/** Puts the controls into the form; `change(key, value)` is told about every legal new value. */
export class Controls {
  #change;
  #last = new Map();

  constructor(place, change) {
    this.#change = change;
    fill(place, html`${FIRST.map(control)}${Object.entries(MORE).map(([name, keys]) => html`<details><summary>${WORDS.groups[name]} <span class="changed" id="changed-${name}"></span></summary>${keys.map(control)}</details>`)}`);
    place.addEventListener('input', (event) => this.#input(event.target));
    place.addEventListener('change', ({ target }) => target.type === 'text' && this.#hear(target, true));
    place.addEventListener('focusin', ({ target }) => target.type === 'text' && reading());
  }

  /** Shows `values`; the field that is being typed into is left alone. `estimates` are keys, and so are `changed`. */
  show(values, estimates = [], changed = []) {
    for (const [name, keys] of Object.entries(MORE)) say(made(`changed-${name}`), keys.some((key) => changed.includes(key)) ? WORDS.changed : '');
    for (const key of ALL) if (CHOICES[key]) this.#choose(key, values[key]); else this.#set(key, values[key], estimates.includes(key));
    const without = values.rungs ? SYNTHETIC : values.by === 'reported' ? ['share'] : ['factor'];
    for (const key of ALL) {
      const needs = PARAMETER[key];
      const idle = without.includes(key) || (needs && needs !== values.impact) || (values.impact === 'none' && (key === 'depth' || key === 'survival'));
      hide(made(`knob-${key}`), Boolean(idle));
    }
    say(made('hint-impact'), WORDS.knobs.impact.which[values.impact]);
    say(made('hint-depth'), WORDS.knobs.depth[values.impact === 'levels' && values.bids ? 'beyond' : 'hint']);
  }

  /** The problem of one input, beside it; an empty text takes it away. */
  complain(key, text) {
    say(made(`problem-${key}`), text);
    if (text) unfold(made(`knob-${key}`));
    const field = made(`in-${key}`);
    if (text || field?.getAttribute('aria-invalid') === 'true') field?.setAttribute('aria-invalid', String(Boolean(text)));
  }

  /** Takes back every complaint. */
  forgive() {
    for (const key of ALL) this.complain(key, '');
  }

  has = (key) => ALL.includes(key);

  isShown = (key) => this.has(key) && !made(`knob-${key}`)?.hidden;

  #choose(key, value) {
    const list = made(`in-${key}`);
    if (list && list.value !== value) list.value = value;
    const chosen = made(`${key}-${value}`);
    if (chosen && !chosen.checked) chosen.checked = true;
  }

  #set(key, value, isEstimate) {
    const field = made(`in-${key}`);
    const last = this.#last.get(key);
    // Most of them stay as they are while one is dragged.
    if (last && last.value === value && last.isEstimate === isEstimate && last.text === field.value) return;
    const slider = made(`slide-${key}`);
    const text = (isEstimate ? '≈\u202f' : '') + written(key, value);
    if (document.activeElement !== field && field.value !== text) {
      field.value = text;
      this.complain(key, '');
    }
    this.#last.set(key, { value, isEstimate, text: field.value });
    if (!slider) return;
    const at = NUMBERS[key].stops ? String(nearest(NUMBERS[key].stops, value)) : value;
    if (document.activeElement !== slider && slider.value !== at) slider.value = at;
    slider.setAttribute('aria-valuetext', written(key, value));
  }

  #input(target) {
    const key = target.dataset.key;
    if (!key) return;
    if (target.type === 'radio' || target.tagName === 'SELECT') return this.#change(key, target.value);
    if (target.type === 'range') {
      this.complain(key, '');
      return this.#change(key, NUMBERS[key].stops ? NUMBERS[key].stops[target.value] : shift(target.value));
    }
    return this.#hear(target, false);
  }

  /** What is typed; when the hand has left, the field says how its text was understood, or why it was not. */
  async #hear(target, hasLeft) {
    const { read, list, begun, problemOf } = await reading();
    const { dataset: { key }, value: text } = target;
    const found = check(key, key === 'levels' ? list(text) : read(text) ?? 'x');
    const { value, problem } = found;
    const isBegun = !hasLeft && problem === 'number' && begun(text);
    this.complain(key, !problem || isBegun ? '' : problemOf(found));
    if (value === undefined) return;
    if (hasLeft) target.value = written(key, value);
    else this.#change(key, value);
  }
}

const written = (key, value) => (key === 'levels' ? (value || '').split(',').filter(Boolean).map(WRITTEN.plain).join('; ') : WRITTEN[key === 'price' ? key : NUMBERS[key].unit](value));

const apart = (a, b) => (Number(a) === Number(b) ? 0 : Math.abs(Math.log(Number(a) / Number(b))));

/** Which stop of a slider is nearest: a position, not a value. */
const nearest = (stops, value) => stops.reduce((best, stop, i) => (apart(stop, value) < apart(stops[best], value) ? i : best), 0);

function control(key) {
  const words = WORDS.knobs[key];
  if (CHOICES[key]) return choice(key, words);
  const { slide, step, stops } = NUMBERS[key] ?? {};
  const [least, most, by] = stops ? [0, stops.length - 1, 1] : [...(slide ?? []), step];
  const slider = (stops || slide) && html`<input type="range" id="slide-${key}" data-key="${key}" min="${least}" max="${most}" step="${by}" aria-label="${words.label}" autocomplete="off">`;
  return html`<div class="knob${key === 'levels' ? ' wide' : ''}" id="knob-${key}"><label for="in-${key}">${words.label}</label>
    <input type="text" id="in-${key}" data-key="${key}" inputmode="${key === 'levels' ? 'text' : 'decimal'}" autocomplete="off" spellcheck="false" aria-describedby="hint-${key} problem-${key}">
    ${slider}<p class="hint" id="hint-${key}">${words.hint}</p><p class="problem" id="problem-${key}" role="alert"></p></div>`;
}

const choice = (key, words) => (CHOICES[key].length > 3 ? list(key, words) : radios(key, words));

const list = (key, words) => html`<div class="knob pick" id="knob-${key}"><label for="in-${key}">${words.label}</label>
  <select id="in-${key}" data-key="${key}" autocomplete="off" aria-describedby="hint-${key} problem-${key}">${CHOICES[key].map((value) => html`<option value="${value}">${words.choices[value]}</option>`)}</select>
  <p class="hint" id="hint-${key}"></p><p class="problem" id="problem-${key}" role="alert"></p></div>`;

const radios = (key, words) => html`<fieldset id="knob-${key}"><legend>${words.label}</legend><div class="choices">${CHOICES[key].map((value) => html`<label><input type="radio" name="${key}" id="${key}-${value}" data-key="${key}" value="${value}" autocomplete="off">${words.choices[value]}</label>`)}</div>${words.hint && html`<p class="hint">${words.hint}</p>`}<p class="problem" id="problem-${key}" role="alert"></p></fieldset>`;
