// From values to pixels and back to round tick values. Pixel positions only: nothing here is shown.

/** The nearest number of an exact decimal string, for a position; 0 where there is none. */
export const px = (value) => {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
};

/** A column of such numbers; that of the engine is one already. */
export const pixels = (column) =>
  column instanceof Float64Array ? column : Array.from(column, px);

/** The largest of the values, never below zero. */
export const most = (values) => values.reduce((top, value) => Math.max(top, px(value)), 0);

/** `value` of [from, to] on [start, end]; a range of nothing lands at the start. */
export const linear = (from, to, start, end) => (value) =>
  to === from ? start : start + ((px(value) - from) / (to - from)) * (end - start);

/** Round values (1, 2 or 5 times a power of ten) within [from, to], at most `count` + 1 of them. */
export function ticks(from, to, count) {
  if (!(to > from) || !(count >= 1) || !Number.isFinite(to - from)) return [];
  const raw = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}
