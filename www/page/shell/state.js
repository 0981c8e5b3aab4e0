// What the page remembers, and how it is written into the address. Only what differs from the
// preset is kept; numbers stay the decimal strings that were typed. Pure: no document.
import { shift } from '../../lib/format.js';

/** The version of the address. A higher one is refused: it may mean something else. */
export const VERSION = '1';
const LONGEST = 8000;
/** Own thresholds, and levels of one side of an order book, that a scenario takes from the page. */
export const MOST_RUNGS = 1000;
const MOST_BOOK = 60;
const MOST_LEVELS = 8;
/** Percent: the share set by hand before a hand has set it, and the push against the preset's direction. */
const SHARE = '2';
const OTHER_WAY = '5';
const DECIMAL = /^\d{1,15}(\.\d{1,12})?$/;

/** Round amounts between two powers of ten: what a slider for dollars steps through. */
const stops = (from, to) => {
  const all = [];
  for (let power = from; power < to; power += 1)
    for (const lead of ['1', '1.2', '1.5', '2', '2.5', '3', '4', '5', '6', '7', '8'])
      all.push(shift(`${lead}e${power}`));
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
  factor: {
    unit: 'times',
    least: '0.01',
    most: '1000',
    stops: ['1', '1.5', '2', '3', '4', '5', '7', '10', '15', '20', '30', '50', '100'],
  },
  share: { unit: 'percent', least: '0', most: '100', slide: ['0', '50'], step: '0.1' },
  spread: { unit: 'percent', least: '0', most: '50', slide: ['0', '20'], step: '0.5' },
  flow: { unit: 'times', least: '0', most: '100', slide: ['1', '5'], step: '0.1' },
  price: { unit: 'usd', least: '0.000001', most: '1000000000000' },
  gamma: { unit: 'plain', least: '0.1', most: '10', slide: ['0.5', '2.5'], step: '0.025' },
  rate: { unit: 'plain', least: '0', most: '1000', slide: ['0', '100'], step: '1' },
  max: { unit: 'percent', least: '0.1', most: '100', slide: ['5', '100'], step: '1' },
  rho: { unit: 'percent', least: '0', most: '100', slide: ['0', '100'], step: '1' },
  permanent: { unit: 'percent', least: '0', most: '100', slide: ['0', '100'], step: '1' },
  recovery: { unit: 'percent', least: '0', most: '100', slide: ['0', '100'], step: '1' },
  vol: { unit: 'percent', least: '0.01', most: '100', slide: ['0.5', '10'], step: '0.1' },
  fee: { unit: 'percent', least: '0', most: '10', slide: ['0', '2'], step: '0.05' },
  fund: { unit: 'usd', least: '0', most: '1000000000000', stops: ['0', ...stops(5, 9)] },
};

/** Choices from a closed list. */
export const CHOICES = {
  preset: null,
  direction: ['down', 'up'],
  mix: ['conservative', 'neutral', 'aggressive'],
  by: ['reported', 'share'],
  impact: ['linear', 'power', 'withdrawal', 'bounded', 'levels', 'none'],
  coordinate: ['linear', 'log'],
  engine: ['market', 'bankruptcy_limit'],
  arrival: ['gap', 'gradual'],
  feeto: ['fund', 'exchange'],
  residual: ['fund', 'trader'],
  adl: ['queue', 'pro_rata'],
};

/** What a position is made of, by the engine's own names: a link reads as a call of the package. */
export const POSITION = {
  names: [
    'venue',
    'contract',
    'form',
    'symbol',
    'asset',
    'side',
    'margin_mode',
    'quantity_unit',
    'tier_unit',
    'basis',
    'fee_kept',
    'deductions',
  ],
  numbers: [
    'entry_price',
    'mark_price',
    'quantity',
    'leverage',
    'margin',
    'extra_margin',
    'balance',
    'fee_rate',
    'open_fee_rate',
    'tick',
    'contract_value',
    'other_maintenance_margin',
    'other_unrealized_pnl',
    'exit_price',
    'roe_pct',
    'funds',
    'distance_pct',
    'funding',
  ],
  table: ['maintenance_tiers'],
};
/** What an article is judged with, beside files; the panel of the article knows what each may be. */
const JUDGE = ['facts', 'split', 'rest', 'freed', 'lev', 'alt', 'four'];
/** How the page is looked at: the language of its numbers, and the scenario that is pinned beside. */
const VIEW = ['locale', 'a'];
const POSITION_KEYS = [...POSITION.names, ...POSITION.numbers, ...POSITION.table];
/** What the engine reads as a number, whatever it then thinks of it; a name; rows of a table. */
const SHAPES = {
  numbers: /^-?\d{1,15}(\.\d{1,18})?$/,
  names: /^[\w.:/-]{1,40}$/,
  table: /^[\d.,;%\s-]{1,1200}$/,
};

