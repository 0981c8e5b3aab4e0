// What the page remembers, and how it is written into the address. Only what differs from the
// preset is kept; numbers stay the decimal strings that were typed. Pure: no document.
import { shift } from '../lib/format.js';

/** The version of the address. A higher one is refused: it may mean something else. */
export const VERSION = '1';
const LONGEST = 2000;
const MOST_LEVELS = 8;
/** Percent: the share set by hand before a hand has set it, and the push of a squeeze. */
const SHARE = '2';
const SQUEEZE = '5';
const DECIMAL = /^\d{1,15}(\.\d{1,12})?$/;

/** Round amounts between two powers of ten: what a slider for dollars steps through. */
const stops = (from, to) => {
  const all = [];
  for (let power = from; power < to; power += 1) for (const lead of ['1', '1.2', '1.5', '2', '2.5', '3', '4', '5', '6', '7', '8']) all.push(shift(`${lead}e${power}`));
  return [...all, shift(`1e${to}`)];
};

/**
 * The numbers that can be set. `unit` is how a person sees it (percent: the value is a
 * percentage, its scenario a fraction); `least` and `most` are legal bounds of the shown value;
 * a slider has either `step` or `stops`.
 */
export const NUMBERS = {
  shock: { unit: 'percent', least: '0', most: '99', slide: ['0', '30'], step: '0.1' },
  depth: { unit: 'usd', least: '1', most: '1000000000000', stops: stops(7, 10) },
  survival: { unit: 'percent', least: '0.1', most: '100', slide: ['1', '100'], step: '1' },
  oi: { unit: 'usd', least: '1', most: '100000000000000', stops: stops(9, 12) },
  factor: { unit: 'times', least: '0.01', most: '1000', stops: ['1', '1.5', '2', '3', '4', '5', '7', '10', '15', '20', '30', '50', '100'] },
  share: { unit: 'percent', least: '0', most: '100', slide: ['0', '50'], step: '0.1' },
  spread: { unit: 'percent', least: '0', most: '50', slide: ['0', '20'], step: '0.5' },
  flow: { unit: 'times', least: '0', most: '100', slide: ['1', '5'], step: '0.1' },
  price: { unit: 'usd', least: '0.000001', most: '1000000000000' },
};

/** Choices from a closed list. */
export const CHOICES = {
  preset: null,
  direction: ['down', 'up'],
  mix: ['conservative', 'neutral', 'aggressive'],
  by: ['reported', 'share'],
};

/** What a position is made of, by the engine's own names: a link reads as a call of the package. */
export const POSITION = {
  names: ['venue', 'contract', 'form', 'symbol', 'side', 'margin_mode', 'quantity_unit', 'tier_unit', 'basis', 'fee_kept', 'deductions'],
  numbers: ['entry_price', 'mark_price', 'quantity', 'leverage', 'margin', 'extra_margin', 'balance', 'fee_rate', 'open_fee_rate', 'tick', 'contract_value', 'other_maintenance_margin', 'other_unrealized_pnl', 'exit_price', 'roe_pct', 'funds', 'distance_pct', 'funding'],
  table: ['maintenance_tiers'],
};
const POSITION_KEYS = [...POSITION.names, ...POSITION.numbers, ...POSITION.table];
/** What the engine reads as a number, whatever it then thinks of it; a name; rows of a table. */
const SHAPES = { numbers: /^-?\d{1,15}(\.\d{1,18})?$/, names: /^[\w.-]{1,40}$/, table: /^[\d.,;%\s-]{1,1200}$/ };

/** Every key of the address, in the order in which it is written. */
export const KEYS = [...Object.keys(CHOICES), ...Object.keys(NUMBERS), 'levels', ...POSITION_KEYS];

/** A legal value of `key`, or the reason why it is none: `{value}` or `{problem, ...facts}`. */
export function check(key, text) {
  if (key === 'preset') return /^[\w.-]{1,40}$/.test(text) ? { value: text } : { problem: 'unknown' };
  if (CHOICES[key]) return CHOICES[key].includes(text) ? { value: text } : { problem: 'choice', known: CHOICES[key] };
  if (key === 'levels') return checkLevels(text);
  if (POSITION_KEYS.includes(key)) return checkPosition(key, text);
  const { least, most } = NUMBERS[key];
  if (!DECIMAL.test(text)) return { problem: 'number' };
  const value = shift(text);
  return isWithin(value, least, most) ? { value } : { problem: 'range', least, most };
}

/** Its shape alone: what is legal for a position is the venue's business, so the engine says it. */
function checkPosition(key, text) {
  const shape = Object.keys(SHAPES).find((kind) => POSITION[kind].includes(key));
  return SHAPES[shape].test(text) ? { value: text } : { problem: shape === 'numbers' ? 'number' : 'shape' };
}

/** A state taken apart: what belongs to the scenario and what to the position. */
export function parts(state) {
  const of = (wanted) => Object.fromEntries(Object.entries(state).filter(([key]) => POSITION_KEYS.includes(key) === wanted));
  return { scenario: of(false), position: of(true) };
}

