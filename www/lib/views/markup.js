// A view as the markup of a figure, for the build (which puts it into pages) and for the element:
// the same in both, so that the one can take the other's place without a jump.
import { escape, tableMarkup } from '../charts/frame.js';

/**
 * `made` is a view; `pictures` are [{svg, size}] with a size of `narrow` or `wide`, or one without;
 * `controls` says whether there is a place for sliders, which holds the line of inputs first. `prefix` goes before each class.
 * Without pictures the table is left out as well: the element fills what is seen.
 */
export function figureMarkup(made, { pictures = [{ svg: made.svg }], controls, prefix = 'w-', bare = false }) {
  const { words } = made;
  const part = (name) => `class="${prefix}${name}"`;
  const table = `<div ${part('scroll')} tabindex="0" role="group" aria-label="${escape(words.tableOf(made.title))}">${pictures.length ? tableMarkup(made.table) : ''}</div>`;
  const plot = pictures.map(({ svg, size }) => (size ? svg.replace('<svg', `<svg class="${prefix}${size}"`) : svg)).join('');
  const inner = `<p ${part('answer')}>${escape(made.answer)}</p>`
    + (controls && made.inputs ? `<div ${part('controls')}><p ${part('inputs')}>${escape(made.inputs)}</p></div>` : '')
    + (made.svg
      ? `<div ${part('plot')}>${plot}</div><p ${part('reading')}></p><details ${part('details')}><summary>${escape(words.table)}</summary>${table}</details>`
      : `<div class="${prefix}sheet ${prefix}${made.name}">${table}</div>`)
    + `<figcaption><span ${part('caption')}>${escape(made.caption)}</span> <span ${part('source')}>${escape(made.source)}</span></figcaption>`;
  return bare ? inner : `<figure ${part('figure')}>${inner}</figure>`;
}
