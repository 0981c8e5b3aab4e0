// Medians and the small formats of the tables.

export function median(numbers) {
  if (numbers.length === 0) return NaN;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const spread = (numbers) => `${short(Math.min(...numbers))}-${short(Math.max(...numbers))}`;

/** Three figures or so: 1 234, 56.7, 0.089. */
export function short(number) {
  if (!Number.isFinite(number)) return '';
  const size = Math.abs(number);
  if (size >= 100) return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ' ');
  if (size >= 10) return number.toFixed(1);
  if (size >= 1) return number.toFixed(2);
  return size === 0 ? '0' : number.toPrecision(2);
}

export const times = (ratio) =>
  Number.isFinite(ratio) ? `${ratio.toFixed(ratio < 10 ? 2 : 1)}x` : '';
