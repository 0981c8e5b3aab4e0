// Published liquidation and bankruptcy prices of venues.

import { Check } from './check.mjs';
import { rational } from './number.mjs';
import { roundingOf, rulesOf } from './rules.mjs';

const SAME = [
  'contract',
  'side',
  'margin_mode',
  'entry_price',
  'quantity',
  'contract_value',
  'leverage',
  'fee_rate',
  'tick',
];
const EXTRA = {
  maintenance_margin_amount: 'maintenance_margin',
  posComm: 'fee_reserve',
  equity: 'equity',
  equity_at_mark: 'equity',
  mark_price: 'mark_price',
};
const TIER = ['lower', 'upper', 'rate', 'deduction'];
const PRICES = [
  ['liquidation_price', 'tolerance'],
  ['bankruptcy_price', 'bankruptcy_tolerance'],
];

export function run(washout, item, check) {
  const isBorrowed = item.extra?.liability !== undefined;
  const ways = isBorrowed ? [() => borrowed(washout, item)] : byRules(washout, item);
  const tried = ways.map((way) => compared(item, way));
  // Where a name has stood for several forms, the price has to be that of one of them.
  const best = tried.find(({ differences }) => differences.length === 0) ?? tried[0];
  check.differences.push(...best.differences);
}

/** The answer by each of the rules that the case's names fit. */
function byRules(washout, item) {
  const asked = { ...position(item), ...roundingOf(item) };
  const located = (rules) => () => washout.locate({ ...asked, ...rules });
  return rulesOf(item, washout.venues()).map(located);
}

/** Spot margin: nothing but what is held against what is owed. */
function borrowed(washout, { side, extra, fee_rate: fee, maintenance_tiers: [{ rate: mmr }] }) {
  const { position_assets: assets, liability } = extra;
  return washout.liqPrice({ side, assets, liability, mmr, fee });
}

function compared(item, answer) {
  const check = new Check();
  const got = answer();
  for (const [key, tolerance] of PRICES) {
    const expected = item[`expected_${key}`] ?? null;
    if (expected !== null) check.within(key, expected, got[key], item[tolerance] ?? 0);
  }
  return check;
}

/** The case's position as the package takes one. */
function position(item) {
  const { maintenance_tiers: tiers } = item;
  return {
    ...picked(item, Object.fromEntries(SAME.map((key) => [key, key]))),
    quantity_unit: item.quantity_unit.replace('usd_contracts', 'quote'),
    ...given('margin', item.isolated_margin ?? item.wallet_balance),
    ...picked(item.extra ?? {}, EXTRA),
    ...given('other_maintenance_margin', item.other_positions_maintenance_margin),
    ...given('other_unrealized_pnl', item.other_positions_unrealized_pnl),
    ...given('mark_price', markOf(item)),
    ...given('maintenance_tiers', tiers.length > 0 ? tiers.map(tier) : null),
  };
}

/** The mark price that a stated value of the position means. */
const markOf = ({ extra, quantity }) =>
  extra?.position_value && quotient(extra.position_value, quantity);

const tier = (row) => picked(row, Object.fromEntries(TIER.map((key) => [key, key])));
const given = (key, value) => (value === null || value === undefined ? {} : { [key]: value });

function picked(from, keys) {
  const entries = Object.entries(keys).map(([theirs, ours]) => given(ours, from[theirs]));
  return Object.assign({}, ...entries);
}

/** `a ÷ b`, exactly, as a quotient in lowest terms. */
function quotient(a, b) {
  const [x, y] = [rational(a), rational(b)];
  const [top, bottom] = [x.top * y.bottom, x.bottom * y.top];
  const divisor = common(top, bottom);
  return bottom === divisor ? String(top / divisor) : `${top / divisor}/${bottom / divisor}`;
}

const common = (a, b) => (b === 0n ? a : common(b, a % b));
