// From a pasted or dropped table to positions: each line's bag for the engine, the asset that it is
// in, and what it lacks. Pure: no document, no arithmetic; what is legal, the engine says.
import { assetOf } from './asset.js';
import { aboutOf, bagOf, cell, OWN, QUESTIONS, rulesOf, tabled } from './position.js';
import { POSITION } from './keys.js';

const MOST_POSITIONS = 1000;
/** Names of columns that are not the engine's own. */
const ALSO = { market: 'symbol' };
const OURS = ['asset', 'maintenance_rate', ...Object.keys(ALSO)];
const KNOWN = new Set([...POSITION.names, ...POSITION.numbers, 'wallet_balance', ...OURS]);
const COLUMNS = [...KNOWN].filter((key) => !QUESTIONS.includes(key));
/** What a line that names one of the first brings along itself, or does without. */
const TOGETHER = [
  [
    ['venue', 'contract', 'form'],
    ['tick', 'contract_value', 'maintenance_tiers', 'tier_unit'],
  ],
  [['venue'], ['contract', 'form', 'basis', 'fee_kept', 'deductions']],
  [
    ['symbol', 'maintenance_rate'],
    ['maintenance_tiers', 'tier_unit', 'tick', 'contract_value'],
  ],
  [
    ['leverage', 'margin', 'wallet_balance'],
    ['leverage', 'margin', 'extra_margin'],
  ],
  [['quantity'], ['quantity_unit']],
  [['entry_price'], ['mark_price']],
];
/** What belongs to one asset alone. */
const OF_ASSET = [
  'entry_price',
  'mark_price',
  'tick',
  'contract_value',
  'maintenance_tiers',
  'tier_unit',
];

/**
 * The positions of a table: a header, then a position a line; commas, semicolons or tabs. What a
 * line leaves out is as in `above.all`, the complete position of the form; `above.venues` are the
 * engine's, `above.asset` is that of the scenario.
 *
 * Each is `{line, bag, asset, assumed, lacks}`: `assumed` where the line does not name its asset,
 * `lacks` is `tiers` or `entry` where there is no answer without, else null. Throws `{problem, …}`
 * for what is no such table.
 */
export function positionsOf(text, above) {
  const lines = text
    .split(/\r?\n/)
    .map((line, i) => [line, i + 1])
    .filter(([line]) => line.trim());
  if (lines.length < 2) throw { problem: 'empty' };
  if (lines.length - 1 > MOST_POSITIONS) throw { problem: 'many', most: MOST_POSITIONS };
  const [[first]] = lines;
  const separator = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? ',';
  const head = headOf(cells(first, separator));
  const shared = bagOf(above.all);
  return lines.slice(1).map(([line, number]) => {
    const row = rowOf(cells(line, separator), head, number);
    return { line: number, ...positionOf(row, shared, above) };
  });
}

const cells = (line, separator) =>
  line.split(separator).map((value) => value.trim().replace(/^"(.*)"$/, '$1'));

function headOf(names) {
  const head = names.map((name) => name.toLowerCase());
  const unknown = head.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) throw { problem: 'column', found: unknown, known: COLUMNS };
  const keys = head.map((name) => ALSO[name] ?? name);
  const twice = head.find((_, i) => keys.indexOf(keys[i]) < i);
  if (twice !== undefined) throw { problem: 'twice', found: twice };
  return keys;
}

function rowOf(values, head, line) {
  if (values.length !== head.length) {
    throw { problem: 'cells', line, expected: head.length, found: values.length };
  }
  return Object.fromEntries(head.map((name, i) => [name, values[i]]).filter(([, value]) => value));
}

function positionOf(row, shared, { all, venues, asset: scenario }) {
  const above = aboutOf(all);
  const named = row.asset ?? row.symbol;
  const asset = named ? assetOf(named) : (above ?? scenario);
  const rest = restOf(row, shared, asset !== (above ?? scenario));
  const { asset: _, symbol: given, maintenance_rate: rate, ...said } = row;
  const symbol = symbolOf(given, asset, rulesFor(row, all, venues));
  const own = rate ? [{ lower: '0', rate: cell(rate) }] : rest.maintenance_tiers;
  const bag = { ...rest, ...said, ...(own ? { maintenance_tiers: own } : symbol && { symbol }) };
  const lacks = !bag.symbol && !bag.maintenance_tiers ? 'tiers' : bag.entry_price ? null : 'entry';
  return { bag, asset, assumed: !named, lacks };
}

/** What the form says as far as it holds for a line; its asset's own things only for that asset. */
function restOf(row, shared, isOther) {
  const { symbol, ...rest } = shared;
  const gone = TOGETHER.flatMap(([named, keys]) => (named.some((key) => key in row) ? keys : []));
  for (const key of [...gone, ...(isOther ? OF_ASSET : [])]) delete rest[key];
  return rest;
}

/** The rules that a line is under. */
function rulesFor(row, all, venues) {
  const above = row.venue ? {} : all;
  const said = (key) => row[key] ?? above[key];
  return rulesOf({ venue: said('venue'), contract: said('contract'), form: said('form') }, venues)
    .rules;
}

/** The market whose tiers hold: the one that is named if it has some, else the asset's. */
function symbolOf(given, asset, rules) {
  if (given && given !== OWN) return tabled(rules).find((one) => one === given);
  return tabled(rules).find((one) => assetOf(one) === asset);
}
