// The inputs of the scenario: real form controls, each a text field and (mostly) a slider.
import { plain, shift, short, typed } from '../lib/format.js';
import { byId, fill, html, say } from './dom.js';
import { check, CHOICES, listed, NUMBERS } from './state.js';
import { TEXT } from './text.js';

const FIRST = ['direction', 'shock', 'depth', 'survival', 'oi', 'mix', 'by', 'factor', 'share', 'levels'];
const MORE = ['price', 'spread', 'flow'];

/** Puts the controls into the form; `change(key, value)` is told about every legal new value. */
export class Controls {
  #change;

  constructor(place, change) {
    this.#change = change;
    fill(place, html`${FIRST.map(control)}<details><summary>${TEXT.simulate.more}</summary>${MORE.map(control)}</details>`);
    place.addEventListener('input', (event) => this.#input(event.target));
    place.addEventListener('change', (event) => event.target.type === 'text' && this.#settle(event.target));
  }

  /** Shows `values`; the field that is being typed into is left alone. `estimates` are keys. */
  show(values, estimates = []) {
    for (const key of [...FIRST, ...MORE]) if (CHOICES[key]) this.#choose(key, values[key]); else this.#set(key, values[key], estimates.includes(key));
    byId('knob-factor').hidden = values.by !== 'reported';
    byId('knob-share').hidden = values.by === 'reported';
  }

  /** The problem of one input, beside it; an empty text takes it away. */
  complain(key, text) {
    say(byId(`problem-${key}`), text);
    byId(`in-${key}`)?.setAttribute('aria-invalid', String(Boolean(text)));
  }

  has = (key) => FIRST.includes(key) || MORE.includes(key);

  isShown = (key) => this.has(key) && !byId(`knob-${key}`)?.hidden;

  #choose(key, value) {
    const chosen = byId(`${key}-${value}`);
    if (chosen && !chosen.checked) chosen.checked = true;
  }

  #set(key, value, isEstimate) {
    const field = byId(`in-${key}`);
    const slider = byId(`slide-${key}`);
    if (document.activeElement !== field) field.value = (isEstimate ? '≈\u202f' : '') + written(key, value);
    if (!slider) return;
    const at = NUMBERS[key].stops ? String(nearest(NUMBERS[key].stops, value)) : value;
    if (document.activeElement !== slider && slider.value !== at) slider.value = at;
    slider.setAttribute('aria-valuetext', spoken(key, value));
  }

  #input(target) {
    const key = target.dataset.key;
    if (!key) return;
    if (target.type === 'radio') return this.#change(key, target.value);
    if (target.type === 'range') {
      this.complain(key, '');
      return this.#change(key, NUMBERS[key].stops ? NUMBERS[key].stops[target.value] : shift(target.value));
    }
    const { value, problem, ...facts } = understood(key, target.value);
    this.complain(key, problem ? (TEXT.input[problem] ?? TEXT.input.number)(facts) : '');
    if (value !== undefined) this.#change(key, value);
  }

  /** After typing: the field says how its text was understood. */
  #settle(target) {
    const { value } = understood(target.dataset.key, target.value);
    if (value !== undefined) target.value = written(target.dataset.key, value);
  }
}

/** A typed text as a legal value of the key. */
function understood(key, text) {
  return check(key, key === 'levels' ? listed(text.trim(), typed) : typed(text) ?? 'x');
}

const written = (key, value) => (key === 'levels' ? (value || '').split(',').filter(Boolean).map((level) => plain(level, { locale: 'en' })).join('; ') : readable(key, value));

function readable(key, value) {
  const { unit } = NUMBERS[key];
  if (unit === 'percent') return `${value}%`;
  if (unit === 'times') return `${value}×`;
  return key === 'price' ? `$${plain(value, { locale: 'en' })}` : short(value, { locale: 'en', digits: 15, trim: true });
}
const spoken = readable;

/** Which stop of a slider is nearest: a position, not a value. */
const nearest = (stops, value) => stops.reduce((best, stop, i) => (Math.abs(Math.log(Number(stop) / Number(value))) < Math.abs(Math.log(Number(stops[best]) / Number(value))) ? i : best), 0);

function control(key) {
  const words = TEXT.simulate.knobs[key];
  if (CHOICES[key]) return choice(key, words);
  const { slide, step, stops } = NUMBERS[key] ?? {};
  const [least, most, by] = stops ? [0, stops.length - 1, 1] : [...(slide ?? []), step];
  const slider = (stops || slide) && html`<input type="range" id="slide-${key}" data-key="${key}" min="${least}" max="${most}" step="${by}" aria-label="${words.label}" autocomplete="off">`;
  return html`<div class="knob${key === 'levels' ? ' wide' : ''}" id="knob-${key}"><label for="in-${key}">${words.label}</label>
    <input type="text" id="in-${key}" data-key="${key}" inputmode="${key === 'levels' ? 'text' : 'decimal'}" autocomplete="off" spellcheck="false" aria-describedby="hint-${key} problem-${key}">
    ${slider}<p class="hint" id="hint-${key}">${words.hint}</p><p class="problem" id="problem-${key}" role="alert"></p></div>`;
}

const choice = (key, words) => html`<fieldset><legend>${words.label}</legend><div class="choices">${CHOICES[key].map((value) => html`<label><input type="radio" name="${key}" id="${key}-${value}" data-key="${key}" value="${value}" autocomplete="off">${words.choices[value]}</label>`)}</div><p class="problem" id="problem-${key}" role="alert"></p></fieldset>`;
