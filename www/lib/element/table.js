// The table of a live figure. Loaded when a reader opens it, or with a view that is one. What it
// needs of the figure's own files is handed in: an import would split them, and every article pay for that.
import css from './table.css.js';

/** Puts `table` into `place`. */
export function tabulate(place, table, { adopt, build, tableMarkup }) {
  adopt(place.getRootNode(), css);
  build(place, tableMarkup(table));
}
