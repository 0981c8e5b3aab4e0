// A split of money as an attribute or an address holds it: `usdt:30,etfs:20`, percent by channel.
import { shift } from '../format.js';

/**
 * `{channel: fraction}` of a text. What is no number, or stands there twice, goes on as it is, for
 * the engine to refuse.
 */
export function sharesOf(text) {
  const pairs = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((pair) => pair.split(/:(.*)/s));
  const said = (channel) =>
    pairs
      .filter(([one]) => one === channel)
      .map(([, percent = '']) => percent)
      .join(' and ');
  return Object.fromEntries(
    pairs.map(([channel]) => [channel, shift(said(channel), -2) ?? said(channel)]),
  );
}
