// The inputs of a position, and of the questions about it: text fields, menus and choices that
// carry the engine's own names.
import { unfold } from '../ui/cells.js';
import { byId, fill, html, inputById, say } from '../ui/dom.js';
import { heard } from '../ui/fields.js';
import { OWN, QUESTIONS } from './position.js';
import { check, POSITION } from './keys.js';
import { LOCATE as WORDS } from './locate.words.js';
import { WRITTEN } from '../ui/written.js';

/** What most readers set. */
const FIRST = [
  'venue',
  'symbol',
  'asset',
  'maintenance_tiers',
  'tier_unit',
  'side',
  'entry_price',
  'quantity',
  'leverage',
];
/** On demand, group by group. */
const GROUPS = {
  contract: [
    'contract',
    'form',
    'quantity_unit',
    'contract_value',
    'tick',
    'basis',
    'fee_kept',
    'deductions',
  ],
  margin: [
    'margin_mode',
    'margin',
    'extra_margin',
    'balance',
    'mark_price',
    'other_maintenance_margin',
    'other_unrealized_pnl',
  ],
  fees: ['fee_rate', 'open_fee_rate'],
};
const MORE = Object.values(GROUPS).flat();
const CHOICES = ['side', 'margin_mode'];
/** Inputs that have a meaning for some positions only. */
const isOwn = ({ symbol }) => symbol === OWN;
const isGeneric = ({ venue }) => venue === 'generic';
const isCross = ({ margin_mode: mode }) => mode === 'cross';
const NEEDS = {
  asset: isOwn,
  maintenance_tiers: isOwn,
  tier_unit: isOwn,
  basis: isGeneric,
  fee_kept: isGeneric,
  deductions: isGeneric,
  other_maintenance_margin: isCross,
  other_unrealized_pnl: isCross,
};
const UNIT = {
  leverage: 'times',
  fee_rate: 'percent',
  open_fee_rate: 'percent',
  roe_pct: 'percent',
  distance_pct: 'percent',
};
const ALL = [...FIRST, ...MORE, ...QUESTIONS];

/** Puts the inputs into the section; `change(key, text)` is told of everything that is set. */
export class LocateForm {
  constructor(change) {
    fill(
      byId('locate-inputs'),
      html`${FIRST.map(control)}${Object.entries(GROUPS).map(
        ([name, keys]) =>
          html`<details>
            <summary>${WORDS.groups[name]}</summary>
            ${keys.map(control)}
          </details>`,
      )}`,
    );
    fill(byId('everyday'), html`<div class="questions">${QUESTIONS.map(question)}</div>`);
    for (const form of [byId('locate-form'), byId('everyday')]) {
      form.addEventListener('input', (/** @type {EventOf<HTMLInputElement>} */ { target }) =>
        this.#hear(target, change),
      );
      form.addEventListener('change', ({ target }) => this.#settle(target));
      form.addEventListener('submit', (event) => event.preventDefault());
    }
  }

  /** Shows the values of a complete state, and the menus that go with its venue. */
  show(all, { venues, contracts, forms, symbols }) {
    const menus = { venue: venues, contract: contracts, form: forms, symbol: symbols };
    for (const [key, list] of Object.entries(menus)) {
      fill(
        byId(`pos-${key}`),
        html`${list.map(
          (value) =>
            html`<option value="${value}">
              ${(key === 'venue' ? WORDS.venues : WORDS.options[key])[value] ?? value}
            </option>`,
        )}`,
      );
      byId(`field-${key}`).hidden = list.length < 2;
    }
    for (const [key, is] of Object.entries(NEEDS)) byId(`field-${key}`).hidden = !is(all);
    for (const key of ALL) this.#set(key, all[key] ?? '');
  }

  /** The problem of one input, beside it and in sight; an empty text takes it away. */
  complain(key, text) {
    say(byId(`problem-pos-${key}`), text);
    byId(`pos-${key}`)?.setAttribute('aria-invalid', String(Boolean(text)));
    if (text && !QUESTIONS.includes(key)) unfold(byId(`field-${key}`));
  }

  /** Takes back what was said about the position (`part` is true) or about the questions. */
  clear(part) {
    for (const key of ALL) if (QUESTIONS.includes(key) !== part) this.complain(key, '');
  }

  has = (key) => ALL.includes(key) && !byId(`field-${key}`).hidden;

  /** @param {EventTarget} field */
  /**
   * @param {HTMLInputElement} input
   * @param {(key: string, number: string) => void} change
   */
  #hear({ dataset: { key }, value }, change) {
    if (!key) return;
    if (isNumber(key))
      heard(
        value,
        (number) => change(key, number),
        (problem) => this.complain(key, problem),
      );
    else if (key === 'asset') this.#name(value.trim(), change);
    else change(key, value);
  }