/** What the page starts the parameter of an impact with, before a hand has set it. */
const PARAMETERS = {
  power: ['gamma', '0.875'],
  withdrawal: ['rate', '20'],
  bounded: ['max', '30'],
};
/** The order book: its mid and what each side holds within 1 % (or nothing), and its levels; own thresholds. */
const LISTS = ['book', 'bids', 'asks', 'rungs'];

/** Every key of the address, in the order in which it is written. */
export const KEYS = [
  ...Object.keys(CHOICES),
  ...Object.keys(NUMBERS),
  'levels',
  ...LISTS,
  ...POSITION_KEYS,
  ...JUDGE,
  ...VIEW,
];

/** A legal value of `key`, or the reason why it is none: `{value}` or `{problem, ...facts}`. */
export function check(key, text) {
  if (key === 'preset')
    return /^[\w.-]{1,40}$/.test(text) ? { value: text } : { problem: 'unknown' };
  if (CHOICES[key])
    return CHOICES[key].includes(text)
      ? { value: text }
      : { problem: 'choice', known: CHOICES[key] };
  if (key === 'levels') return checkLevels(text);
  if (LISTS.includes(key)) return checkList(key, text);
  if (POSITION_KEYS.includes(key)) return checkPosition(key, text);
  if (JUDGE.includes(key))
    return /^[\w.,:-]{1,1200}$/.test(text) ? { value: text } : { problem: 'shape' };
  if (VIEW.includes(key)) return checkView(key, text);
  const { least, most } = NUMBERS[key];
  if (!DECIMAL.test(text)) return { problem: 'number' };
  const value = shift(text);
  return isWithin(value, least, most) ? { value } : { problem: 'range', least, most };
}

/** Its shape alone: what is legal for a position is the venue's business, so the engine says it. */
function checkPosition(key, text) {
  const shape = Object.keys(SHAPES).find((kind) => POSITION[kind].includes(key));
  return SHAPES[shape].test(text)
    ? { value: text }
    : { problem: shape === 'numbers' ? 'number' : 'shape' };
}

/** A state taken apart: what belongs to the scenario, to the position, to the article, and to how all are looked at. */
export function parts(state) {
  const part = (key) =>
    POSITION_KEYS.includes(key)
      ? 'position'
      : JUDGE.includes(key)
        ? 'judge'
        : VIEW.includes(key)
          ? 'view'
          : 'scenario';
  const of = (wanted) =>
    Object.fromEntries(Object.entries(state).filter(([key]) => wanted === part(key)));
  return {
    scenario: of('scenario'),
    position: of('position'),
    judge: of('judge'),
    view: of('view'),
  };
}

/** A state of the scenario as one value of the address, and back: what is pinned beside. */
export const pin = (state) =>
  write(state)
    .replace(/^\?v=\d+&?/, '')
    .replaceAll('&', '~')
    .replaceAll('=', '*') || '*';
export const unpin = (text) =>
  parts(read(`?${text === '*' ? '' : text.replaceAll('~', '&').replaceAll('*', '=')}`).state)
    .scenario;

/** Whatever Intl takes as a language; a pinned scenario is checked when it is read. */
function checkView(key, text) {
  if (key === 'a')
    return text.length <= LONGEST / 2 && /^[\w.,:%*~-]+$/.test(text)
      ? { value: text }
      : { problem: 'shape' };
  try {
    return { value: Intl.getCanonicalLocales(text)[0] };
  } catch {
    return { problem: 'shape' };
  }
}

