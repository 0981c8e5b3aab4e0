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

const ASSET = { asset: 'BTC', price_usd: 1, impact: { kind: 'none' }, maintenance: 0 };
const SPREAD = { assets: [ASSET], accounts: [] };
const COLUMNS = { cash_usd: [0] };
const HELD = { account: [0], asset: [0], qty: [1] };

const DAY = { at: '2025-11-04' };
const CLAIM = { id: 1, text: 'x', cannot: 'y' };
const SERIES = { name: 'x', points: [] };

const within = (base, key) => (part) => ({ ...base, [key]: { ...base[key], ...part } });
const listed = (base, key, item) => (part) => ({ ...base, [key]: [{ ...item, ...part }] });
const flat = (base) => (part) => ({ ...base, ...part });
const scenario = (part) => ({ ...SCENARIO, ...part });
const book = (kind, own, keys, type, wrap = (part) => scenario({ book: { kind, ...own, ...part } })) => ({ name: `book_${kind}`, type, ask: 'scenario', base: wrap, keys });
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
const impact = (kind, own) => ({ name: `impact_${kind}`, type: `Extract<washout.Impact, { kind: '${kind}' }>`, ask: 'scenario', base: (part) => scenario({ impact: { kind, ...own, ...part } }), keys: own });
const DEPTH = { depth_usd: 1, usd_per_percent: 1, survival: 1 };

/** `ask` is asked with `base({key: value})` for each key; together they are the keys of `type`. */
const COLUMNS_OF_BOOK = {
  id: ['a'], side: [1], qty: [1], entry_usd: [1], maintenance: 0, basis: 'mark', deduction_usd: 0, margin_usd: 1,
  leverage: 1,
};

