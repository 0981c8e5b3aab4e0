// What each part of the page can explain and hand out, by the part itself: the page finds it when
// somebody asks, and loads what is needed then.

const kept = new WeakMap();
const explainers = new Map();

/**
 * `give()` is what a figure or table can be saved as: `{name, title, sentence, table, data, svg}`.
 */
export const offer = (element, give) => kept.set(element, give);

/** What the nearest offering element around `element` gives. */
export function offered(element) {
  for (let at = element; at; at = at.parentElement) if (kept.has(at)) return kept.get(at)();
  return null;
}

/** `explain(key)` promises what is behind a number of a part: see `why/dialog.js`. */
export const explains = (part, explain) => explainers.set(part, explain);

/** The explanation of `part:key`; null where there is none (yet). */
export function explained(name) {
  const [part, ...key] = name.split(':');
  return explainers.get(part)?.(key.join(':')) ?? null;
}
