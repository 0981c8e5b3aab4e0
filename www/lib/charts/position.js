// One position on the scale of prices: where it was entered, where it is liquidated and bankrupt,
// and what else lies between. Upwards is up, at any width.
import { estimate, usd } from '../format.js';
import {
  answer,
  bars,
  blocks,
  COLOUR,
  DASHED,
  fit,
  line,
  n,
  put,
  settle,
  widthOf,
} from './frame.js';
import { linear, most, px } from './scale.js';
import { WORDS } from './position.words.js';

const ROW = 17;
/** The bar, and where names begin and prices end. */
const BAR = 26;
const NAMES = 58;
const WIDEST = 330;
/** How far beyond the position's own prices others are still drawn, as a part of their range. */
const AROUND = 0.75;

/** A price in at most eight digits, from $100 on in cents: more are the remainder of a division. */
export function priceText(value, options) {
  const [whole, part = ''] = String(value).split('.');
  if (whole.replace(/^[-0]+/, '').length > 2)
    return usd(value, { ...options, places: Math.min(part.length, 2) });
  return usd(value, {
    ...options,
    ...(`${whole}${part}`.replace(/^[-0]+/, '').length > 8 && { digits: 8 }),
  });
}

/**
 * `data`: {side, entry_price, mark_price, liquidation_price, second_liquidation_price,
 * bankruptcy_price: decimal strings or null}, {levels: [price]} and {final_usd: an estimate or
 * null}.
 */
export function position(data, options) {
  const o = settle(options, 300, WORDS);
  const { words, locale } = o;
  const write = (value) =>
    typeof value === 'number'
      ? estimate(value, usd, { locale, digits: 4 })
      : priceText(value, { locale });
  const side = data.side === 'short' ? 'short' : 'long';
  const marks = chosen(data, words, COLOUR[side], Math.floor((o.height - 24) / ROW));
  const table = () => ({
    caption: o.title,
    head: [words.what, words.price],
    rows: marks.map(({ name, value }) => [name, write(value)]),
  });
  const summary =
    o.summary ??
    (marks.length
      ? marks.map(({ name, value }) => `${name} ${write(value)}`).join(', ')
      : words.none);
  if (!marks.length) return answer(o, '', { summary, table });

  o.height = Math.max(o.height, marks.length * ROW + 24);
  const values = marks.map(({ value }) => px(value));
  const [low, high] = [Math.min(...values), most(values)];
  const room = Math.max(high - low, high * 0.05) * 0.1;
  const y = linear(high + room, Math.max(0, low - room), 4, o.height - 4);
  const placed = spread(
    marks.map((mark) => ({ ...mark, y: y(mark.value) })),
    12,
    o.height - 12,
  );
  const right = Math.min(o.width, WIDEST);
  for (const { name, value, label, stroke, rank } of placed) {
    const weight = rank ? '' : ' font-weight="600"';
    put(o, right, label + 4, write(value), 1, stroke, weight);
    put(
      o,
      NAMES,
      label + 4,
      fit(name, right - NAMES - 12 - widthOf(write(value))),
      0,
      stroke,
      weight,
    );
  }
  const body =
    zones(data, side, y, o) +
    `<path d="M.5 4.5h${BAR - 1}v${n(o.height - 9)}h${1 - BAR}z" fill="none" ` +
    `stroke="${COLOUR.quiet}"/>` +
    placed
      .map(
        ({ y: at, label, stroke, dash, rank }) =>
          line(0, at, BAR + 6, at, stroke, dash ? DASHED : `stroke-width="${rank ? 1.5 : 3}"`) +
          line(BAR + 6, at, NAMES - 6, label, stroke),
      )
      .join('');
  return answer(o, body, { summary, table, points: placed.map((mark) => [BAR / 2, mark.y]) });
}

/**
 * What is drawn, from the highest price down; what is furthest from mattering is left out first.
 */
function chosen(data, words, colour, most) {
  const mark = (name, value, stroke, rank, dash) => ({ name, value, stroke, rank, dash });
  const own = [
    mark(words.liquidation, data.liquidation_price, colour, 0),
    mark(words.second, data.second_liquidation_price, colour, 0),
    mark(words.entry, data.entry_price, COLOUR.ink, 1),
    mark(words.now, data.mark_price, COLOUR.ink, 1),
    mark(words.bankruptcy, data.bankruptcy_price, COLOUR.quiet, 1),
  ].filter(({ value }) => px(value) > 0);
  const values = own.map(({ value }) => px(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const around = (high - low || high * 0.1) * AROUND;
  const others = [
    mark(words.ends, data.final_usd, COLOUR.accent, 1, true),
    ...(data.levels ?? []).map((level) => mark(words.level, level, COLOUR.quiet, 2, true)),
  ].filter(({ value }) => px(value) > Math.max(0, low - around) && px(value) < high + around);
  return [...own, ...others]
    .slice(0, Math.max(most, own.length))
    .sort((a, b) => px(b.value) - px(a.value));
}

/** From liquidation outwards in the colour of the side; the way there, faint. */
function zones(data, side, y, o) {
  const [top, bottom] = [4, o.height - 4];
  const at = (value) => (px(value) > 0 ? Math.min(Math.max(y(value), top), bottom) : null);
  const [end, second, start] = [
    data.liquidation_price,
    data.second_liquidation_price,
    data.mark_price ?? data.entry_price,
  ].map(at);
  const beyond = (from, isDown) =>
    isDown ? [0, from, BAR, bottom - from] : [0, top, BAR, from - top];
  // A price already past its limit: the side says which way is the bad one.
  const bad = end === null ? [] : [beyond(end, side === 'long')];
  const way =
    end === null || start === null ? [] : [[0, Math.min(start, end), BAR, Math.abs(end - start)]];
  return (
    blocks(way, COLOUR.faint) +
    bars(bad, side, o) +
    (second === null ? '' : bars([beyond(second, second >= start)], side, o))
  );
}

/** Gives each mark a place for its label, a row apart, as near to the mark as the others allow. */
function spread(marks, top, bottom) {
  const labels = [];
  for (const mark of marks) labels.push(Math.max(mark.y, (labels.at(-1) ?? top - ROW) + ROW));
  let edge = bottom;
  for (let i = labels.length - 1; i >= 0; i -= 1, edge -= ROW)
    labels[i] = Math.min(labels[i], edge);
  return marks.map((mark, i) => ({ ...mark, label: labels[i] }));
}
