// Washouts side by side, a row each: size in print, share of longs, move of the price, change of
// open interest, class.
import { percent, short, utc } from '../format.js';
import { answer, bars, blocks, COLOUR, fit, line, n, put, settle } from './frame.js';
import { px } from './scale.js';
import { WORDS } from './compare.words.js';

const NARROW = 600;
const BAR = 9;
const TEXT = 62;
/** The figures that each column rests on: where one of them is unverified, the column says so. */
const RESTS_ON = {
  size: /^(total|short$)/,
  share: /^(long$|short$|total)/,
  move: /^price/,
  interest: /^oi_/,
  class: /^(adl|venue|withdrawals|depth|oi_|btc$)/,
};

/** `events` as the engine's `history` lists them. What rests on an unverified figure has a `*`. */
export function compare(events, options) {
  const o = settle(options, 0, WORDS);
  const { words } = o;
  const rows = events.map((event) => described(event, words, o.locale));
  const table = () => ({
    caption: o.title,
    head: [
      words.event,
      words.early,
      words.latest,
      words.long_share,
      words.move,
      words.interest,
      words.class,
    ],
    rows: rows.map((row) => [
      `${row.day}, ${row.name}`,
      row.early,
      row.size,
      row.share,
      row.move,
      row.interestFull,
      row.kind,
    ]),
  });
  const summary =
    o.summary ??
    (rows.length ? rows.map((row) => `${row.name} ${row.size}`).join(', ') : o.words.none);
  if (!rows.length) return answer(o, '', { summary, table });

  const stacked = o.width < NARROW;
  const places = columns(o, stacked);
  const pitch = stacked ? 66 : 36;
  const head = stacked ? 40 : 22;
  o.height = head + rows.length * pitch;
  const scales = {
    size: sizes(events),
    move: reach(events, (event) => event.price_move),
    interest: reach(events, (event) => event.open_interest_change?.value),
  };
  const parts = { long: [], short: [], up: [], down: [], marks: '', o };
  heads(o, places, words, stacked);
  const points = rows.map((row, i) => {
    const y = head + i * pitch;
    named(row, y, o, stacked ? o.width : places.names - 12);
    if (i) parts.marks += line(0, y, o.width, y);
    const [first, second] = stacked ? [y + 43, y + 59] : [y + 22, y + 22];
    sized(parts, events[i], row, places.size, first, scales.size);
    shared(parts, events[i], row, places.share, first);
    moved(parts, px(events[i].price_move), row.move, places.move, second, scales.move);
    moved(
      parts,
      px(events[i].open_interest_change?.value),
      row.interest,
      places.interest,
      second,
      scales.interest,
    );
    return [places.size[0] + 4, first - 4];
  });
  const body =
    bars(parts.long, 'long', o) +
    bars(parts.short, 'short', o) +
    blocks(parts.down, COLOUR.accent) +
    blocks(parts.up, COLOUR.quiet) +
    parts.marks;
  return answer(o, body, { summary, table, points });
}

/** A row in words. */
function described(event, words, locale) {
  const doubt = (column) =>
    event.unverified.some((name) => RESTS_ON[column].test(name)) ? words.doubt : '';
  const amount = (value) => (value === null ? words.unknown : short(value, { locale }));
  const share = (value) => percent(value, { locale, places: 1 });
  const basis = event.open_interest_change?.basis;
  const interest = event.open_interest_change ? share(event.open_interest_change.value) : '–';
  const kind =
    event.class.class &&
    (words[`class_${event.class.class}`] ?? event.class.class) + doubt('class');
  return {
    name: event.name,
    day: utc(event.day_ms, { locale, fields: { dateStyle: 'medium' } }),
    size: amount(event.size_usd) + doubt('size'),
    early: amount(event.early_usd),
    share: event.long_share ? share(event.long_share.value) + doubt('share') : '–',
    move: event.price_move === null ? '–' : share(event.price_move) + doubt('move'),
    interest: event.open_interest_change ? interest + doubt('interest') : '–',
    interestFull: event.open_interest_change
      ? `${interest}${doubt('interest')} (${words[basis] ?? basis})`
      : words.unknown,
    class: kind,
    kind: kind ?? words.unknown,
  };
}

