// Published liquidation and bankruptcy prices of venues.

import { rational } from './number.mjs';

/** The rules that a case's formula names: venue, form, and what `generic` has to be told. */
const RULES = {
  binance_linear: { venue: 'binance-usdm' },
  bybit_linear_entry: { venue: 'bybit', form: 'entry' },
  bybit_inverse_uta2: { venue: 'bybit', form: 'mark' },
  inverse_classic: { venue: 'bybit', form: 'classic' },
  bitmex_satoshi: { venue: 'bitmex' },
  hyperliquid: { venue: 'hyperliquid' },
  edgex: { venue: 'edgex' },
  phemex: { venue: 'phemex' },
  margin_minus_maint: { venue: 'kucoin' },
  margin_fee_linear: { venue: 'okx' },
  okx_linear_equity: { venue: 'okx' },
  inverse_margin: { venue: 'generic', basis: 'mark', fee_kept: 'liquidation', deductions: 'given' },
};

const ROUNDINGS = {
  none: { rounding: 'none' },
  up: { rounding: 'up' },
  down: { rounding: 'down' },
  liq_up_bust_down: { rounding: 'up', bankruptcy_rounding: 'down' },
  // The venue's own: its smallest coin first, then the tick where there is one.
  sat_ceil_then_price_floor: {},
  sat_trunc_no_tick: {},
};

const SAME = ['contract', 'side', 'margin_mode', 'entry_price', 'quantity', 'contract_value', 'leverage', 'fee_rate', 'tick'];
const EXTRA = { maintenance_margin_amount: 'maintenance_margin', posComm: 'fee_reserve', equity: 'equity', equity_at_mark: 'equity', mark_price: 'mark_price' };
const TIER = ['lower', 'upper', 'rate', 'deduction'];

export function run(washout, item, check) {
  const rules = RULES[item.formula];
  const rounding = ROUNDINGS[item.rounding];
  if (!rules || !rounding) return check.differs('rules', [item.formula, item.rounding], null);
  const got = washout.locate({ ...position(item), ...rules, ...rounding });
  for (const [key, tolerance] of [['liquidation_price', 'tolerance'], ['bankruptcy_price', 'bankruptcy_tolerance']]) {
    const expected = item[`expected_${key}`];
    if (expected !== null && expected !== undefined) check.within(key, expected, got[key], item[tolerance] ?? 0);
  }
}

/** The case's position as the package takes one. */
function position(item) {
  return {
    ...picked(item, Object.fromEntries(SAME.map((key) => [key, key]))),
    quantity_unit: item.quantity_unit.replace('usd_contracts', 'quote'),
    ...given('margin', item.isolated_margin ?? item.wallet_balance),
    ...picked(item.extra ?? {}, EXTRA),
    ...given('other_maintenance_margin', item.other_positions_maintenance_margin),
    ...given('other_unrealized_pnl', item.other_positions_unrealized_pnl),
    ...given('mark_price', item.extra?.position_value && quotient(item.extra.position_value, item.quantity)),
    ...given('maintenance_tiers', item.maintenance_tiers.length > 0 ? item.maintenance_tiers.map(tier) : null),
  };
}

const tier = (row) => picked(row, Object.fromEntries(TIER.map((key) => [key, key])));
const given = (key, value) => (value === null || value === undefined ? {} : { [key]: value });

function picked(from, keys) {
  return Object.assign({}, ...Object.entries(keys).map(([theirs, ours]) => given(ours, from[theirs])));
}

/** `a ÷ b`, exactly, as a quotient in lowest terms. */
function quotient(a, b) {
  const [x, y] = [rational(a), rational(b)];
  const [top, bottom] = [x.top * y.bottom, x.bottom * y.top];
  const divisor = common(top, bottom);
  return bottom === divisor ? String(top / divisor) : `${top / divisor}/${bottom / divisor}`;
}

const common = (a, b) => (b === 0n ? a : common(b, a % b));
