// The table of a live figure. Loaded when a reader opens it, or with a view that is one. What only
// the figure itself has is handed in: an import would split it, and every article pay for that.
import { tableMarkup } from '../charts/table.js';
import css from './table.css.js';

/** Puts `table` into `place`. */
export function tabulate(place, table, { adopt, build }) {
  adopt(place.getRootNode(), css);
  build(place, tableMarkup(table));
}
