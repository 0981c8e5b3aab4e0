// The table of a live figure. Loaded when a reader opens it, or with a view that is one.
import { tableMarkup } from '../charts/frame.js';
import { adopt } from './adopt.js';
import css from './table.css.js';

/** Puts `table` into `place`. */
export function tabulate(place, table) {
  adopt(place.getRootNode(), css);
  place.innerHTML = tableMarkup(table);
}
