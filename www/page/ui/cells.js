// Figures with their names: made once, then only values move, so that a reader who stands on one
// stays on it. Each value is a button that opens its formula and its inputs.
import { byId, fill, html, made, say } from './dom.js';
import { TEXT } from '../shell/common.words.js';

/** The attributes that make a button open the explanation of `part:key`. */
export const why = (part, key) =>
  html`type="button" class="why" data-why="${part}:${key}" aria-haspopup="dialog"
  aria-describedby="why-hint"`;

/** A number that opens its explanation. */
export const opens = (part, key, text) => html`<button ${why(part, key)}>${text}</button>`;

/** What opens the explanation of a sentence or a picture, whose numbers cannot be buttons. */
export const behind = (part, key) => opens(part, key, TEXT.why);

/** `list` is `[[key, name]]`; `part` the panel that explains them. */
export class Cells {
  #parts = new Map();

  constructor(element, part, list) {
    fill(
      element,
      html`${list.map(
        ([key, name]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><button ${why(part, key)}></button></dd>
            <dd class="from"></dd>
          </div>`,
      )}`,
    );
    list.forEach(([key], i) => {
      const [name, value, from] = element.children[i].children;
      this.#parts.set(key, { name, value: value.firstChild, from });
    });
  }

  /** `values` and `from` by key; what has no value says so. */
  show(values, from = {}) {
    for (const [key, part] of this.#parts) {
      say(part.value, values[key] ?? '–');
      say(part.from, from[key] ?? '');
    }
  }
}

/** Opens the groups in which `element` is folded away. */
export function unfold(element) {
  for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
}

/** The buttons that save what stands around them; see `download.js`. */
export const saving = html`<details class="save">
  <summary>${TEXT.save.title}</summary>
  <p class="row">
    ${['csv', 'json', 'svg', 'png'].map(
      (kind) => html`<button type="button" data-save="${kind}">${TEXT.save[kind]}</button>`,
    )}
  </p>
</details>`;

/** Gives tables the buttons that save them. */
export const tables = (ids) => ids.forEach((id) => byId(id).after(...made(saving)));

/**
 * The table that stands in a place, as text `{head, rows}`; what only explains a cell stays behind.
 */
export function tableIn(place) {
  const copy = place.querySelector('table').cloneNode(true);
  for (const hint of copy.querySelectorAll('.hint')) hint.remove();
  const [head, ...rows] = [...copy.rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim()),
  );
  return { head, rows };
}

/** The same figures as they stand before there is a script: nothing in them can be opened. */
export const stillCells = (list, values) =>
  html`${list.map(
    ([key, name]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${values[key]}</dd>
        <dd class="from"></dd>
      </div>`,
  )}`;