/** `a:b,a:b`: pairs of plain decimals. The two facts about a book may be missing. */
function checkList(key, text) {
  if (key === 'book')
    return /^[\d.]{1,20}:[\d.]{0,20}:[\d.]{0,20}$/.test(text)
      ? { value: text }
      : { problem: 'pairs' };
  const pairs = text.split(',').map((pair) => pair.split(':'));
  const most = key === 'rungs' ? MOST_RUNGS : MOST_BOOK;
  if (pairs.length > most) return { problem: 'pairs' };
  return pairs.every((pair) => pair.length === 2 && pair.every((part) => DECIMAL.test(part)))
    ? { value: text }
    : { problem: 'pairs' };
}

function checkLevels(text) {
  const all = text
    .split(',')
    .map((level) => level.trim())
    .filter(Boolean);
  if (all.length > MOST_LEVELS) return { problem: 'many', most: MOST_LEVELS };
  const bad = all.map((level) => check('price', level)).find((level) => level.problem);
  return bad ?? { value: [...new Set(all.map((level) => shift(level)))].join(',') };
}

/**
 * Reads the query of an address: what it sets, and what of it could not be used
 * (`[{key, text, problem, …}]`; an unknown key is ignored, a bad value keeps its default).
 */
export function read(query) {
  if (query.length > LONGEST)
    return { state: {}, problems: [{ key: '', text: '', problem: 'long', most: LONGEST }] };
  const given = new URLSearchParams(query);
  const version = given.get('v');
  if (version !== null && version !== VERSION)
    return {
      state: {},
      problems: [{ key: 'v', text: version, problem: 'version', known: VERSION }],
    };
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
  const query = `?v=${VERSION}${set.map((key) => `&${key}=${encodeURIComponent(state[key]).replaceAll('%2C', ',').replaceAll('%3A', ':')}`).join('')}`;
  if (query.length <= LONGEST || state.rungs === undefined) return query;
  // What was pasted can be too long for any address; the page says so beside it.
  const { rungs, ...short } = state;
  return write(short);
}

/** Whether an address can hold the whole state. */
export const fits = (state) => state.rungs === undefined || write(state).includes('&rungs=');

/** The scenario of a state: the preset's, with what the reader changed. */
export function scenarioOf(state, base) {
  return {
    ...base,
    direction: state.direction ?? base.direction,
    market: {
      ...base.market,
      ...(state.price && { price_usd: state.price }),
      ...(state.oi && { open_interest_usd: state.oi }),
    },
    book: bookOf(state, base),
    impact: impactOf(state, base),
    ...(state.coordinate && { coordinate: state.coordinate }),
    ...(state.flow && { flow: state.flow }),
    // The preset's push is solved for its own direction; the other way it has to be a plain one.
    ...(state.shock
      ? { shock: shift(state.shock, -2) }
      : isTurned(state, base) && { shock: shift(OTHER_WAY, -2) }),
    ...(state.levels !== undefined && { levels: state.levels.split(',').filter(Boolean) }),
    ...(state.vol && { volatility: shift(state.vol, -2) }),
    ...(state.recovery && { recovery: shift(state.recovery, -2) }),
    ...((state.rho || state.permanent) && {
      time: {
        rho: '1',
        ...base.time,
        ...(state.rho && { rho: shift(state.rho, -2) }),
        ...(state.permanent && { permanent: shift(state.permanent, -2) }),
      },
    }),
    ...engineOf(state, base),
  };
}

function bookOf(state, base) {
  if (state.rungs)
    return { kind: 'rungs', rungs: rungsOf(state.rungs, state.price ?? base.market.price_usd) };
  const book = { ...base.book };
  if (state.mix) book.mix = state.mix;
  if (state.spread) book.spread = shift(state.spread, -2);
  if (sharesBy(state, base) === 'share') book.share = shift(state.share ?? SHARE, -2);
  else if (state.factor) book.share = { ...book.share, factor: state.factor };
  return book;
}

