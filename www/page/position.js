// From what the reader set to the engine's bag of a position, and from rows of text to tiers and
// portfolios. Pure: no document, no arithmetic; what is legal, the engine says.
import { shift } from '../lib/format.js';
import { reader } from './read.js';
import { POSITION } from './state.js';

/** The value of the menu of markets that stands for a table of one's own. */
export const OWN = 'own';
/** Assumptions to begin with; every one is an input. Percent where the input is. */
const FEE = '0.05';
const LEVERAGE = '15';
const TIERS = '0, , 0.5%';
const START = { fee_rate: FEE, side: 'long', margin_mode: 'isolated', leverage: LEVERAGE, exit_price: '', roe_pct: '100', funds: '10000', distance_pct: '20', funding: '0', maintenance_tiers: TIERS };
const GENERIC = { basis: 'mark', fee_kept: 'none', deductions: 'computed' };
const PERCENT = ['fee_rate', 'open_fee_rate'];
/** Inputs of the second part: they ask about the position and are no part of it. */
export const QUESTIONS = ['exit_price', 'roe_pct', 'funds', 'distance_pct', 'funding'];
const COLUMNS = [...POSITION.names, ...POSITION.numbers, 'wallet_balance'].filter((key) => !QUESTIONS.includes(key));
const MOST_POSITIONS = 1000;
/** Tables have the notation of files. */
const { read } = reader('en');

/**
 * The venue's rules that the state chooses (where it is silent, those of its margin mode, else the first of a kind),
 * and the other choices there are.
 */
export function rulesOf(state, venues) {
  const among = (list, key) => list.filter((rules) => rules[key] === state[key]);
  const or = (list, other) => (list.length ? list : other);
  const ofVenue = or(among(venues, 'venue'), venues.filter(({ venue }) => venue === venues[0].venue));
  const ofContract = or(among(ofVenue, 'contract'), ofVenue.filter(({ contract }) => contract === ofVenue[0].contract));
  const [rules] = or(among(ofContract, 'form'), or(among(ofContract, 'margin_mode'), ofContract));
  const each = (list, key) => [...new Set(list.map((row) => row[key]))];
  return { rules, venues: each(venues, 'venue'), contracts: each(ofVenue, 'contract'), forms: each(ofContract, 'form'), symbols: [...(rules.table?.symbols ?? []), OWN] };
}

/** The state with everything that it leaves open; `price` is that of the scenario. */
export function complete(state, venues, price) {
  const { rules } = rulesOf(state, venues);
  const { venue, contract, form } = rules;
  const symbol = state.symbol ?? rules.table?.symbols[0] ?? OWN;
  const size = contract === 'inverse' ? { quantity: '100000', quantity_unit: 'quote', funds: '1' } : { quantity: '1', quantity_unit: 'base' };
  return {
    ...START, ...size, entry_price: price, exit_price: state.entry_price ?? price, tier_unit: rules.tier_unit, ...(isAbout(symbol, 'BTC') && { tick: '0.1' }),
    ...(venue === 'generic' && GENERIC), ...state, venue, contract, form, symbol,
  };
}

/** Whether a market is that of the asset; a table of one's own may be anything. */
export const isAbout = (symbol, asset) => symbol === OWN || symbol.toUpperCase().startsWith(asset) || (asset === 'BTC' && /^XBT/i.test(symbol));

/** The engine's bag of a complete state. An input left empty is not there. */
export function bagOf(all) {
  const own = all.symbol === OWN;
  const left = new Set([...QUESTIONS, 'maintenance_tiers', own ? 'symbol' : 'tier_unit', ...(all.venue === 'generic' ? [] : Object.keys(GENERIC)), ...(all.margin_mode === 'cross' ? [] : ['other_maintenance_margin', 'other_unrealized_pnl'])]);
  const bag = Object.fromEntries(Object.entries(all).filter(([key, text]) => text !== '' && !left.has(key)).map(([key, text]) => [key, PERCENT.includes(key) ? fraction(text) : text]));
  return own ? { ...bag, maintenance_tiers: tiersOf(all.maintenance_tiers) } : bag;
}

/** A percentage as a fraction; what is no number goes on as it is, for the engine to refuse. */
const fraction = (text) => shift(text, -2) ?? text;

/** Rows of `from, to, rate, deduction, most leverage`; lines or semicolons between them, a rate with a % or as a fraction. */
export function tiersOf(text) {
  const keys = ['lower', 'upper', 'rate', 'deduction', 'max_leverage'];
  const cell = (value) => (value.endsWith('%') ? fraction(value.slice(0, -1)) : read(value) ?? value);
  const row = (line) => Object.fromEntries(line.split(',').map((value, i) => [keys[i] ?? 'more', cell(value.trim())]).filter(([, value]) => value !== ''));
  return text.split(/[;\n]/).filter((line) => line.trim()).map(row);
}

/**
 * Rows of a portfolio: a header of the engine's names, then a position a line; commas, semicolons
 * or tabs. What a row leaves out is as in `all`. Throws `{reason, line}` for what is no such table.
 */
export function portfolioOf(text, all) {
  const lines = text.split(/\r?\n/).map((line, i) => [line, i + 1]).filter(([line]) => line.trim());
  if (lines.length < 2) throw { reason: 'empty' };
  if (lines.length - 1 > MOST_POSITIONS) throw { reason: 'many', most: MOST_POSITIONS };
  const separator = ['\t', ';', ','].find((mark) => lines[0][0].includes(mark)) ?? ',';
  const head = cells(lines[0][0], separator).map((name) => name.toLowerCase());
  const unknown = head.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) throw { reason: 'column', found: unknown, known: COLUMNS };
  const shared = bagOf(all);
  return lines.slice(1).map(([line, number]) => {
    const values = cells(line, separator);
    if (values.length !== head.length) throw { reason: 'cells', line: number, expected: head.length, found: values.length };
    return { line: number, bag: together(shared, Object.fromEntries(head.map((name, i) => [name, values[i]]).filter(([, value]) => value !== ''))) };
  });
}

const cells = (line, separator) => line.split(separator).map((value) => value.trim().replace(/^"(.*)"$/, '$1'));

/** A row over what the form says; another venue, money or size takes its companions along. */
function together(shared, row) {
  const rest = { ...shared };
  const drop = (named, keys) => named.some((key) => key in row) && keys.forEach((key) => delete rest[key]);
  drop(['venue'], ['contract', 'form', 'symbol', 'tick', ...Object.keys(GENERIC)]);
  drop(['symbol'], ['maintenance_tiers', 'tier_unit', 'tick', 'contract_value']);
  drop(['leverage', 'margin', 'wallet_balance'], ['leverage', 'margin', 'extra_margin']);
  drop(['quantity'], ['quantity_unit']);
  drop(['entry_price'], ['mark_price']);
  return { ...rest, ...row };
}
