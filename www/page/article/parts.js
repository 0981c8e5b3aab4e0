// What the parts of the panel share: filling that keeps what is open, drop zones, tables, fields.
import { fill, html } from '../ui/dom.js';
import { choosing, dropping } from '../ui/drop.js';
import { JUDGE } from './judge.words.js';

/** Fills an element and leaves open what was open, and the focus where it was. */
export function refill(element, markup) {
  const groups = element.querySelectorAll('details[open][data-id]');
  const open = [...groups].map((group) => group.getAttribute('data-id'));
  const focused = element.contains(document.activeElement)
    ? document.activeElement.closest('[data-id]')?.getAttribute('data-id')
    : undefined;
  fill(element, markup);
  for (const id of open)
    element.querySelector(`details[data-id="${CSS.escape(id)}"]`)?.setAttribute('open', '');
  if (focused !== undefined)
    element.querySelector(`[data-id="${CSS.escape(focused)}"] > summary`)?.focus();
}

/** Tells `take` of a file that is dropped on `place` or chosen with its input. */
export function files(place, take) {
  choosing(place.querySelector('input[type=file]'), take);
  dropping(place, (file) => file && take(file));
}

/**
 * A table that scrolls by itself where it is wider than the page; `texts` are the columns of words.
 */
export function table(caption, head, rows, texts = []) {
  const isText = (i) => texts.includes(i) && html` class="text"`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((cell, i) => html`<th scope="col" ${isText(i)}>${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) =>
                i ? html`<td${isText(i)}>${cell}</td>` : html`<th scope="row">${cell}</th>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * An input with its name, a hint and a place for its problem. `choices` makes it a menu; `path` is
 * what it sets.
 *
 * @param {string} id
 * @param {string[]} words
 * @param {{
 *   value?: string, choices?: Record<string, string>, placeholder?: string, path?: string
 * }} options
 */
export function field(
  id,
  [name, hint = ''],
  { value = '', choices, placeholder = '', path = id } = {},
) {
  const input = choices
    ? html`<select id="${id}" data-path="${path}" aria-describedby="problem-${id}">
        ${Object.entries(choices).map(
          ([key, text]) => html`<option value="${key}">${text}</option>`,
        )}
      </select>`
    : html`<input
        type="text"
        id="${id}"
        data-path="${path}"
        value="${value}"
        placeholder="${placeholder}"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="hint-${id} problem-${id}"
      />`;
  return html`<div class="knob">
    <label for="${id}">${name}</label>${input}
    <p class="hint" id="hint-${id}">${hint}</p>
    <p class="problem" id="problem-${id}" role="alert"></p>
  </div>`;
}

export const TRUTH = { '': JUDGE.open, true: JUDGE.yes, false: JUDGE.no };