/** Below the price longs stand, above it shorts. */
const rungsOf = (text, price) =>
  text
    .split(',')
    .map((pair) => pair.split(':'))
    .map(([at, usd]) => ({
      liq_price_usd: at,
      notional_usd: usd,
      side: compare(at, price) <= 0 ? 'long' : 'short',
    }));

/** The kind of impact that holds: an order book only where there is one. */
export const impactKind = (state, base) =>
  state.impact === 'levels' && !state.bids ? base.impact.kind : (state.impact ?? base.impact.kind);

function impactOf(state, base) {
  const kind = impactKind(state, base);
  if (kind === 'none') return { kind };
  const [key, value] = PARAMETERS[kind] ?? [];
  const levels =
    kind === 'levels' && ((state.direction ?? base.direction) === 'up' ? state.asks : state.bids);
  const { usd_per_percent: depth, survival } = base.impact;
  return {
    kind,
    usd_per_percent: state.depth ?? depth,
    survival: state.survival ? shift(state.survival, -2) : survival,
    ...(key && { [key]: key === 'max' ? shift(state.max ?? value, -2) : (state[key] ?? value) }),
    ...(levels && { levels: levels.split(',').map((pair) => pair.split(':')) }),
  };
}

function engineOf(state, base) {
  const changed = {
    ...(state.engine && { kind: state.engine }),
    ...(state.arrival && { arrival: state.arrival }),
    ...(state.fee && { fee_rate: shift(state.fee, -2) }),
    ...(state.feeto && { fee_to: state.feeto }),
    ...(state.residual && { residual: state.residual }),
    ...(state.fund && { fund_usd: state.fund }),
    ...(state.adl && { adl: state.adl }),
  };
  // A kind that differs from the preset's would drop the rest of it.
  return Object.keys(changed).length ? { engine: { ...base.engine, ...changed } } : {};
}

/** Whether the liquidatable share is solved from the reported total or set by hand. */
export const sharesBy = (state, base) =>
  isSolved(base.book.share) ? (state.by ?? (state.share ? 'share' : 'reported')) : 'share';

/** Whether the push goes the other way than the preset's. */
export const isTurned = (state, base) => (state.direction ?? base.direction) !== base.direction;

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
    direction: base.direction,
    mix: base.book.mix,
    by: sharesBy(state, base),
    shock: isTurned(state, base)
      ? OTHER_WAY
      : isSolved(base.shock)
        ? rounded(solved.shock)
        : percent(base.shock),
    depth: base.impact.usd_per_percent,
    survival: percent(base.impact.survival),
    oi: base.market.open_interest_usd,
    price: base.market.price_usd,
    factor: base.book.share?.factor ?? '1',
    share: isSolved(base.book.share) ? rounded(solved.share) : percent(base.book.share),
    spread: percent(base.book.spread ?? '0'),
    flow: base.flow ?? '1',
    impact: base.impact.kind,
    coordinate: base.coordinate ?? 'linear',
    gamma: '0.875',
    rate: '20',
    max: '30',
    rho: percent(base.time?.rho ?? '1'),
    permanent: percent(base.time?.permanent ?? '0'),
    recovery: percent(base.recovery ?? '0.6'),
    vol: percent(base.volatility ?? '0.025'),
    engine: base.engine?.kind ?? 'market',
    arrival: base.engine?.arrival ?? 'gap',
    fee: percent(base.engine?.fee_rate ?? '0'),
    feeto: base.engine?.fee_to ?? 'fund',
    residual: base.engine?.residual ?? 'fund',
    fund: base.engine?.fund_usd ?? '0',
    adl: base.engine?.adl ?? 'queue',
    levels: (base.levels ?? []).join(','),
    ...state,
  };
}

/** Whether least <= value <= most, by digits. */
function isWithin(value, least, most) {
  return compare(value, least) >= 0 && compare(value, most) <= 0;
}

function compare(a, b) {
  const [x, y] = [a, b].map((text) => text.split('.'));
  const places = Math.max(x[1]?.length ?? 0, y[1]?.length ?? 0);
  const [m, n] = [x, y].map(([whole, fraction = '']) =>
    BigInt(whole + fraction.padEnd(places, '0')),
  );
  return m < n ? -1 : m > n ? 1 : 0;
}
