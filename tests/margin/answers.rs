//! The answers, their states and the errors, by example.

use num_traits::Signed;
use washout::edge::locate;
use washout::margin::Mode;
use washout::value::Value;

use super::{bag, code, rational, shared, text, tiers};

fn long() -> Value {
    bag(&[
        ("venue", "binance-usdm"),
        ("symbol", "BTCUSDT"),
        ("side", "long"),
        ("entry_price", "100000"),
        ("quantity", "0.5"),
        ("leverage", "20"),
        ("fee_rate", "0.0005"),
    ])
}

fn changed(bag: Value, key: &str, value: impl Into<Value>) -> Value {
    let Value::Map(mut map) = bag else { panic!("a bag is a map") };
    map.retain(|(name, _)| name != key);
    Value::Map(map).with(key, value)
}

#[test]
fn a_position_on_a_built_in_table_answers_everything() {
    // Value 50,000, margin 2,500, rate 0.4%: (2500 - 50000) / (0.5 * 0.004 - 0.5).
    let answer = locate::locate(long()).unwrap();
    assert_eq!(text(&answer, "state"), "liquidation");
    assert_eq!(text(&answer, "liquidation_price_exact"), "23750000/249");
    assert_eq!(text(&answer, "liquidation_price"), "95381.526104417670682731");
    assert_eq!(text(&answer, "bankruptcy_price"), "95000");
    assert_eq!(text(&answer, "initial_margin"), "2500");
    assert_eq!(text(&answer, "maintenance_margin"), "200");
    assert_eq!(text(&answer, "margin_ratio"), "0.08");
    assert_eq!(text(&answer, "effective_leverage"), "20");
    assert_eq!(text(&answer, "open_fee"), "25");
    assert_eq!(text(&answer, "distance_pct"), "-4.618473895582329317");
    let formula = answer.get("formula").unwrap();
    assert_eq!(
        text(formula, "numbers"),
        "(2500 − 0.5 × 100000) ÷ (0.5 × 0.004 − 0.5) ≈ 95381.52610442"
    );
    assert!(text(formula, "source").starts_with("https://www.binance.com/"));
    assert_eq!(text(answer.get("table").unwrap(), "date"), "2026-09");
}

#[test]
fn the_named_states() {
    let state = |bag: Value| text(&locate::locate(bag).unwrap(), "state");
    assert_eq!(state(changed(long(), "leverage", "1")), "none");
    assert_eq!(state(changed(long(), "leverage", "200")), "not_enough_margin");
    assert_eq!(state(long().with("balance", "2524.99")), "not_enough_margin");
    assert_eq!(state(long().with("balance", "2525")), "liquidation");
    assert_eq!(state(long().with("mark_price", "95000")), "already_liquidatable");
    let thin = changed(changed(long(), "leverage", Value::Null), "margin", "150");
    assert_eq!(state(thin), "already_liquidatable");
    let answer = locate::locate(changed(long(), "leverage", "1")).unwrap();
    assert_eq!(answer.get("liquidation_price"), Some(&Value::Null));
}

#[test]
fn a_table_that_jumps_says_so_and_okx_counts_contracts() {
    let bag = bag(&[
        ("venue", "okx"),
        ("symbol", "BTC-USDT-SWAP"),
        ("side", "short"),
        ("entry_price", "100000"),
        ("quantity", "10.01"),
        ("leverage", "10"),
        ("fee_rate", "0.0005"),
    ]);
    let answer = locate::locate(bag.clone()).unwrap();
    // 1,001 contracts of 0.01 BTC are tier 2: (1 + 0.1) / (1 + 0.005 + 0.0005).
    assert_eq!(answer.get("tier").unwrap().get("number"), Some(&Value::Int(2)));
    let expected = rational("110000") / rational("1.0055");
    assert_eq!(rational(&text(&answer, "liquidation_price_exact")), expected);
    assert!(matches!(answer.get("jumps_at_tiers"), Some(Value::List(jumps)) if jumps.len() == 98));
    let edge = locate::locate(changed(bag, "quantity", "10")).unwrap();
    assert_eq!(edge.get("tier").unwrap().get("number"), Some(&Value::Int(1)));
}

/// One BTC at 10x under OKX's rules: the formula's price is 90,000 ÷ 0.9955 for the long.
fn okx(side: &str) -> Value {
    bag(&[
        ("venue", "okx"),
        ("side", side),
        ("entry_price", "100000"),
        ("quantity", "1"),
        ("leverage", "10"),
        ("fee_rate", "0.0005"),
    ])
    .with("maintenance_tiers", tiers(&[("0", "0.004", "-")]))
}

