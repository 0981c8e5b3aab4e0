// Questions that are one bag of plain data.

import { withColumns } from '../column.js';
import { isBag, plain } from '../plain.js';

/** Makes functions of an engine by their names; each takes one bag, columns under these keys. */
export const asker =
  (engine) =>
  (name, columns = []) =>
  (bag) =>
    engine.call(name, plain(columns.length > 0 && isBag(bag) ? withColumns(bag, columns) : bag));
