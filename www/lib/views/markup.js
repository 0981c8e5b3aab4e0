// A view as the markup of a figure, for the build (which puts it into pages) and for the element:
// the same in both, so that the one can take the other's place without a jump.
import { escape } from '../charts/frame.js';

/**
 * `made` is a view; `plot` and `table` are the markup in the places of its picture and its table;
 * `controls` says whether there is a place for sliders, which holds the line of inputs first.
 */
export function figureMarkup(made, { controls, plot = '', table = '' }) {
  const { words } = made;
  const sheet = `<div class="w-scroll" tabindex="0" role="group" aria-label="${escape(words.tableOf(made.title))}">${table}</div>`;
  return (
    `<figure class="w-figure"><p class="w-answer">${escape(made.answer)}</p>` +
    (controls && made.inputs
      ? `<div class="w-controls"><p class="w-inputs">${escape(made.inputs)}</p></div>`
      : '') +
    (made.svg
      ? `<div class="w-plot">${plot}</div><p class="w-reading"></p><details class="w-details"><summary>${escape(words.table)}</summary>${sheet}</details>`
      : `<div class="w-sheet w-${made.name}">${sheet}</div>`) +
    `<figcaption><span class="w-caption">${escape(made.caption)}</span> <span class="w-source">${escape(made.source)}</span></figcaption></figure>`
  );
}
