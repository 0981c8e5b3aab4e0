// A view as the markup of a figure, for the build (which puts it into pages) and for the element:
// the same in both, so that the one can take the other's place without a jump.
import { escape } from '../charts/frame.js';

/**
 * `made` is a view; `plot` and `table` are the markup in the places of its picture and its table;
 * `controls` says whether there is a place for sliders, which holds the line of inputs first. `prefix` goes before each class.
 */
export function figureMarkup(made, { controls, plot = '', table = '', prefix = 'w-', bare = false }) {
  const { words } = made;
  const part = (name) => `class="${prefix}${name}"`;
  const sheet = `<div ${part('scroll')} tabindex="0" role="group" aria-label="${escape(words.tableOf(made.title))}">${table}</div>`;
  const inner = `<p ${part('answer')}>${escape(made.answer)}</p>`
    + (controls && made.inputs ? `<div ${part('controls')}><p ${part('inputs')}>${escape(made.inputs)}</p></div>` : '')
    + (made.svg
      ? `<div ${part('plot')}>${plot}</div><p ${part('reading')}></p><details ${part('details')}><summary>${escape(words.table)}</summary>${sheet}</details>`
      : `<div class="${prefix}sheet ${prefix}${made.name}">${sheet}</div>`)
    + `<figcaption><span ${part('caption')}>${escape(made.caption)}</span> <span ${part('source')}>${escape(made.source)}</span></figcaption>`;
  return bare ? inner : `<figure ${part('figure')}>${inner}</figure>`;
}
