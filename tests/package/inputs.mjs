// Every key of every input, with a value that the engine may take or refuse, but has to know.

const MARKET = { price_usd: 100 };
const IMPACT = { kind: 'linear', depth_usd: 1000 };
const BOOK = { kind: 'rungs', rungs: [] };
const SCENARIO = { washout: 1, market: MARKET, book: BOOK, impact: IMPACT, shock: 0 };
const RULES = {
  venue: 'generic', contract: 'linear', form: 'standard', symbol: 'BTCUSDT', contract_value: 1, fee_rate: 0, tick: 1, rounding: 'none',
  bankruptcy_rounding: 'none', basis: 'mark', fee_kept: 'none', deductions: 'none', maintenance_tiers: [{ rate: 0.01 }], tier_unit: 'quote',
  maintenance_margin: 1, maintenance_slope: { maintenance_rate: 0, initial_rate: 0, per_coin: 0 },
};
const TERMS = {
  ...RULES, side: 'long', entry_price: 100, mark_price: 100, margin_mode: 'cross', leverage: 10, margin: 10, wallet_balance: 10, equity: 10,
  extra_margin: 1, fee_reserve: 0, open_fee_rate: 0, other_maintenance_margin: 0, other_unrealized_pnl: 0, other_positions: [], hedge: { entry_price: 1, quantity: 1 },
};
const POSITION = { venue: 'generic', basis: 'mark', fee_kept: 'none', deductions: 'none', maintenance_tiers: [{ rate: 0.01 }], side: 'long', entry_price: 100, quantity: 1, leverage: 10 };
const TIERS = [{ rate: 0.01 }];
const OTHER = { side: 'long', quantity: 1, entry_price: 1, mark_price: 1, rate: 0 };

const within = (base, key) => (part) => ({ ...base, [key]: { ...base[key], ...part } });
const listed = (base, key, item) => (part) => ({ ...base, [key]: [{ ...item, ...part }] });
const flat = (base) => (part) => ({ ...base, ...part });
const scenario = (part) => ({ ...SCENARIO, ...part });
const book = (kind, own, keys, type, wrap = (part) => scenario({ book: { kind, ...own, ...part } })) => ({ name: `book_${kind}`, type, ask: 'scenario', base: wrap, keys });
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
const impact = (kind, own) => ({ name: `impact_${kind}`, type: `Extract<washout.Impact, { kind: '${kind}' }>`, ask: 'scenario', base: (part) => scenario({ impact: { kind, ...own, ...part } }), keys: own });
const DEPTH = { depth_usd: 1, usd_per_percent: 1, survival: 1 };