fn notes(answer: &Value) -> String {
    let Some(Value::List(notes)) = answer.get("notes") else { panic!("{answer:?}") };
    format!("{notes:?}")
}

#[test]
fn okx_shows_an_isolated_position_one_tick_nearer_to_entry() {
    for (side, formula, shown) in [
        ("long", "90406.830738322451029633", "90406.930738322451029633"),
        ("short", "109507.217521154803384769", "109507.117521154803384769"),
    ] {
        let answer = locate::locate(okx(side).with("tick", "0.1")).unwrap();
        assert_eq!(text(&answer, "liquidation_price"), shown);
        assert_eq!(text(&answer, "liquidation_price_raw"), formula);
        assert_eq!(text(&answer, "rounding"), "one_tick_towards_entry");
        assert!(notes(&answer).contains("one tick nearer to entry, up for a long and down for a"));
        let untold = locate::locate(okx(side)).unwrap();
        assert_eq!(text(&untold, "liquidation_price"), formula);
        assert!(notes(&untold).contains("no tick is given, so this is the formula's price"));
        let own = locate::locate(okx(side).with("tick", "0.1").with("rounding", "none")).unwrap();
        assert_eq!(text(&own, "liquidation_price"), formula);
    }
}

#[test]
fn okx_adds_no_tick_in_cross_margin_and_says_so() {
    let cross = changed(okx("long"), "leverage", Value::Null).with("margin_mode", "cross");
    let cross = cross.with("wallet_balance", "10000").with("tick", "0.1");
    let answer = locate::locate(cross).unwrap();
    assert_eq!(text(&answer, "liquidation_price"), "90406.830738322451029633");
    assert_eq!(text(&answer, "rounding"), "none");
    assert!(notes(&answer).contains("OKX adds no tick in cross margin"));
}

#[test]
fn a_wish_is_what_okx_shows() {
    let wish = okx("short").with("tick", "0.1").with("wished_price", "120000");
    let added = text(&locate::margin_to_add(wish).unwrap(), "margin_to_add");
    let own = (rational("10000") + rational(&added)).to_string();
    let moved = changed(okx("short"), "leverage", Value::Null).with("margin", own);
    let answer = locate::locate(moved.with("tick", "0.1")).unwrap();
    assert_eq!(text(&answer, "liquidation_price"), "120000");
}

#[test]
fn a_tick_above_the_price_is_refused() {
    let says = code(locate::locate(okx("short").with("tick", "200000")));
    let expected = "tick: expected a tick below the liquidation price, found \"200000\"";
    assert_eq!(says, expected);
    let column = |number: f64| Value::Floats(vec![number]);
    let many = changed(changed(okx("short"), "side", column(-1.0)), "entry_price", column(1e5));
    let many = changed(changed(many, "quantity", column(1.0)), "leverage", column(10.0));
    assert_eq!(code(locate::locate_many(many.with("tick", "200000"))), format!("rows[0].{says}"));
}

#[test]
fn an_inverse_cross_position_takes_the_cross_form_of_bybit() {
    let position = |form: Option<&str>| {
        let bag = bag(&[
            ("venue", "bybit"),
            ("contract", "inverse"),
            ("margin_mode", "cross"),
            ("side", "long"),
            ("entry_price", "8000"),
            ("quantity", "10000"),
            ("wallet_balance", "0.5"),
            ("fee_rate", "0.00075"),
        ]);
        let bag = bag.with("maintenance_tiers", tiers(&[("0", "0.005", "-")]));
        let bag = form.map_or(bag.clone(), |form| bag.with("form", form));
        locate::locate(bag).unwrap()
    };
    let chosen = position(None);
    assert_eq!(text(&chosen, "form"), "cross");
    assert_eq!(chosen, position(Some("cross")));
    assert_eq!(text(&position(Some("mark")), "form"), "mark");
    // Linear contracts have no such form, and they stay the first of the venue.
    let linear = changed(changed(long(), "venue", "bybit"), "symbol", "BTCPERP");
    let linear = changed(linear, "leverage", Value::Null).with("margin_mode", "cross");
    let linear = locate::locate(linear.with("wallet_balance", "2500")).unwrap();
    assert_eq!(
        (text(&linear, "form"), text(&linear, "contract")),
        ("entry".into(), "linear".into())
    );
}

