// The cascade, round by round: the price as steps, and below it what each round closed.
import { dollars, estimate, plain, usd } from '../format.js';
import { across, below, guides } from './axis.js';
import { answer, bars, blocks, COLOUR, DASHED, line, put, settle, trace } from './frame.js';
import { linear, most, pixels, px } from './scale.js';
import { WORDS } from './path.words.js';

/** Width of the band of what comes back. */
const BAND = 46;

/**
 * `data`: columns {price_usd, liquidated_usd, new_usd}, one entry a round, and {start_usd,
 * levels: [price], side: 'long' | 'short'}: whose positions are closed, and where the price settles
 * afterwards, {recovery: {price_usd, third_price_usd, full_price_usd}} or null.
 */
export function path(data, options) {
  const o = settle(options, 300, WORDS);
  const { words, locale, width } = o;
  const side = data.side === 'short' ? 'short' : 'long';
  const { liquidated_usd: total, new_usd: fresh } = data;
  const prices = [...pixels(data.price_usd)];
  const write = (value) => dollars(value, { locale });
  const price = (value) => estimate(px(value), usd, { locale, digits: 4 });
  const table = () => ({
    caption: o.title,
    head: [words.round, words.price, words[`${side}s`], words.total],
    rows: prices.map((at, i) => [plain(i), price(at), write(fresh[i]), write(total[i])]),
  });
  const last = prices.length - 1;
  const summary =
    o.summary ??
    (last < 0
      ? words.none
      : `${price(data.start_usd)} → ${price(prices[last])}, ${write(total[last])}.`);
  if (last < 0) return answer(o, '', { summary, table });

  const back = data.recovery ?? null;
  const values = [px(data.start_usd), ...prices, ...(back ? [px(back.full_price_usd)] : [])];
  const room = (most(values) - Math.min(...values) || most(values) * 0.01) * 0.12;
  const [low, high] = [Math.min(...values) - room, most(values) + room];
  const floor = o.height - 22;
  const split = Math.round(floor * 0.68);
  // The band of what comes back has a place of its own at the end.
  const right = width - (back ? BAND : 0);
  const step = right / (last + 2);
  const x = (round) => step * (px(round) + 1);
  const y = linear(high, low, 14, split);
  const tall = linear(0, most(fresh), floor, split + 26);
  const named = last
    ? across(
        0,
        last,
        (round) => x(round) + step / 2,
        (round) => (Number.isInteger(round) ? plain(round, { locale }) : ''),
        right,
      ).filter(([, text]) => text)
    : [[x(0) + step / 2, '0']];
  put(o, 0, floor + 17, words.round, 0, COLOUR.quiet);
  put(
    o,
    0,
    split + 18,
    `${words[`${side}s`]} ${words.closed}`,
    0,
    COLOUR[side],
    ' font-weight="600"',
  );
  const body =
    guides(o, low, high, y, (value) => usd(String(value), { locale })) +
    (back ? band(back, y, right, o) : '') +
    (data.levels ?? [])
      .filter((at) => px(at) > low && px(at) < high)
      .map((at) => line(0, y(at), width, y(at), COLOUR.quiet, DASHED))
      .join('') +
    trace(
      [
        [0, y(data.start_usd)],
        ...prices.flatMap((at, i) => [
          [x(i), y(i ? prices[i - 1] : data.start_usd)],
          [x(i), y(at)],
        ]),
        [right, y(prices[last])],
      ],
      COLOUR.accent,
      'stroke-width="2"',
    ) +
    bars(
      Array.from(fresh, (value, i) => [
        x(i) + Math.min(1, step / 6),
        tall(value),
        step - Math.min(2, step / 3),
        floor - tall(value),
      ]),
      side,
      o,
    ) +
    line(0, floor, width, floor, COLOUR.ink) +
    below(o, named, floor);
  return answer(o, body, {
    summary,
    table,
    points: prices.map((at, i) => [x(i) + step / 2, y(at)]),
  });
}

/** From a third taken back to all of it, with a line at the stated share. */
function band(back, y, left, { width }) {
  const [third, full, at] = [back.third_price_usd, back.full_price_usd, back.price_usd].map(y);
  return (
    blocks(
      [[left + 6, Math.min(third, full), BAND - 6, Math.max(1, Math.abs(full - third))]],
      COLOUR.faint,
    ) + line(left + 6, at, width, at, COLOUR.accent, 'stroke-width="2" stroke-dasharray="4 2"')
  );
}