/** `ask` is asked with `base({key: value})` for each key; together they are the keys of `type`. */
export const INPUTS = [
  { name: 'count', type: 'washout.CountOptions', ask: 'counter', base: flat({}), keys: {
    format: 'okx-json', venue: 'okx', symbol: 'BTC', received_ms: 0, contract_values: {}, side_means: 'order', in_usd: true, file_name: 'x', bucket: '1h', top: 1, gap_ms: 60000,
  } },
  { name: 'scenario', type: 'washout.CanonicalScenario', ask: 'scenario', base: scenario, keys: {
    washout: 1, preset: '2025-11-04', title: 'x', market: MARKET, direction: 'up', coordinate: 'log', book: BOOK, impact: IMPACT, flow: 1, shock: 0, levels: [1],
    volatility: 0, days: 1, recovery: 1, time: { rho: 0.5 }, engine: {},
  } },
  { name: 'market', type: 'washout.Market', ask: 'scenario', base: within(SCENARIO, 'market'), keys: { asset: 'BTC', price_usd: 1, open_interest_usd: 1, open_interest_qty: 1 } },
  book('synthetic', { mix: 'neutral', share: 0.1 }, { kind: 'synthetic', mix: 'neutral', share: 0.1, maintenance: 0, spread: 0, steps: 3 }, 'washout.SyntheticBook'),
  book('position', {}, { id: 'a', side: 'long', qty: 1, entry_usd: 1, maintenance: 0, basis: 'mark', deduction_usd: 0, margin_usd: 1, leverage: 1 }, 'washout.BookPosition',
    (part) => scenario({ book: { kind: 'positions', positions: [{ side: 'long', qty: 1, entry_usd: 1, ...part }] } })),
  book('rung', {}, { u: 0, liq_price_usd: 1, notional_usd: 1, qty: 1, side: 'long' }, 'washout.Rung', (part) => scenario({ book: { kind: 'rungs', rungs: [part] } })),
  { name: 'share', type: 'washout.ReportedShare', ask: 'scenario', base: (part) => scenario({ book: { kind: 'synthetic', mix: 'neutral', share: { reported_usd: 1, ...part } } }), keys: { reported_usd: 1, factor: 1, to_price_usd: 1, shock: 1 } },
  { ...impact('none', { kind: 'none', survival: 1 }), keys: { kind: 'none', survival: 1 } },
  impact('linear', { kind: 'linear', ...DEPTH }),
  impact('power', { kind: 'power', gamma: 1, ...DEPTH }),
  impact('withdrawal', { kind: 'withdrawal', rate: 1, ...DEPTH }),
  impact('bounded', { kind: 'bounded', max: 1, ...DEPTH }),
  impact('levels', { kind: 'levels', levels: [[0.1, 1]], exhausted: 1, ...DEPTH }),
  { name: 'engine', type: 'washout.Venue', ask: 'scenario', base: (part) => scenario({ engine: part }), keys: {
    kind: 'market', arrival: 'gap', fee_rate: 0, fee_to: 'fund', residual: 'fund', fund_usd: 0, adl: 'queue', winners: [], tick_usd: 1,
  } },
  { name: 'winner', type: 'washout.Winner', ask: 'scenario', base: (part) => scenario({ engine: { winners: [{ id: 'a', profit_usd: 1, leverage: 1, profit_rate: 1, ...part }] } }), keys: { id: 'a', profit_usd: 1, leverage: 1, profit_rate: 1, wealth_usd: 1 } },
  { name: 'time', type: 'washout.Refill', ask: 'scenario', base: (part) => scenario({ time: { rho: 0, ...part } }), keys: { rho: 0, permanent: 0 } },
  { name: 'partial', type: 'washout.PartialClosing', ask: 'partialTranches', base: flat({ side: 'long', liq_price_usd: 1, qty: 1, maintenance: 0.01, target: 0.02, count: 2 }), keys: { side: 'long', liq_price_usd: 1, qty: 1, maintenance: 0.01, target: 0.02, fee: 0, count: 2 } },
  { name: 'sweep', type: 'washout.SweepRequest', ask: 'sweep', base: flat({ scenario: SCENARIO, shocks: [0] }), keys: { scenario: SCENARIO, shocks: [0], over: null } },
  { name: 'depth', type: 'washout.DepthRequest', ask: 'depth', base: flat({ snapshot: 'bid,1,1\nask,2,1' }), keys: { snapshot: 'bid,1,1\nask,2,1', price_usd: 1, contract_usd: 1, steps: 5 } },
  { name: 'ladder_market', type: 'washout.LadderMarket', ask: 'ladder', base: flat({ u: [0.1], notional_usd: [1], impact: IMPACT }), keys: { impact: IMPACT, flow: 1 } },
  { name: 'uniform', type: 'washout.UniformBook', ask: 'uniformDensity', base: flat({ shock: 0, from: 0, to: 1, density_usd: 1, depth_usd: 1 }), keys: { shock: 0, from: 0, to: 1, density_usd: 1, depth_usd: 1, flow: 1 } },
  { name: 'position', type: 'washout.Position', ask: 'locate', base: flat(POSITION), keys: { ...TERMS, quantity: 1, quantity_unit: 'base', balance: 1 } },
  { name: 'terms', type: 'washout.PositionTerms', ask: 'maxSize', base: flat({ ...without(POSITION, 'quantity'), balance: 1 }), keys: TERMS },
  { name: 'tier', type: 'washout.TierRow', ask: 'locate', base: listed(POSITION, 'maintenance_tiers', TIERS[0]), keys: { lower: 0, upper: 1, rate: 0, deduction: 0, max_leverage: 1 } },
  { name: 'other', type: 'washout.OtherPosition', ask: 'locate', base: listed(POSITION, 'other_positions', OTHER), keys: { symbol: 'x', side: 'long', quantity: 1, entry_price: 1, mark_price: 1, rate: 0, deduction: 0 } },
  { name: 'columns', type: 'washout.PositionColumns', ask: 'locateMany', base: flat({ ...without(POSITION, 'leverage'), side: [1], entry_price: [100], quantity: [1], leverage: [10] }), keys: { ...RULES, side: [1], entry_price: [1], quantity: [1], margin: [1], leverage: [1] } },
  { name: 'simple', type: 'washout.SimplePosition', ask: 'liqPrice', base: flat({ side: 'long', entry: 1, qty: 1, margin: 1, mmr: 0 }), keys: { side: 'long', entry: 1, qty: 1, margin: 1, mmr: 0, basis: 'mark', mm_amount: 0 } },
  { name: 'deduction', type: 'washout.DeductionRequest', ask: 'maintenance', base: flat({ rule: 'cum', prev_cum: 0, lower_bound: 1, rate: 0, prev_rate: 0 }), keys: { rule: 'cum', prev_cum: 0, lower_bound: 1, rate: 0, prev_rate: 0 } },
  { name: 'amount', type: 'washout.MaintenanceRequest', ask: 'maintenance', base: flat({ rule: 'mm', quantity: 1, mark: 1, rate: 0 }), keys: { rule: 'mm', quantity: 1, mark: 1, rate: 0, cum: 0 } },
  { name: 'margin_ratio', type: 'washout.MarginRatioRequest', ask: 'maintenance', base: flat({ rule: 'margin_ratio', equity: 1, mm: 1 }), keys: { rule: 'margin_ratio', equity: 1, mm: 1, notional: 1, fee: 0 } },
  { name: 'drawdown', type: 'washout.DrawdownRequest', ask: 'drawdown', base: flat({ peak_usd: 1, price_usd: 1 }), keys: { peak_usd: 1, price_usd: 1 } },
  { name: 'change', type: 'washout.ChangeRequest', ask: 'change', base: flat({ from: 1, to: 1 }), keys: { from: 1, to: 1, usd_change: 1, price_change: 1 } },
  { name: 'funding', type: 'washout.FundingRequest', ask: 'annualFunding', base: flat({ rate: 0, hours: 1 }), keys: { rate: 0, hours: 1 } },
  { name: 'margin', type: 'washout.MarginRequest', ask: 'marginBehind', base: flat({ notional_usd: 1, leverage: 1 }), keys: { notional_usd: 1, leverage: 1 } },
  { name: 'coupled', type: 'washout.CoupledRequest', ask: 'coupled', base: flat({ gains: [[0]], shocks: [0] }), keys: { gains: [[0]], shocks: [0] } },
  { name: 'deribit', type: 'washout.DeribitRequest', ask: 'maintenance', base: flat({ rule: 'deribit', position_base: 1, price: 1, mm_base: 0, im_base: 0, slope_per_unit: 0 }), keys: { rule: 'deribit', position_base: 1, price: 1, mm_base: 0, im_base: 0, slope_per_unit: 0 } },
];
