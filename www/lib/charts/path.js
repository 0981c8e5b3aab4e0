// The cascade, round by round: the price as steps, and below it what each round closed.
import { dollars, estimate, plain, usd } from '../format.js';
import { below, guideLabels, guides, roundLabels } from './axis.js';
import { answer, blocks, COLOUR, line, longs, n, settle, shorts, sideLabel } from './frame.js';
import { linear, most, px, ticks } from './scale.js';

/** Width of the band of what comes back. */
const BAND = 46;

/**
 * `data`: columns {price_usd, liquidated_usd, new_usd}, one entry a round, and {start_usd,
 * levels: [price], side: 'long' | 'short'}: whose positions are closed, and where the price settles
 * afterwards, {recovery: {price_usd, third_price_usd, full_price_usd}} or null.
 */
export function path(data, options) {
  const o = settle(options, 300);
  const side = data.side === 'short' ? 'short' : 'long';
  const { price_usd: prices, liquidated_usd: total, new_usd: fresh } = data;
  const write = (value) => dollars(value, { locale: o.locale });
  const price = (value) => estimate(px(value), usd, { locale: o.locale, digits: 4 });
  const table = () => ({ caption: o.title, head: [o.words.round, o.words.price, o.words[`${side}s`], o.words.total], rows: [...prices.keys()].map((i) => [plain(i), price(prices[i]), write(fresh[i]), write(total[i])]) });
  const last = prices.length - 1;
  const summary = o.summary ?? (last < 0 ? o.words.none : `${price(data.start_usd)} → ${price(prices[last])}, ${write(total[last])}.`);
  if (last < 0) return answer(o, '', { summary, table });

  const back = data.recovery ?? null;
  const values = [px(data.start_usd), ...Array.from(prices, px), ...(back ? [px(back.full_price_usd)] : [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || high * 0.01) * 0.12;
  const floor = o.height - 26;
  const split = Math.round(floor * 0.68);
  // The band of what comes back has a place of its own at the end.
  const right = o.width - (back ? BAND : 0);
  const step = right / (prices.length + 1);
  const x = (round) => step * (round + 1);
  const y = linear(high + room, low - room, 14, split);
  const tall = linear(0, most(fresh), floor, split + 26);
  const bars = Array.from(fresh, (value, i) => [x(i) + Math.min(1, step / 6), tall(value), step - Math.min(2, step / 3), floor - tall(value)]);
  const steps = [...prices.keys()].map((i) => `H${n(x(i))}V${n(y(prices[i]))}`).join('');
  const tick = (value) => usd(String(value), { locale: o.locale });
  const levels = (data.levels ?? []).filter((value) => px(value) > low - room && px(value) < high + room);
  const rounds = roundLabels(0, last, (round) => x(round) + step / 2, (round) => (Number.isInteger(round) ? plain(round, { locale: o.locale }) : ''), 0, right);
  const grid = ticks(low - room, high + room, 4);
  const body = guides(grid, y, 0, o.width) + (back ? band(back, y, right, o) : '')
    + levels.map((value) => line(0, y(value), o.width, y(value), COLOUR.quiet, 'stroke-dasharray="3 3"')).join('')
    + `<path d="M0 ${n(y(data.start_usd))}${steps}H${n(right)}" stroke="${COLOUR.accent}" stroke-width="2" fill="none"/>`
    + guideLabels(grid, y, tick, 0)
    + (side === 'short' ? shorts(bars, o.id) : longs(bars))
    + sideLabel(side, 0, split + 18, `${o.words[`${side}s`]} ${o.words.closed}`)
    + line(0, floor, o.width, floor, 'currentColor')
    + below(last ? rounds.filter(([, text]) => text) : [[x(0) + step / 2, '0']], floor, 0, o.width);
  return answer(o, body, { summary, table, points: [...prices.keys()].map((i) => [x(i) + step / 2, y(prices[i])]) });
}

/** From a third taken back to all of it, with a line at the stated share. */
function band(back, y, left, o) {
  const [third, full] = [y(back.third_price_usd), y(back.full_price_usd)];
  const at = y(back.price_usd);
  return blocks([[left + 6, Math.min(third, full), BAND - 6, Math.max(1, Math.abs(full - third))]], COLOUR.faint)
    + line(left + 6, at, o.width, at, COLOUR.accent, 'stroke-width="2" stroke-dasharray="4 2"');
}
