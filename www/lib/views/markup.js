// A view as the markup of a figure, for the build (which puts it into pages) and for the element:
// the same in both, so that the one can take the other's place without a jump.
import { escape } from '../charts/frame.js';

/**
 * `made` is a view; `plot` and `table` are the markup in the places of its picture and its table;
 * `controls` is what stands in the place of sliders before they come; without it there is none.
 */
export function figureMarkup(made, { controls, plot = '', table = '' }) {
  const { words } = made;
  const part = (tag, name, inner, rest = '') =>
    `<${tag} class="w-${name}"${rest}>${inner}</${tag}>`;
  const text = (tag, name, said) => part(tag, name, escape(said));
  const label = escape(words.tableOf(made.title));
  const group = ` tabindex="0" role="group" aria-label="${label}"`;
  const sheet = part('div', 'scroll', table, group);
  const details = `<summary>${escape(words.table)}</summary>${sheet}`;
  return part(
    'figure',
    'figure',
    text('p', 'answer', made.answer) +
      (controls ? part('div', 'controls', controls) : '') +
      (made.svg
        ? part('div', 'plot', plot) + part('p', 'reading', '') + part('details', 'details', details)
        : part('div', `sheet w-${made.name}`, sheet)) +
      `<figcaption>${text('span', 'caption', made.caption)} ` +
      `${text('span', 'source', made.source)}</figcaption>`,
  );
}