function checkLevels(text) {
  const all = text.split(',').map((level) => level.trim()).filter(Boolean);
  if (all.length > MOST_LEVELS) return { problem: 'many', most: MOST_LEVELS };
  const bad = all.map((level) => check('price', level)).find((level) => level.problem);
  return bad ?? { value: [...new Set(all.map((level) => shift(level)))].join(',') };
}

/**
 * Reads the query of an address: what it sets, and what of it could not be used
 * (`[{key, text, problem, …}]`; an unknown key is ignored, a bad value keeps its default).
 */
export function read(query) {
  if (query.length > LONGEST) return { state: {}, problems: [{ key: '', text: '', problem: 'long', most: LONGEST }] };
  const given = new URLSearchParams(query);
  const version = given.get('v');
  if (version !== null && version !== VERSION) return { state: {}, problems: [{ key: 'v', text: version, problem: 'version', known: VERSION }] };
  const state = {};
  const problems = [];
  for (const [key, text] of given) {
    if (key === 'v') continue;
    const { value, ...problem } = KEYS.includes(key) ? check(key, text) : { problem: 'key' };
    if (value === undefined) problems.push({ key, text, ...problem });
    else state[key] = value;
  }
  return { state, problems };
}

/** The query that brings `state` back; nothing at all for the preset as it is. */
export function write(state) {
  const set = KEYS.filter((key) => state[key] !== undefined);
  if (!set.length) return '';
  // Commas and colons are legal in a query and easier on the eye than their codes.
  return `?v=${VERSION}${set.map((key) => `&${key}=${encodeURIComponent(state[key]).replaceAll('%2C', ',')}`).join('')}`;
}

/** The scenario of a state: the preset's, with what the reader changed. */
export function scenarioOf(state, base) {
  const book = { ...base.book };
  if (state.mix) book.mix = state.mix;
  if (state.spread) book.spread = shift(state.spread, -2);
  if (sharesBy(state, base) === 'share') book.share = shift(state.share ?? SHARE, -2);
  else if (state.factor) book.share = { ...base.book.share, factor: state.factor };
  return {
    ...base,
    direction: state.direction ?? base.direction,
    market: { ...base.market, ...(state.price && { price_usd: state.price }), ...(state.oi && { open_interest_usd: state.oi }) },
    book,
    impact: { ...base.impact, ...(state.depth && { usd_per_percent: state.depth }), ...(state.survival && { survival: shift(state.survival, -2) }) },
    ...(state.flow && { flow: state.flow }),
    // The preset's push is solved for a fall; up, it has to be a plain one.
    ...(state.shock ? { shock: shift(state.shock, -2) } : state.direction === 'up' && { shock: shift(SQUEEZE, -2) }),
    ...(state.levels !== undefined && { levels: state.levels.split(',').filter(Boolean) }),
  };
}

/** Whether the liquidatable share is solved from the reported total or set by hand. */
export const sharesBy = (state, base) => (isSolved(base.book.share) ? state.by ?? (state.share ? 'share' : 'reported') : 'share');

/** Whether a value of a scenario is not stated but solved from other things. */
export const isSolved = (value) => typeof value === 'object' && value !== null;

/**
 * What the control of each key shows: the state's value, else the preset's. What the engine has
 * solved is in `solved` (fractions): it is shown with three digits.
 */
export function shown(state, base, solved = {}) {
  const percent = (value) => shift(value, 2) ?? '';
  const rounded = (value) => (Number.isFinite(value) ? percent(value.toPrecision(3)) : '');
  return {
    direction: base.direction, mix: base.book.mix, by: sharesBy(state, base),
    shock: state.direction === 'up' ? SQUEEZE : isSolved(base.shock) ? rounded(solved.shock) : percent(base.shock), depth: base.impact.usd_per_percent, survival: percent(base.impact.survival),
    oi: base.market.open_interest_usd, price: base.market.price_usd, factor: base.book.share?.factor ?? '1',
    share: isSolved(base.book.share) ? rounded(solved.share) : percent(base.book.share), spread: percent(base.book.spread ?? '0'), flow: base.flow ?? '1',
    levels: (base.levels ?? []).join(','), ...state,
  };
}

/**
 * Prices typed as a list, in the form of the address: `105,000; 100000` is `105000,100000`. A comma
 * before a group of exactly three digits belongs to its number.
 */
export const listed = (text, typed) => text.split(/\s*;\s*|,?\s+|,(?!\d{3}(?:\D|$))/).filter(Boolean).map((level) => typed(level) ?? 'x').join(',');

/** Whether least <= value <= most, by digits. */
function isWithin(value, least, most) {
  return compare(value, least) >= 0 && compare(value, most) <= 0;
}

function compare(a, b) {
  const [x, y] = [a, b].map((text) => text.split('.'));
  const places = Math.max(x[1]?.length ?? 0, y[1]?.length ?? 0);
  const [m, n] = [x, y].map(([whole, fraction = '']) => BigInt(whole + fraction.padEnd(places, '0')));
  return m < n ? -1 : m > n ? 1 : 0;
}
