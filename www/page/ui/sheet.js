// A view that is a table: its sentence, the table in which every row opens what is behind it, its
// caption, and the buttons that save it.
import { opens, saving } from './cells.js';
import { fill, html, made } from './dom.js';
import { offer } from '../shell/offers.js';

/** Shows tables in `element`; `open` says what a row opens: `{part, key(row), column}`. */
export class Sheet {
  #element;
  #open;
  #told = null;

  constructor(element, name, { open, about }) {
    this.#element = element;
    this.#open = open;
    element.after(...made(saving));
    offer(element.parentElement, () => ({ name, ...this.#given(), about: about() }));
  }

  /** Shows what a view says, and `more` of the page's own below it. */
  show(told, more = '') {
    this.#told = told;
    const { answer, caption, table } = told;
    fill(
      this.#element,
      html`<p class="answer">${answer}</p>
        ${table.rows.length > 0 && this.#markup(table)}${more}
        <p class="hint">${caption}</p>`,
    );
  }

  #given() {
    const { title, answer, data, table } = this.#told;
    return { title, sentence: answer, data, table };
  }

  #markup({ caption, head, rows, keys }) {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
      <table>
        <caption class="visually-hidden">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${head.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((cells, i) => this.#row(cells, keys[i]))}
        </tbody>
      </table>
    </div>`;
  }

  #row(cells, key) {
    const { part, column } = this.#open;
    const [first, ...others] = cells.map((text, i) =>
      i === column ? opens(part, this.#open.key(key), text) : text,
    );
    return html`<tr>
      <th scope="row">${first}</th>
      ${others.map((cell) => html`<td>${cell}</td>`)}
    </tr>`;
  }
}
