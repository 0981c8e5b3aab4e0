// A path in the table of inputs: where a scenario holds an input, and how. A `%` at its end marks a
// fraction that a person writes in percent, a `,` a list.
import { shift } from './format.js';

const namesOf = (path) => path.match(/\w+/g);

/** The place that a path names, as the engine's errors write it. */
export const placeOf = (path) => namesOf(path).join('.');

/** What a scenario holds for a person's text; null for a percentage that is no number. */
export const heldOf = (path, text) =>
  path.endsWith('%')
    ? shift(text, -2)
    : path.endsWith(',')
      ? text.split(/[\s,;]+/).filter(Boolean)
      : text;

/** What stands at a path of a scenario; undefined where nothing does. */
export const valueAt = (path, scenario) => namesOf(path).reduce((at, name) => at?.[name], scenario);

/** The same as a person writes it; undefined where nothing stands, null where it is no number. */
export function textAt(path, scenario) {
  const value = valueAt(path, scenario);
  if (value === undefined) return undefined;
  if (path.endsWith('%')) return shift(value, 2);
  return path.endsWith(',') ? value.join(',') : value;
}

/**
 * Puts a value at a path of `made`, in new objects on the way to it: what was there is not changed.
 */
export const put = (path, value, made) =>
  namesOf(path).reduce(
    (at, name, i, { length }) => (at[name] = i + 1 < length ? { ...at[name] } : value),
    made,
  );