/**
 * Left edge and width of each column, and the room for names.
 *
 * @typedef {[left: number, width: number]} Place
 * @returns {{names: number, size: Place, share: Place, move: Place, interest: Place}}
 */
function columns({ width }, stacked) {
  if (stacked) {
    const half = (width - 16) / 2;
    return {
      names: 0,
      size: [0, half],
      share: [half + 16, half],
      move: [0, half],
      interest: [half + 16, half],
    };
  }
  const names = Math.min(260, width * 0.3);
  const unit = (width - names - 48) / 4.4;
  const from = [1.4, 1, 1, 1].map(
    (wide, i, all) => names + all.slice(0, i).reduce((sum, other) => sum + other * unit + 16, 0),
  );
  return {
    names,
    size: [from[0], 1.4 * unit],
    share: [from[1], unit],
    move: [from[2], unit],
    interest: [from[3], unit],
  };
}

const heads = (o, places, words, stacked) =>
  [
    ['size', words.size, 12],
    ['share', words.long_share, 12],
    ['move', words.move, 28],
    ['interest', words.interest, 28],
  ].forEach(([key, text, y]) =>
    put(
      o,
      places[key][0] + places[key][1],
      stacked ? y : 12,
      fit(text, places[key][1] - 4),
      1,
      COLOUR.quiet,
    ),
  );

function named(row, y, o, room) {
  put(o, 0, y + 15, fit(row.name, room), 0, '', ' font-weight="600"');
  put(o, 0, y + 29, fit(row.class ? `${row.day} · ${row.class}` : row.day, room), 0, COLOUR.quiet);
}

/** Sizes differ by a factor of thirty: their logarithms are positions, the text says the amount. */
function sizes(events) {
  const all = events
    .flatMap((event) => [event.early_usd, event.size_usd])
    .map(px)
    .filter((usd) => usd > 0)
    .map(Math.log10);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (usd, room) => (high > low ? ((Math.log10(usd) - low) / (high - low)) * room : room / 2);
}

/** The first total as a ring, the latest as a disc, a line between them. */
function sized(parts, event, row, [left, width], y, place) {
  put(parts.o, left + width, y, fit(row.size, width), 1);
  const [early, latest] = [px(event.early_usd), px(event.size_usd)];
  const at = (usd) => left + 5 + place(usd, Math.max(10, width - TEXT - 10));
  if (!(latest > 0)) return;
  if (early > 0)
    parts.marks +=
      line(at(early), y - 4, at(latest), y - 4, COLOUR.quiet) +
      `<circle cx="${n(at(early))}" cy="${n(y - 4)}" r="4" fill="${COLOUR.paper}" ` +
      `stroke="${COLOUR.quiet}" stroke-width="1.5"/>`;
  parts.marks += `<circle cx="${n(at(latest))}" cy="${n(y - 4)}" r="4" fill="currentColor"/>`;
}

function shared(parts, event, row, [left, width], y) {
  put(parts.o, left + width, y, fit(row.share, width), 1);
  const share = Math.min(Math.max(px(event.long_share?.value), 0), 1);
  const room = Math.max(10, width - TEXT + 8);
  if (!event.long_share) return;
  parts.long.push([left, y - BAR, room * share, BAR]);
  parts.short.push([left + room * share, y - BAR, room * (1 - share), BAR]);
}

/** The widest fall and rise of a column, in which zero has its place. */
function reach(events, of) {
  const all = events.map((event) => px(of(event)));
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  return { low, span: high - low || 1 };
}

function moved(parts, value, text, [left, width], y, { low, span }) {
  put(parts.o, left + width, y, fit(text, width), 1);
  const room = Math.max(10, width - TEXT + 2);
  const zero = left + (-low / span) * room;
  const long = Math.min(Math.abs(value) / span, 1) * room;
  if (value < 0) parts.down.push([zero - long, y - BAR, long, BAR]);
  if (value > 0) parts.up.push([zero, y - BAR, long, BAR]);
  parts.marks += line(zero, y - BAR - 3, zero, y + 3, COLOUR.quiet);
}