  /** A market by its name. */
  #name(text, change) {
    const bad = text && check('asset', text).problem;
    this.complain('asset', bad ? WORDS.badAsset : '');
    if (!bad) change('asset', text);
  }

  /** After typing: the field says how its text was understood, or why it was not. */
  #settle(target) {
    const { key } = target.dataset;
    if (isNumber(key))
      heard(
        target.value,
        (number) => {
          target.value = written(key, number);
        },
        (problem) => problem && this.complain(key, problem),
        true,
      );
  }

  #set(key, text) {
    if (CHOICES.includes(key)) {
      const chosen = inputById(`pos-${key}-${text}`);
      if (chosen && !chosen.checked) chosen.checked = true;
      return;
    }
    const field = inputById(`pos-${key}`);
    const shown = isNumber(key) ? written(key, text) : text.replaceAll(';', '\n');
    if (document.activeElement !== field && field.value !== shown) field.value = shown;
  }
}

const isNumber = (key) => POSITION.numbers.includes(key);

const written = (key, text) => text && WRITTEN[UNIT[key] ?? 'plain'](text);

function control(key) {
  const [label, hint] = WORDS.fields[key];
  const options = WORDS.options[key] ?? {};
  const about = html`data-key="${key}" aria-describedby="hint-pos-${key} problem-pos-${key}"
  autocomplete="off"`;
  const rest = html`<p class="hint" id="hint-pos-${key}">${hint}</p>
    <p class="problem" id="problem-pos-${key}" role="alert"></p>`;
  if (CHOICES.includes(key))
    return html`<fieldset id="field-${key}">
      <legend>${label}</legend>
      <div class="choices">
        ${Object.entries(options).map(
          ([value, name]) =>
            html`<label
              ><input
                type="radio"
                name="pos-${key}"
                id="pos-${key}-${value}"
                data-key="${key}"
                value="${value}"
                autocomplete="off"
              />${name}</label
            >`,
        )}
      </div>
      <p class="problem" id="problem-pos-${key}" role="alert"></p>
    </fieldset>`;
  if (key === 'maintenance_tiers')
    return html`<div class="knob wide" id="field-${key}">
      <label for="pos-${key}">${label}</label
      ><textarea id="pos-${key}" rows="4" spellcheck="false" ${about}></textarea>${rest}
    </div>`;
  if (key === 'asset')
    return html`<div class="knob" id="field-${key}">
      <label for="pos-${key}">${label}</label
      ><input type="text" id="pos-${key}" spellcheck="false" ${about} />${rest}
    </div>`;
  if (POSITION.names.includes(key))
    return html`<div class="knob" id="field-${key}">
      <label for="pos-${key}">${label}</label
      ><select id="pos-${key}" ${about}>
        ${Object.entries(options).map(
          ([value, name]) => html`<option value="${value}">${name}</option>`,
        )}</select
      >${rest}
    </div>`;
  return html`<div class="knob" id="field-${key}">
    <label for="pos-${key}">${label}</label
    ><input type="text" id="pos-${key}" inputmode="decimal" spellcheck="false" ${about} />${rest}
  </div>`;
}

const question = (key) =>
  html`<div class="knob" id="field-${key}">
    <label for="pos-${key}">${WORDS.fields[key][0]}</label
    ><input
      type="text"
      id="pos-${key}"
      data-key="${key}"
      inputmode="decimal"
      spellcheck="false"
      autocomplete="off"
      aria-describedby="problem-pos-${key}"
    /><output id="answer-${key}" for="pos-${key}"></output>
    <p class="problem" id="problem-pos-${key}" role="alert"></p>
  </div>`;