#[test]
fn spot_margin_counts_what_is_held_against_what_is_owed() {
    let position = |side: &str| {
        locate::liq_price(bag(&[
            ("side", side),
            ("assets", "12.00358728382"),
            ("liability", "0.113791"),
            ("mmr", "0.05"),
            ("fee", "0.0015"),
        ]))
    };
    // A real short of OKX, ccxt pull request 16498: 100.31430948814871.
    let short = position("short").unwrap();
    assert_eq!(text(&short, "liquidation_price"), "100.314309488148729287");
    let exact = |key: &str| rational(&text(&position("long").unwrap(), key));
    let owed = rational("0.113791") * rational("1.05") * rational("1.0015");
    assert_eq!(exact("liquidation_price_exact"), owed / rational("12.00358728382"));
    let even = rational("0.113791") / rational("12.00358728382");
    assert_eq!(exact("bankruptcy_price_exact"), even);
    let short_of = locate::liq_price(bag(&[("side", "long"), ("assets", "1"), ("fee", "0")]));
    assert!(code(short_of).starts_with("liability: expected what is owed"));
}

#[test]
fn deribit_solves_its_quadratic() {
    let bag = bag(&[
        ("venue", "deribit"),
        ("contract", "inverse"),
        ("symbol", "BTC"),
        ("side", "long"),
        ("entry_price", "50000"),
        ("quantity", "5000000"),
        ("margin", "10"),
    ]);
    let answer = locate::locate(bag).unwrap();
    let coins = rational("5000000") / rational(&text(&answer, "liquidation_price_exact"));
    let equity = rational("10") + rational("100") - &coins;
    let needs = &coins * (rational("0.01") + rational("0.00005") * &coins);
    assert!((equity - needs).abs() < rational("1e-20"));
}

#[test]
fn the_classic_inverse_cross_example_of_bybit() {
    let bag = bag(&[
        ("venue", "bybit"),
        ("contract", "inverse"),
        ("form", "cross"),
        ("margin_mode", "cross"),
        ("side", "long"),
        ("entry_price", "8000"),
        ("quantity", "10000"),
        ("wallet_balance", "0.5"),
        ("fee_rate", "0.00075"),
        ("tick", "0.5"),
        ("bankruptcy_rounding", "none"),
    ]);
    let rows = tiers(&[("0", "0.005", "-")]);
    let answer = locate::locate(bag.with("maintenance_tiers", rows)).unwrap();
    let bankruptcy = rational(&text(&answer, "bankruptcy_price"));
    assert!((bankruptcy - rational("5718.57")).abs() < rational("0.005"));
    assert_eq!(text(&answer, "liquidation_price"), "5739.5");
}

#[test]
fn the_largest_size_costs_what_there_is() {
    let bag = changed(long(), "quantity", Value::Null);
    let size = locate::max_size(bag.clone().with("balance", "1000")).unwrap();
    let value = rational(&text(&size, "notional_usd"));
    let cost = &value / rational("20") + &value * rational("0.0005");
    assert!((cost - rational("1000")).abs() < rational("1e-12"));
    assert_eq!(text(&size, "limited_by"), "balance");
    // 20x goes up to a value of 100 million.
    let size = locate::max_size(bag.with("balance", "100000000")).unwrap();
    assert_eq!(text(&size, "notional_usd"), "100000000");
    assert_eq!(text(&size, "limited_by"), "tier");
}

#[test]
fn the_simple_form_gives_exact_quotients() {
    let answer = locate::liq_price(bag(&[
        ("side", "short"),
        ("entry", "100000"),
        ("qty", "2"),
        ("margin", "10000"),
        ("mmr", "0.01"),
    ]));
    let answer = answer.unwrap();
    assert_eq!(text(&answer, "liquidation_price_exact"), "10500000/101");
    assert_eq!(text(&answer, "bankruptcy_price"), "105000");
}

#[test]
fn a_portfolio_gives_prices_and_values_in_order() {
    let short = changed(long(), "side", "short");
    let list = Value::map([("positions", Value::List(vec![long(), short]))]);
    let Value::List(rows) = locate::portfolio(list).unwrap() else { panic!() };
    assert_eq!(text(&rows[0], "liquidation_price"), "95381.526104417670682731");
    assert_eq!(text(&rows[1], "notional_usd"), "50000");
    let bad = changed(long(), "entry_price", "0");
    let list = Value::map([("positions", Value::List(vec![long(), bad]))]);
    assert!(code(locate::portfolio(list)).starts_with("positions[1].entry_price: "));
}

