// From what the reader set to the engine's bag of a position, and from rows of text to tiers. Pure:
// no document, no arithmetic; what is legal, the engine says.
import { shift } from '../../lib/format.js';
import { assetOf } from './asset.js';
import { reader } from '../ui/read.js';

/** The value of the menu of markets that stands for one with tiers of the reader's own. */
export const OWN = 'own';
/** Assumptions to begin with; every one is an input. Percent where the input is. */
const FEE = '0.05';
const LEVERAGE = '15';
const START = {
  fee_rate: FEE,
  side: 'long',
  margin_mode: 'isolated',
  leverage: LEVERAGE,
  exit_price: '',
  roe_pct: '100',
  funds: '10000',
  distance_pct: '20',
  funding: '0',
  maintenance_tiers: '',
  asset: '',
};
const GENERIC = { basis: 'mark', fee_kept: 'none', deductions: 'computed' };
/** What only a venue of one's own is asked, and what only cross margin is. */
const ONLY_GENERIC = Object.keys(GENERIC);
const ONLY_CROSS = ['other_maintenance_margin', 'other_unrealized_pnl'];
const PERCENT = ['fee_rate', 'open_fee_rate'];
/** Inputs of the second part: they ask about the position and are no part of it. */
export const QUESTIONS = ['exit_price', 'roe_pct', 'funds', 'distance_pct', 'funding'];
/**
 * What goes when another one takes its place: contracts, tables, fees and steps are a venue's own.
 */
const CONTRACT = [
  'form',
  'symbol',
  'quantity',
  'quantity_unit',
  'tick',
  'contract_value',
  'tier_unit',
];
export const COMPANIONS = {
  venue: ['funds', 'contract', 'fee_rate', 'maintenance_tiers', ...CONTRACT],
  contract: ['funds', 'maintenance_tiers', ...CONTRACT],
  symbol: ['asset', 'tick', 'contract_value'],
  asset: ['tick', 'contract_value'],
};
/** Tables have the notation of files. */
const { read } = reader('en');

/**
 * The venue's rules that the state chooses (where it is silent, those of its margin mode, else the
 * first of a kind), and the other choices there are.
 */
export function rulesOf(state, venues) {
  const among = (list, key) => list.filter((rules) => rules[key] === state[key]);
  const or = (list, other) => (list.length ? list : other);
  const ofVenue = or(
    among(venues, 'venue'),
    venues.filter(({ venue }) => venue === venues[0].venue),
  );
  const { contract } = ofVenue[0];
  const ofContract = or(
    among(ofVenue, 'contract'),
    ofVenue.filter((rules) => rules.contract === contract),
  );
  const [rules] = or(among(ofContract, 'form'), or(among(ofContract, 'margin_mode'), ofContract));
  const each = (list, key) => [...new Set(list.map((row) => row[key]))];
  return {
    rules,
    venues: each(venues, 'venue'),
    contracts: each(ofVenue, 'contract'),
    forms: each(ofContract, 'form'),
    symbols: [...tabled(rules), OWN],
  };
}

/** The markets of which the venue's tiers are known here. */
export const tabled = ({ table }) => table?.symbols ?? [];

/**
 * The state with everything that it leaves open. `price` and `asset` are those of the scenario:
 * they are where a position starts that says nothing else, and no other asset gets that price.
 */
export function complete(state, venues, { price, asset }) {
  const { rules } = rulesOf(state, venues);
  const { venue, contract, form } = rules;
  const market = marketOf(state, rules, asset);
  const about = aboutOf(market) ?? asset;
  const entry = about === asset ? price : '';
  return {
    ...START,
    ...sizeOf(contract),
    entry_price: entry,
    exit_price: state.entry_price ?? entry,
    tier_unit: rules.tier_unit,
    ...(about === 'BTC' && { tick: '0.1' }),
    ...(venue === 'generic' && GENERIC),
    ...state,
    venue,
    contract,
    form,
    ...market,
  };
}

/** How large a position is that says nothing. */
const sizeOf = (contract) =>
  contract === 'inverse'
    ? { quantity: '100000', quantity_unit: 'quote', funds: '1' }
    : { quantity: '1', quantity_unit: 'base' };

/** The market: one with a table, or the reader's own, whatever its name is. */
function marketOf({ symbol, asset = '' }, rules, scenario) {
  const known = tabled(rules);
  if (known.includes(symbol)) return { symbol, asset: '' };
  if (symbol) return { symbol: OWN, asset: asset || (symbol === OWN ? '' : symbol) };
  const found = known.find((one) => assetOf(one) === (asset ? assetOf(asset) : scenario));
  return found ? { symbol: found, asset: '' } : { symbol: OWN, asset };
}

/** The asset that a position is in; null where nobody says. */
export function aboutOf({ symbol, asset }) {
  if (symbol !== OWN) return assetOf(symbol);
  return asset ? assetOf(asset) : null;
}

/**
 * What a complete state still has to say before there is an answer: `tiers`, `entry`, or nothing.
 */
export function missingOf(all, asset) {
  if (all.symbol === OWN && !all.maintenance_tiers.trim()) return 'tiers';
  return all.entry_price === '' && (aboutOf(all) ?? asset) !== asset ? 'entry' : null;
}

/** The engine's bag of a complete state. An input left empty is not there. */
export function bagOf(all) {
  const own = all.symbol === OWN;
  const left = new Set([
    ...QUESTIONS,
    'asset',
    'maintenance_tiers',
    own ? 'symbol' : 'tier_unit',
    ...(all.venue === 'generic' ? [] : ONLY_GENERIC),
    ...(all.margin_mode === 'cross' ? [] : ONLY_CROSS),
  ]);
  const written = Object.entries(all).filter(([key, text]) => text !== '' && !left.has(key));
  const bag = Object.fromEntries(written.map(([key, text]) => [key, inBag(key, text)]));
  const tiers = own ? tiersOf(all.maintenance_tiers) : [];
  return tiers.length ? { ...bag, maintenance_tiers: tiers } : bag;
}

const inBag = (key, text) => (PERCENT.includes(key) ? fraction(text) : text);

/** A percentage as a fraction; what is no number goes on as it is, for the engine to refuse. */
const fraction = (text) => shift(text, -2) ?? text;

/**
 * Rows of `from, to, rate, deduction, most leverage`; lines or semicolons between them, a rate with
 * a % or as a fraction. A rate by itself is that of every size.
 */
export function tiersOf(text) {
  const rows = text.split(/[;\n]/).filter((line) => line.trim());
  const [alone] = rows;
  if (rows.length === 1 && /^[^,]*%\s*$/.test(alone))
    return [{ lower: '0', rate: cell(alone.trim()) }];
  return rows.map(tierOf);
}

const TIER = ['lower', 'upper', 'rate', 'deduction', 'max_leverage'];

function tierOf(line) {
  const cells = line.split(',').map((value, i) => [TIER[i] ?? 'more', cell(value.trim())]);
  return Object.fromEntries(cells.filter(([, value]) => value !== ''));
}

/** A cell of a table: a percentage as a fraction, a number as a decimal, anything else as it is. */
export const cell = (value) =>
  value.endsWith('%') ? fraction(value.slice(0, -1)) : (read(value) ?? value);