export const INPUTS = [
  { name: 'count', type: 'washout.CountOptions', ask: 'counter', base: flat({}), keys: {
    format: 'okx-json', venue: 'okx', symbol: 'BTC', received_ms: 0, contract_values: {}, side_means: 'order', in_usd: true, file_name: 'x', row_key: '0123456789abcdef0123456789abcdef', bucket: '1h', top: 1, gap_ms: 60000, minutes: true,
  } },
  { name: 'scenario', type: 'washout.CanonicalScenario', ask: 'scenario', base: scenario, keys: {
    washout: 1, preset: '2025-11-04', title: 'x', market: MARKET, direction: 'up', coordinate: 'log', book: BOOK, impact: IMPACT, flow: 1, shock: 0, levels: [1],
    volatility: 0, days: 1, recovery: 1, time: { rho: 0.5 }, engine: {},
  } },
  { name: 'market', type: 'washout.Market', ask: 'scenario', base: within(SCENARIO, 'market'), keys: { asset: 'BTC', price_usd: 1, open_interest_usd: 1, open_interest_qty: 1 } },
  book('synthetic', { mix: 'neutral', share: 0.1 }, { kind: 'synthetic', mix: 'neutral', share: 0.1, maintenance: 0, spread: 0, steps: 3 }, 'washout.SyntheticBook'),
  book('position', {}, { id: 'a', side: 'long', qty: 1, entry_usd: 1, maintenance: 0, basis: 'mark', deduction_usd: 0, margin_usd: 1, leverage: 1 }, 'washout.BookPosition',
    (part) => scenario({ book: { kind: 'positions', positions: [{ side: 'long', qty: 1, entry_usd: 1, ...part }] } })),
  book('position_columns', {}, COLUMNS_OF_BOOK, 'washout.BookPositionColumns',
    (part) => scenario({ book: { kind: 'positions', positions: { side: [1], qty: [1], entry_usd: [1], ...part } } })),
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
  { name: 'compare', type: 'Parameters<typeof washout.compare>[0]', ask: 'compare', base: flat({ a: SCENARIO, b: SCENARIO }), keys: { a: SCENARIO, b: SCENARIO } },
  { name: 'sweep', type: 'washout.SweepRequest', ask: 'sweep', base: flat({ scenario: SCENARIO, shocks: [0] }), keys: { scenario: SCENARIO, shocks: [0], over: null } },
  { name: 'depth', type: 'washout.DepthRequest', ask: 'depth', base: flat({ snapshot: 'bid,1,1\nask,2,1' }), keys: { snapshot: 'bid,1,1\nask,2,1', price_usd: 1, contract_usd: 1, steps: 5 } },
  { name: 'ladder_market', type: 'washout.LadderMarket', ask: 'ladder', base: flat({ u: [0.1], notional_usd: [1], impact: IMPACT }), keys: { impact: IMPACT, flow: 1 } },
  { name: 'uniform', type: 'washout.UniformBook', ask: 'uniformDensity', base: flat({ shock: 0, from: 0, to: 1, density_usd: 1, depth_usd: 1 }), keys: { shock: 0, from: 0, to: 1, density_usd: 1, depth_usd: 1, flow: 1 } },
  { name: 'position', type: 'washout.Position', ask: 'locate', base: flat(POSITION), keys: { ...TERMS, quantity: 1, quantity_unit: 'base', balance: 1 } },
  { name: 'terms', type: 'washout.PositionTerms', ask: 'maxSize', base: flat({ ...without(POSITION, 'quantity'), balance: 1 }), keys: TERMS },
  { name: 'tier', type: 'washout.TierRow', ask: 'locate', base: listed(POSITION, 'maintenance_tiers', TIERS[0]), keys: { lower: 0, upper: 1, rate: 0, deduction: 0, max_leverage: 1 } },
  { name: 'other', type: 'washout.OtherPosition', ask: 'locate', base: listed(POSITION, 'other_positions', OTHER), keys: { symbol: 'x', side: 'long', quantity: 1, entry_price: 1, mark_price: 1, rate: 0, deduction: 0 } },
  { name: 'columns', type: 'washout.PositionColumns', ask: 'locateMany', base: flat({ ...without(POSITION, 'leverage'), side: [1], entry_price: [100], quantity: [1], leverage: [10] }), keys: { ...RULES, margin_mode: 'cross', side: [1], entry_price: [1], quantity: [1], margin: [1], leverage: [1] } },
  { name: 'simple', type: 'washout.SimplePosition', ask: 'liqPrice', base: flat({ side: 'long', entry: 1, qty: 1, margin: 1, mmr: 0 }), keys: { side: 'long', entry: 1, qty: 1, margin: 1, mmr: 0, basis: 'mark', mm_amount: 0 } },
  { name: 'borrowed', type: 'washout.BorrowedPosition', ask: 'liqPrice', base: flat({ side: 'long', assets: 1, liability: 1, mmr: 0, fee: 0 }), keys: { side: 'long', assets: 1, liability: 1, mmr: 0, fee: 0 } },
  { name: 'deduction', type: 'washout.DeductionRequest', ask: 'maintenance', base: flat({ rule: 'cum', prev_cum: 0, lower_bound: 1, rate: 0, prev_rate: 0 }), keys: { rule: 'cum', prev_cum: 0, lower_bound: 1, rate: 0, prev_rate: 0 } },
  { name: 'amount', type: 'washout.MaintenanceRequest', ask: 'maintenance', base: flat({ rule: 'mm', quantity: 1, mark: 1, rate: 0 }), keys: { rule: 'mm', quantity: 1, mark: 1, rate: 0, cum: 0 } },
  { name: 'margin_ratio', type: 'washout.MarginRatioRequest', ask: 'maintenance', base: flat({ rule: 'margin_ratio', equity: 1, mm: 1 }), keys: { rule: 'margin_ratio', equity: 1, mm: 1, notional: 1, fee: 0 } },
  { name: 'drawdown', type: 'washout.DrawdownRequest', ask: 'drawdown', base: flat({ peak_usd: 1, price_usd: 1 }), keys: { peak_usd: 1, price_usd: 1 } },
  { name: 'change', type: 'washout.ChangeRequest', ask: 'change', base: flat({ from: 1, to: 1 }), keys: { from: 1, to: 1, usd_change: 1, price_change: 1 } },
  { name: 'funding', type: 'washout.FundingRequest', ask: 'annualFunding', base: flat({ rate: 0, hours: 1 }), keys: { rate: 0, hours: 1 } },
  { name: 'margin', type: 'washout.MarginRequest', ask: 'marginBehind', base: flat({ notional_usd: 1, leverage: 1 }), keys: { notional_usd: 1, leverage: 1 } },
  { name: 'coupled', type: 'washout.CoupledRequest', ask: 'coupled', base: flat({ gains: [[0]], shocks: [0] }), keys: { gains: [[0]], shocks: [0] } },
  { name: 'contagion', type: 'washout.ContagionRequest', ask: 'contagion', base: flat(SPREAD), keys: { ...SPREAD, shock: 0, cross: [[1]], coordinate: 'log', flow: 1, engine: {} } },
  { name: 'contagion_asset', type: 'washout.ContagionAsset', ask: 'contagion', base: listed(SPREAD, 'assets', ASSET), keys: { ...ASSET, maintenance_tiers: TIERS, venue: 'bybit', symbol: 'BTCUSDT', open_interest_qty: 1, shock: 0, beta: 1 } },
  { name: 'contagion_account', type: 'washout.ContagionAccount', ask: 'contagion', base: listed(SPREAD, 'accounts', {}), keys: { id: 'a', cash_usd: 1, collateral: [], positions: [] } },
  { name: 'contagion_coins', type: 'washout.CollateralCoins', ask: 'contagion', base: (part) => ({ ...SPREAD, accounts: [{ collateral: [{ asset: 'BTC', qty: 1, ...part }] }] }), keys: { asset: 'BTC', qty: 1, haircut: 0 } },
  { name: 'contagion_position', type: 'washout.AccountPosition', ask: 'contagion', base: (part) => ({ ...SPREAD, accounts: [{ positions: [{ asset: 'BTC', qty: 1, entry_usd: 1, ...part }] }] }), keys: { asset: 'BTC', qty: 1, entry_usd: 1 } },
  { name: 'contagion_columns', type: 'washout.AccountColumns', ask: 'contagion', base: within({ ...SPREAD, accounts: COLUMNS }, 'accounts'), keys: { ...COLUMNS, collateral: HELD, positions: { ...HELD, entry_usd: [1] } } },
  { name: 'contagion_held', type: "NonNullable<washout.AccountColumns['collateral']>", ask: 'contagion', base: (part) => ({ ...SPREAD, accounts: { ...COLUMNS, collateral: { ...HELD, ...part } } }), keys: { ...HELD, haircut: [0] } },
  { name: 'contagion_legs', type: "NonNullable<washout.AccountColumns['positions']>", ask: 'contagion', base: (part) => ({ ...SPREAD, accounts: { ...COLUMNS, positions: { ...HELD, entry_usd: [1], ...part } } }), keys: { ...HELD, entry_usd: [1] } },
  { name: 'contagion_engine', type: 'washout.ContagionVenue', ask: 'contagion', base: (part) => ({ ...SPREAD, engine: part }), keys: { fee_rate: 0, fee_to: 'fund', residual: 'fund', fund_usd: 0 } },
  { name: 'deribit', type: 'washout.DeribitRequest', ask: 'maintenance', base: flat({ rule: 'deribit', position_base: 1, price: 1, mm_base: 0, im_base: 0, slope_per_unit: 0 }), keys: { rule: 'deribit', position_base: 1, price: 1, mm_base: 0, im_base: 0, slope_per_unit: 0 } },
  { name: 'context', type: 'washout.ContextRequest', ask: 'context', base: flat(DAY), keys: {
    ...DAY, preset: '2025-11-04', candles: {}, month_closes: {}, peak_from: 0, since_year: 2011, fear_greed: {}, funding: {}, open_interest: {}, liquidations: {}, deleveraging: {}, leverage: {}, stablecoins: {}, key_level: {},
  } },
  { name: 'series_file', type: 'washout.SeriesFile', ask: 'context', base: (part) => ({ ...DAY, candles: { text: 'date,open,high,low,close', ...part } }), keys: { name: 'x', text: 'x' } },
  { name: 'series', type: 'washout.SeriesSource & { days?: never }', ask: 'context', base: (part) => ({ ...DAY, stablecoins: { ...SERIES, ...part } }), keys: { name: 'x', text: 'x', points: [], days: [7] } },
  { name: 'fear_greed', type: 'washout.FearGreedSource', ask: 'context', base: (part) => ({ ...DAY, fear_greed: { provider: 'x', ...part } }), keys: { provider: 'x', text: 'x', value: 1, label: 'x' } },
  { name: 'funding_source', type: 'washout.FundingSource', ask: 'context', base: (part) => ({ ...DAY, funding: part }), keys: { name: 'x', text: 'x', interval_hours: 8, venues: [] } },
  { name: 'funding_rate', type: 'washout.FundingRate', ask: 'context', base: (part) => ({ ...DAY, funding: { venues: [{ venue: 'x', rate: 0, interval_hours: 8, ...part }] } }), keys: { venue: 'x', rate: 0, interval_hours: 8, open_interest_usd: 1 } },
  { name: 'interest', type: 'washout.OpenInterestChange', ask: 'context', base: (part) => ({ ...DAY, open_interest: part }), keys: { coins_before: 1, coins_after: 1, usd_before: 1, usd_after: 1, usd_change: 0, price_before: 1, price_after: 1, price_change: 0 } },
  { name: 'liquidations', type: "NonNullable<washout.ContextRequest['liquidations']>", ask: 'context', base: (part) => ({ ...DAY, liquidations: part }), keys: { liquidated_usd: 1, open_interest_usd: 1, volume_usd: 1 } },
  { name: 'observed', type: 'washout.Observed', ask: 'context', base: (part) => ({ ...DAY, deleveraging: part }), keys: {
    depth_ratio: 1, adl: true, fund_draw: 0, peg_deviation: 0, funding_after: 0, venue_failure: false, depth_ratio_later: 1, peg_broken: false, withdrawals_halted: false, bad_debt: false,
  } },
  { name: 'leverage_source', type: 'washout.LeverageSource', ask: 'context', base: (part) => ({ ...DAY, leverage: { open_interest: SERIES, reserve: SERIES, ...part } }), keys: { open_interest: SERIES, reserve: SERIES, window_days: 30 } },
  { name: 'key_level', type: 'washout.PriceZone', ask: 'context', base: (part) => ({ ...DAY, key_level: { lower_usd: 1, ...part } }), keys: { lower_usd: 1, upper_usd: 2, price_usd: 1, shock_needed: 0.1 } },
  { name: 'audit', type: 'washout.AuditRequest', ask: 'audit', base: flat({}), keys: { claims: [], inputs: {} } },
  { name: 'audit_input', type: 'washout.AuditInput', ask: 'audit', base: (part) => ({ inputs: { a: { value: 1, ...part } } }), keys: { value: 1, source: 'x' } },
  { name: 'claim', type: 'washout.Claim', ask: 'audit', base: (part) => ({ claims: [{ ...CLAIM, ...part }] }), keys: { ...CLAIM, kind: 'view', panel: 'x', note: 'x', readings: [] } },
  { name: 'reading', type: 'washout.Reading', ask: 'audit', base: (part) => ({ claims: [{ ...CLAIM, readings: [{ is: 'about', formula: 'a', target: 1, ...part }] }] }), keys: { condition: 'x', series: 'x', is: 'above', formula: 1, target: 1, upper: null, tolerance: 0, unit: 'usd' } },
  { name: 'flows', type: 'washout.FlowsRequest', ask: 'flows', base: flat({}), keys: { total_usd: 1, shares: {}, rest: 'fiat', four: {} } },
  { name: 'shares', type: "NonNullable<washout.FlowsRequest['shares']>", ask: 'flows', base: (part) => ({ total_usd: 1, shares: part }), keys: { liquidity_providers: 0, stronger_holders: 0, options: 0, etfs: 0, delta_neutral: 0, usdc: 0, usdt: 0, rlusd: 0, fiat: 0 } },
  { name: 'four', type: 'washout.FourInputs', ask: 'flows', base: (part) => ({ four: part }), keys: { notional_usd: 1, margin_lost_usd: 1, leverage_low: 1, leverage_high: 2, open_interest_usd: 1, price_move: 0, mark_to_market_usd: 1, market_value_before_usd: 1, market_value_after_usd: 1, coins: 1, price_before_usd: 1, price_after_usd: 1 } },
];
