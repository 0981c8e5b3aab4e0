// Questions that are one bag of plain data.

import { plain } from '../plain.js';

/** Makes functions of an engine by their names; each takes one bag. */
export const asker = (engine) => (name) => (bag) => engine.call(name, plain(bag));
