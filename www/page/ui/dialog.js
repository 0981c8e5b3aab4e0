// What is behind a number: its formula, the inputs with their sources, and a way to the method. One
// box for the whole page, by pointer, key or screen reader; nothing needs hovering.
import { fill, html } from './dom.js';
import { explained } from '../shell/offers.js';
import { WHY as WORDS } from './why.words.js';

/** From so many letters on a value is a sentence, and set as one. */
const SENTENCE = 36;
let box = null;

/**
 * Opens the explanation of `part:key`, which is `{title, value, words, numbers, inputs: [{name,
 * value, source, url, status}], notes, method, isExact}`; what to say where there is none.
 */
export async function open(name, button) {
  const found = await explained(name);
  if (!found) return WORDS.notThere;
  box ??= made();
  fill(box, markup(found));
  // Safari does not focus a button that is clicked, and the box gives the focus back to where it
  // was.
  button.focus({ preventScroll: true });
  box.showModal();
  return null;
}

function made() {
  const dialog = Object.assign(document.createElement('dialog'), { className: 'why-box' });
  dialog.setAttribute('aria-labelledby', 'why-title');
  // A click beside the box is one on the dialog itself.
  dialog.addEventListener(
    'click',
    (/** @type {EventOf<Element>} */ { target }) =>
      (target === dialog || target.closest('[data-close]')) && dialog.close(),
  );
  return document.body.appendChild(dialog);
}

const linked = ({ source, url }) =>
  url && /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noopener">${source}</a>` : source;

function markup({ title, value, words, numbers, inputs = [], notes = [], method, isExact }) {
  const row = (input) =>
    html`<div>
      <dt>${input.name}</dt>
      <dd>${input.value}</dd>
      <dd class="from">
        ${
          WORDS.status[input.status] && !input.source?.includes(WORDS.status[input.status])
            ? `${WORDS.status[input.status]}: `
            : ''
        }${linked(input)}
      </dd>
    </div>`;
  return html`<div class="why-head">
      <h2 id="why-title">${title}</h2>
      <button type="button" data-close autofocus>${WORDS.close}</button>
    </div>
    ${value && html`<p class="value${value.length > SENTENCE && ' said'}">${value}</p>`}
    <h3>${WORDS.formula}</h3>
    <p class="formula">${words}</p>
    ${
      numbers &&
      html`<h3>${WORDS.numbers}</h3>
        <p class="formula">${numbers}</p>`
    }
    ${
      inputs.length > 0 &&
      html`<h3>${WORDS.inputs}</h3>
        <dl class="inputs">${inputs.map(row)}</dl>`
    }
    ${notes.map((note) => html`<p class="hint">${note}</p>`)}
    <p class="hint">${isExact ? WORDS.exact : WORDS.estimate}</p>
    ${method && html`<p><a href="./method.html#${method}">${WORDS.method}</a></p>`}`;
}
