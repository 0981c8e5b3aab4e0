// Which parts of the address were not used, and why.
import { byId, fill, html } from '../ui/dom.js';
import { NOTES } from './notes.words.js';

const MOST = 5;

/** Shows the problems of an address until somebody closes them. */
export function show(all) {
  const place = byId('notes');
  const lines = all.slice(0, MOST).map((one) => html`<p>${NOTES[one.problem](brief(one))}</p>`);
  fill(
    place,
    html`<p><strong>${NOTES.title}</strong></p>
      ${lines}<button type="button">${NOTES.close}</button>`,
  );
  place.querySelector('button').addEventListener('click', () => fill(place, html``));
}

/** Long keys and values are not repeated in full. */
const brief = (one) => ({ ...one, key: one.key.slice(0, 40), text: one.text.slice(0, 60) });