#[test]
fn nonsense_is_named_by_field_and_legal_range() {
    let says = |bag: Value| code(locate::locate(bag));
    let with = |key: &str, value: &str| says(changed(long(), key, value));
    assert_eq!(with("entry_price", "0"), "entry_price: expected a number above 0, found \"0\"");
    assert_eq!(with("quantity", "-1"), "quantity: expected a number above 0, found \"-1\"");
    assert_eq!(
        with("leverage", "10000"),
        "leverage: expected a leverage above 0 and at most 1000, found \"10000\""
    );
    assert!(with("leverage", "NaN").starts_with("leverage: expected a decimal number"));
    assert!(with("fee_rate", "0.5").starts_with("fee_rate: expected a fee rate from 0 to 0.1"));
    assert!(with("venue", "mtgox").starts_with("venue: expected one of binance-usdm, "));
    let unknown = with("symbol", "NOPE");
    assert!(unknown.starts_with("symbol: expected one of the symbols with a built-in table"));
    assert!(unknown.ends_with("found \"NOPE\""), "{unknown}");
    assert!(with("side", "up").starts_with("side: expected one of long, short"));
    assert!(with("wallet", "1").starts_with("expected a known key, found \"wallet\""));
    assert!(with("quantity", "1000000").starts_with("quantity: expected a position within"));
    let bare = changed(long(), "symbol", Value::Null);
    let table = |rows: Value| says(bare.clone().with("maintenance_tiers", rows));
    assert_eq!(
        table(Value::List(vec![])),
        "maintenance_tiers: expected at least one tier with a rate, found nothing"
    );
    assert_eq!(
        table(tiers(&[("0", "1.5", "0")])),
        "maintenance_tiers[0].rate: expected a rate above 0 and below 1, found \"1.5\""
    );
    let overlap = Value::List(vec![
        bag(&[("lower", "0"), ("upper", "100"), ("rate", "0.1")]),
        bag(&[("lower", "50"), ("rate", "0.2")]),
    ]);
    assert_eq!(table(overlap), "maintenance_tiers[1].lower: tiers must not overlap");
    assert!(says(bare).starts_with("maintenance_tiers: expected maintenance_tiers of your own"));
    let okx = changed(changed(long(), "venue", "okx"), "fee_rate", Value::Null);
    let okx = changed(okx, "symbol", "BTC-USDT-SWAP");
    assert!(says(okx).starts_with("fee_rate: expected the taker fee rate"));
}

#[test]
fn the_generic_venue_wants_every_choice() {
    let bag = changed(changed(long(), "venue", "generic"), "symbol", Value::Null)
        .with("maintenance_tiers", tiers(&[("0", "0.01", "0")]));
    assert!(code(locate::locate(bag.clone())).starts_with("basis: expected mark or entry"));
    let bag = bag.with("basis", "entry").with("fee_kept", "none").with("deductions", "given");
    let answer = locate::locate(bag).unwrap();
    assert_eq!(text(&answer, "liquidation_price"), "96000");
}

#[test]
fn the_list_of_venues_is_complete() {
    let Value::List(venues) = locate::venues() else { panic!() };
    assert_eq!(venues.len(), 21);
    for venue in &venues {
        assert!(!text(venue, "source").is_empty() && !text(venue, "status").is_empty());
    }
}

#[test]
fn built_in_tables_have_the_published_deductions() {
    let Some(file) = shared() else {
        println!("skipped: no published tables beside the project");
        return;
    };
    let csv = file.with_file_name("leverage_tiers").join("all_tiers_flat.csv");
    let csv = std::fs::read_to_string(csv).unwrap();
    let mut compared = 0;
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (venue, symbol) = match (cells[1], cells[2]) {
            ("binance_usdm", symbol) if cells[0] == "freqtrade 2026.9" => {
                ("binance-usdm", symbol.replace("/USDT:USDT", "USDT"))
            }
            ("bybit_linear", "BTCPERP") => ("bybit", "BTCPERP".to_owned()),
            ("hyperliquid", symbol) => ("hyperliquid", symbol.to_owned()),
            _ => continue,
        };
        let file = washout::margin::file(venue).unwrap();
        let rules = washout::margin::rules(venue, None, None, Mode::Isolated).unwrap();
        let Ok(built) = file.table(&symbol, &rules) else { continue };
        let number: usize = cells[4].parse().unwrap();
        let tier = built.table.tiers()[number - 1];
        let same = |ours: String, theirs: &str| {
            let gap = (rational(&ours) - rational(theirs)).abs();
            assert!(gap < rational("1e-6"), "{venue} {symbol} tier {number}: {ours}");
        };
        same(tier.lower.to_string(), cells[5]);
        same(tier.rate.to_string(), cells[7]);
        same(tier.deduction.to_string(), cells[8]);
        compared += 1;
    }
    println!("{compared} published tiers compared");
    assert!(compared > 100);
}
