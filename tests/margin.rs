//! Margin: the published cases, and the laws, against rational arithmetic that is not ours.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test fails by panicking and reports by printing"
)]

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use serde_json::Value as Json;
use washout::edge::locate;
use washout::error::Result;
use washout::value::Value;

/// The folder of published cases, where there is one.
fn shared() -> Option<std::path::PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let folder = std::env::var("WASHOUT_SHARED").unwrap_or_else(|_| beside.to_owned());
    let file = std::path::PathBuf::from(folder).join("cases/margin/liquidation_price_cases.json");
    file.exists().then_some(file)
}

/// A decimal, with or without an exponent, or a quotient.
pub(crate) fn rational(text: &str) -> BigRational {
    if let Some((top, bottom)) = text.split_once('/') {
        return rational(top) / rational(bottom);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: BigInt = format!("{whole}{part}").parse().unwrap();
    let power = exponent.parse::<i32>().unwrap() - i32::try_from(part.len()).unwrap();
    let ten = BigRational::from(BigInt::from(10));
    BigRational::from(mantissa) * num_traits::pow::Pow::pow(ten, power)
}

/// A bag from pairs of key and decimal text; `-` leaves a key out.
fn bag(pairs: &[(&str, &str)]) -> Value {
    let pair = |(key, text): &(&str, &str)| ((*key).to_owned(), Value::from(*text));
    Value::Map(pairs.iter().filter(|(_, text)| *text != "-").map(pair).collect())
}

fn tiers(rows: &[(&str, &str, &str)]) -> Value {
    let row = |(lower, rate, deduction): &(&str, &str, &str)| {
        bag(&[("lower", lower), ("rate", rate), ("deduction", deduction)])
    };
    Value::List(rows.iter().map(row).collect())
}

fn text(answer: &Value, key: &str) -> String {
    match answer.get(key) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{key}: {other:?}"),
    }
}

/// Enough cases for a law, few enough for a debug build; what fails becomes a test by name.
fn few() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 64,
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    }
}

fn code(result: Result<Value>) -> String {
    match result {
        Ok(value) => panic!("{value:?}"),
        Err(error) => error.to_string(),
    }
}

mod cases {
    use super::*;

    fn number(json: &Json) -> Option<String> {
        match json {
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The rules that a case's formula names: venue, form, and what `generic` has to be told.
    fn venue(case: &Json) -> Vec<(&'static str, &'static str)> {
        match case["formula"].as_str().unwrap() {
            "binance_linear" => vec![("venue", "binance-usdm")],
            "bybit_linear_entry" => vec![("venue", "bybit"), ("form", "entry")],
            "bybit_inverse_uta2" => vec![("venue", "bybit"), ("form", "mark")],
            "inverse_classic" => vec![("venue", "bybit"), ("form", "classic")],
            "bitmex_satoshi" => vec![("venue", "bitmex")],
            "hyperliquid" => vec![("venue", "hyperliquid")],
            "edgex" => vec![("venue", "edgex")],
            "phemex" => vec![("venue", "phemex")],
            "margin_minus_maint" => vec![("venue", "kucoin")],
            "margin_fee_linear" | "okx_linear_equity" => vec![("venue", "okx")],
            "inverse_margin" => vec![
                ("venue", "generic"),
                ("basis", "mark"),
                ("fee_kept", "liquidation"),
                ("deductions", "given"),
            ],
            other => panic!("no rules for {other}"),
        }
    }

    fn rounding(name: &str) -> Vec<(&'static str, &'static str)> {
        match name {
            "none" => vec![("rounding", "none")],
            "up" => vec![("rounding", "up")],
            "down" => vec![("rounding", "down")],
            "liq_up_bust_down" => vec![("rounding", "up"), ("bankruptcy_rounding", "down")],
            // The venue's own: satoshi first, then the tick where there is one.
            "sat_ceil_then_price_floor" | "sat_trunc_no_tick" => vec![],
            other => panic!("no rounding {other}"),
        }
    }

    /// A case as a bag.
    fn translated(case: &Json) -> Value {
        let text = |key: &str| case[key].as_str().unwrap().to_owned();
        let extra = |key: &str| number(&case["extra"][key]);
        let mut pairs: Vec<(&str, String)> = vec![
            ("contract", text("contract")),
            ("side", text("side")),
            ("margin_mode", text("margin_mode")),
            ("quantity_unit", text("quantity_unit").replace("usd_contracts", "quote")),
        ];
        let given = venue(case).into_iter().chain(rounding(&text("rounding")));
        pairs.extend(given.map(|(key, value)| (key, value.to_owned())));
        let keys = ["entry_price", "quantity", "contract_value", "leverage", "fee_rate", "tick"];
        pairs.extend(keys.iter().filter_map(|key| Some((*key, number(&case[*key])?))));
        let margin = number(&case["isolated_margin"]).or(number(&case["wallet_balance"]));
        // A KuCoin sample states the margin; its bankruptcy price leaves the commission out.
        pairs.extend(margin.map(|margin| ("margin", margin)));
        for (theirs, ours) in [
            ("maintenance_margin_amount", "maintenance_margin"),
            ("posComm", "fee_reserve"),
            ("equity", "equity"),
            ("equity_at_mark", "equity"),
            ("mark_price", "mark_price"),
        ] {
            pairs.extend(extra(theirs).map(|value| (ours, value)));
        }
        for key in ["other_positions_maintenance_margin", "other_positions_unrealized_pnl"] {
            let ours = if key.ends_with("pnl") {
                "other_unrealized_pnl"
            } else {
                "other_maintenance_margin"
            };
            pairs.extend(number(&case[key]).map(|value| (ours, value)));
        }
        if let Some(value) = extra("position_value") {
            let quantity = number(&case["quantity"]).unwrap();
            let mark = rational(&value) / rational(&quantity);
            pairs.push(("mark_price", mark.to_string()));
        }
        let mut map: Vec<(String, Value)> =
            pairs.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
        let rows = case["maintenance_tiers"].as_array().unwrap();
        if !rows.is_empty() {
            let row = |row: &Json| {
                let pairs = ["lower", "upper", "rate", "deduction"]
                    .iter()
                    .filter_map(|key| Some(((*key).to_owned(), number(&row[*key])?.into())));
                Value::Map(pairs.collect())
            };
            map.push(("maintenance_tiers".into(), Value::List(rows.iter().map(row).collect())));
        }
        Value::Map(map)
    }

    /// What is wrong with an answer, where something is.
    fn fault(case: &Json, answer: &Value, key: &str, tolerance: &str) -> Option<String> {
        let expected = number(&case[format!("expected_{key}").as_str()])?;
        let got = match answer.get(key) {
            Some(Value::Text(got)) => got.clone(),
            other => return Some(format!("{key}: expected {expected}, got {other:?}")),
        };
        let gap = (rational(&got) - rational(&expected)).abs();
        (gap > rational(&number(&case[tolerance]).unwrap()))
            .then(|| format!("{key}: expected {expected}, got {got}"))
    }

    #[test]
    fn every_reproducible_published_price_comes_out() {
        let Some(file) = shared() else {
            println!("skipped: no published cases beside the project");
            return;
        };
        let json: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let (mut passed, mut other, mut failed) = (0, (0, 0), Vec::new());
        for case in json["cases"].as_array().unwrap() {
            let wrong = match locate::locate(translated(case)) {
                Err(error) => Some(error.to_string()),
                Ok(answer) => fault(case, &answer, "liquidation_price", "tolerance")
                    .or_else(|| fault(case, &answer, "bankruptcy_price", "bankruptcy_tolerance")),
            };
            match (case["formula_reproduces_it"] == true, wrong) {
                (true, None) => passed += 1,
                (true, Some(wrong)) => failed.push(format!("{}: {wrong}", case["id"])),
                (false, None) => other.0 += 1,
                (false, Some(wrong)) => {
                    other.1 += 1;
                    println!("not reproduced by any formula: {}: {wrong}", case["id"]);
                }
            }
        }
        println!("{passed} passed, {} failed; of the others {other:?}", failed.len());
        assert!(failed.is_empty(), "{}", failed.join("\n"));
        assert!(passed > 0);
    }

    #[test]
    fn every_published_maintenance_margin_comes_out() {
        let Some(file) = shared() else {
            println!("skipped: no published cases beside the project");
            return;
        };
        let json: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for case in json["maintenance_margin_cases"].as_array().unwrap() {
            let inputs = case["inputs"].as_object().unwrap().iter();
            let mut map: Vec<(String, Value)> =
                inputs.map(|(key, value)| (key.clone(), value.to_string().into())).collect();
            map.push(("rule".into(), case["rule"].as_str().unwrap().into()));
            let answer = locate::maintenance(Value::Map(map)).unwrap();
            let near = |got: &Value, expected: &Json| {
                let Value::Text(got) = got else { panic!("{got:?}") };
                let tolerance = number(&case["tolerance"]).unwrap_or_else(|| "0".into());
                let gap = (rational(got) - rational(&expected.to_string())).abs();
                assert!(gap <= rational(&tolerance), "{}: {got}", case["id"]);
            };
            match &case["expected"] {
                Json::Object(parts) => parts
                    .iter()
                    .for_each(|(key, expected)| near(answer.get(key).unwrap(), expected)),
                expected => near(&answer, expected),
            }
        }
    }
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// Binance BTCUSDT of 2021: lower bound, rate, deduction.
    const TIERS: [(&str, &str, &str); 5] = [
        ("0", "0.004", "0"),
        ("50000", "0.005", "50"),
        ("250000", "0.01", "1300"),
        ("1000000", "0.025", "16300"),
        ("10000000", "0.05", "266300"),
    ];

    /// Maintenance of a notional. With rising rates and no jumps the tier's line is the highest
    /// one, so no tier has to be looked up.
    fn required(notional: &BigRational) -> BigRational {
        let line = |(_, rate, deduction): &(&str, &str, &str)| {
            notional * rational(rate) - rational(deduction)
        };
        TIERS.iter().map(line).max().unwrap()
    }

    /// A random position, as decimals.
    #[derive(Clone, Debug)]
    struct Random {
        long: bool,
        entry: String,
        quantity: String,
        leverage: String,
    }

    fn decimal(mantissa: u64, places: u32) -> String {
        let unit = 10_u64.pow(places);
        format!("{}.{:0width$}", mantissa / unit, mantissa % unit, width = places as usize)
    }

    fn positions() -> impl Strategy<Value = Random> {
        let entry = 1_000_u64..20_000_000_000;
        let quantity = 1_u64..500_000_000;
        (any::<bool>(), entry, quantity, 100_u64..12_500).prop_map(
            |(long, entry, qty, leverage)| Random {
                long,
                entry: decimal(entry, 5),
                quantity: decimal(qty, 6),
                leverage: decimal(leverage, 2),
            },
        )
    }

    fn linear(one: &Random) -> Value {
        let side = if one.long { "long" } else { "short" };
        bag(&[
            ("venue", "binance-usdm"),
            ("side", side),
            ("entry_price", &one.entry),
            ("quantity", &one.quantity),
        ])
        .with("maintenance_tiers", tiers(&TIERS))
    }

    fn price(answer: &Value) -> Option<BigRational> {
        match answer.get("liquidation_price_exact") {
            Some(Value::Text(text)) => Some(rational(text)),
            _ => None,
        }
    }

    fn sign(long: bool) -> BigRational {
        if long { BigRational::one() } else { -BigRational::one() }
    }

    proptest! {
        #![proptest_config(super::few())]

        #[test]
        fn equity_at_the_price_is_maintenance_and_the_tier_holds_it(one in positions()) {
            let answer = locate::locate(linear(&one).with("leverage", one.leverage.as_str())).unwrap();
            let (entry, quantity) = (rational(&one.entry), rational(&one.quantity));
            let margin = &entry * &quantity / rational(&one.leverage);
            let equity = |price: &BigRational| {
                &margin + sign(one.long) * &quantity * (price - &entry)
            };
            let zero = BigRational::from(BigInt::from(0));
            let used_up = equity(&entry) <= required(&(&entry * &quantity));
            prop_assert_eq!(text(&answer, "state") == "already_liquidatable", used_up);
            match price(&answer) {
                None => {
                    prop_assert!(one.long, "a short always has a price");
                    prop_assert!(equity(&zero) >= required(&zero));
                }
                Some(price) => {
                    let notional = &price * &quantity;
                    prop_assert_eq!(equity(&price), required(&notional));
                    let tier = answer.get("tier").unwrap();
                    prop_assert!(rational(&text(tier, "lower")) <= notional);
                    if let Some(Value::Text(upper)) = tier.get("upper") {
                        prop_assert!(notional <= rational(upper));
                    }
                    // The decimals are the quotient, rounded once.
                    let half = rational("0.0000000000000000005");
                    let shown = rational(&text(&answer, "liquidation_price"));
                    prop_assert!((shown - &price).abs() <= half);
                    let bankruptcy = rational(&text(&answer, "bankruptcy_price_exact"));
                    prop_assert_eq!(equity(&bankruptcy), zero);
                }
            }
        }

        #[test]
        fn more_leverage_less_margin_and_higher_rates_come_closer(
            one in positions(), more in 101_u64..300,
        ) {
            let by = rational(&decimal(more, 2));
            let at = |bag: Value| price(&locate::locate(bag).unwrap());
            let further = |bag: Value| {
                let found = at(bag);
                found.map_or(sign(one.long) * rational("-1e30"), |price| price) * sign(one.long)
            };
            let leverage = rational(&one.leverage);
            let quotient = |number: BigRational| number.to_string();
            let base = further(linear(&one).with("leverage", one.leverage.as_str()));
            let higher = quotient(&leverage * &by);
            prop_assert!(further(linear(&one).with("leverage", higher.as_str())) > base.clone()
                || base == rational("-1e30"));
            let margin = rational(&one.entry) * rational(&one.quantity) / &leverage;
            let richer = quotient(&margin * &by);
            prop_assert!(further(linear(&one).with("margin", richer.as_str())) <= base);
            let rate = |rate: &str| {
                let one = linear(&one).with("leverage", "10");
                let Value::Map(mut map) = one else { unreachable!() };
                map.retain(|(key, _)| key != "maintenance_tiers");
                Value::Map(map).with("maintenance_tiers", tiers(&[("0", rate, "0")]))
            };
            prop_assert!(further(rate("0.02")) > further(rate("0.01")));
        }

        #[test]
        fn an_inverse_long_is_a_linear_short_in_one_over_the_price(one in positions()) {
            let flat = tiers(&[("0", "0.01", "0")]);
            let inverse = bag(&[
                ("venue", "binance-coinm"),
                ("side", if one.long { "long" } else { "short" }),
                ("entry_price", &one.entry),
                ("quantity", &one.quantity),
                ("leverage", &one.leverage),
            ]);
            let turned = (BigRational::one() / rational(&one.entry)).to_string();
            let linear = bag(&[
                ("venue", "binance-usdm"),
                ("side", if one.long { "short" } else { "long" }),
                ("entry_price", &turned),
                ("quantity", &one.quantity),
                ("leverage", &one.leverage),
            ]);
            let inverse = locate::locate(inverse.with("maintenance_tiers", flat.clone())).unwrap();
            let linear = locate::locate(linear.with("maintenance_tiers", flat)).unwrap();
            let turned = price(&linear).map(|price| BigRational::one() / price);
            prop_assert_eq!(price(&inverse), turned);
            prop_assert_eq!(text(&inverse, "state"), text(&linear, "state"));
            prop_assert_eq!(text(&inverse, "margin"), text(&linear, "margin"));
        }

        #[test]
        fn linear_and_inverse_agree_as_the_distance_goes_to_zero(
            long in any::<bool>(), leverage in 20_u32..1000,
        ) {
            let found = |venue: &str| {
                let leverage = leverage.to_string();
                let rate = format!("1/{}", leverage.parse::<u32>().unwrap() * 4);
                let bag = bag(&[
                    ("venue", venue),
                    ("side", if long { "long" } else { "short" }),
                    ("entry_price", "100"),
                    ("quantity", "1"),
                    ("leverage", &leverage),
                ]);
                price(&locate::locate(bag.with("maintenance_tiers", tiers(&[("0", &rate, "0")])))
                    .unwrap())
                .unwrap()
            };
            let gap = (found("binance-usdm") - found("binance-coinm")).abs() / rational("100");
            let small = rational(&format!("2/{leverage}"));
            prop_assert!(gap <= &small * &small);
        }

        #[test]
        fn a_short_mirrors_a_long_where_maintenance_is_at_entry(one in positions()) {
            let at = |side: &str| {
                let bag = bag(&[
                    ("venue", "bybit"),
                    ("form", "entry"),
                    ("contract", "linear"),
                    ("side", side),
                    ("entry_price", &one.entry),
                    ("quantity", &one.quantity),
                    ("leverage", &one.leverage),
                    ("rounding", "none"),
                ]);
                price(&locate::locate(bag.with("maintenance_tiers", tiers(&TIERS))).unwrap())
            };
            let entry = rational(&one.entry);
            if let (Some(long), Some(short)) = (at("long"), at("short")) {
                prop_assert_eq!(&entry - long, short - &entry);
            }
        }

        #[test]
        fn a_hedged_cross_account_meets_maintenance_of_both_legs(
            one in positions(), other in 1_u64..500_000_000, entry in 1_000_u64..20_000_000_000,
            wallet in 1_u64..1_000_000_000,
        ) {
            let (other, other_entry, wallet) = (decimal(other, 6), decimal(entry, 5), decimal(wallet, 2));
            let hedge = bag(&[("entry_price", &other_entry), ("quantity", &other)]);
            let account = bag(&[
                ("margin_mode", "cross"),
                ("wallet_balance", &wallet),
                ("other_maintenance_margin", "12.5"),
                ("other_unrealized_pnl", "-7.25"),
            ]);
            let (Value::Map(mut map), Value::Map(account)) = (linear(&one), account) else {
                unreachable!()
            };
            map.extend(account);
            let answer = locate::locate(Value::Map(map).with("hedge", hedge)).unwrap();
            let Some(price) = price(&answer) else { return Ok(()) };
            let (q, h) = (rational(&one.quantity), rational(&other));
            let equity = rational(&wallet) - rational("7.25")
                + sign(one.long) * &q * (&price - rational(&one.entry))
                - sign(one.long) * &h * (&price - rational(&other_entry));
            let needs = required(&(&price * &q)) + required(&(&price * &h)) + rational("12.5");
            prop_assert_eq!(equity, needs);
        }

        #[test]
        fn the_everyday_answers_agree_with_each_other(one in positions(), roe in 1_u32..500) {
            let base = || {
                linear(&one)
                    .with("leverage", one.leverage.as_str())
                    .with("fee_rate", "0.0005")
            };
            let roe = roe.to_string();
            for net in [false, true] {
                let target = locate::target(
                    base().with("roe_pct", roe.as_str()).with("net", net).with("funding", "0"),
                );
                let target = target.unwrap();
                let Some(Value::Text(price)) = target.get("target_price") else { continue };
                let profit = locate::pnl(base().with("exit_price", price.as_str())).unwrap();
                let key = if net { "net_roe_pct" } else { "roe_pct" };
                let gap = (rational(&text(&profit, key)) - rational(&roe)).abs();
                prop_assert!(gap < rational("1e-9"), "{gap}");
            }
            let even = locate::break_even(base().with("funding", "3.5")).unwrap();
            if let Some(Value::Text(even)) = even.get("break_even_price") {
                let profit =
                    locate::pnl(base().with("funding", "3.5").with("exit_price", even.as_str()));
                let net = rational(&text(&profit.unwrap(), "net_pnl"));
                prop_assert!(net.abs() < rational("1e-9"));
            }
            let wished = rational(&one.entry) * rational(if one.long { "0.6" } else { "1.4" });
            let wished = wished.to_string();
            let add = locate::margin_to_add(base().with("wished_price", wished.as_str())).unwrap();
            let value = rational(&one.entry) * rational(&one.quantity) / rational(&one.leverage);
            let margin = (value + rational(&text(&add, "margin_to_add"))) * rational("1e12");
            prop_assume!(margin > rational("1"));
            let margin = format!("{}/1000000000000", margin.to_integer());
            let moved = linear(&one).with("margin", margin);
            let found = price(&locate::locate(moved).unwrap()).unwrap();
            let gap = (found - rational(&wished)).abs() / rational(&wished);
            prop_assert!(gap < rational("1e-9"));
        }
    }
}

mod bulk {
    use super::*;
    use proptest::prelude::*;

    fn shared_by_all(venue: &str) -> Value {
        let rate = [("0", "0.004", "0"), ("5000", "0.005", "5"), ("80000", "0.02", "1205")];
        let mut pairs = vec![("venue", venue)];
        let rows = match venue {
            "bybit" => {
                pairs.extend([("contract", "linear"), ("form", "entry"), ("tick", "0.05")]);
                &rate[..]
            }
            "okx" | "gate" | "phemex" => {
                pairs.extend([("fee_rate", "0.0006"), ("tick", "0.01")]);
                &rate[..1]
            }
            "bitmex" => {
                pairs.extend([("fee_rate", "0.00075"), ("tick", "0.5")]);
                &rate[..1]
            }
            _ => &rate[..],
        };
        bag(&pairs).with("maintenance_tiers", tiers(rows))
    }

    proptest! {
        #![proptest_config(super::few())]

        #[test]
        fn a_column_gives_what_one_position_gives(
            venue in prop::sample::select(vec![
                "binance-usdm", "binance-coinm", "bybit", "okx", "gate", "phemex", "bitmex",
                "hyperliquid",
            ]),
            long in any::<bool>(),
            entry in 1_u32..200_000_000,
            quantity in 1_u32..2_000_000_000,
            money in 100_u32..10_000,
            leveraged in any::<bool>(),
        ) {
            let entry = format!("{}.{:03}", entry / 1000, entry % 1000);
            let quantity = format!("{}.{:04}", quantity / 10_000, quantity % 10_000);
            let money = format!("{}.{:02}", money / 100, money % 100);
            prop_assume!(rational(&entry) > rational("0") && rational(&quantity) > rational("0"));
            let name = if leveraged { "leverage" } else { "margin" };
            let float = |text: &str| Value::Floats(vec![text.parse::<f64>().unwrap()]);
            let columns = shared_by_all(venue)
                .with("side", Value::Floats(vec![if long { 1.0 } else { -1.0 }]))
                .with("entry_price", float(&entry))
                .with("quantity", float(&quantity))
                .with(name, float(&money));
            let single = shared_by_all(venue)
                .with("side", if long { "long" } else { "short" })
                .with("entry_price", entry.as_str())
                .with("quantity", quantity.as_str())
                .with(name, money.as_str());
            let many = locate::locate_many(columns);
            let one = locate::locate(single);
            let (many, one) = match (many, one) {
                (Ok(many), Ok(one)) => (many, one),
                (many, one) => {
                    prop_assert_eq!(many.is_err(), one.is_err());
                    return Ok(());
                }
            };
            let Some(Value::Floats(prices)) = many.get("liquidation_price") else { panic!() };
            match one.get("liquidation_price") {
                Some(Value::Text(price)) => {
                    let got = rational(&prices[0].to_string());
                    // Without a tick a column keeps eight places; a float keeps 15 digits.
                    let near = rational("5.1e-9") + rational(price) * rational("1e-15");
                    let gap = (got - rational(price)).abs();
                    prop_assert!(gap <= near, "{} {}", prices[0], price);
                }
                _ => prop_assert!(prices[0].is_nan()),
            }
            let Some(Value::Floats(states)) = many.get("state") else { panic!() };
            let names = ["none", "liquidation", "already_liquidatable", "not_enough_margin"];
            let state = names.iter().position(|name| *name == text(&one, "state")).unwrap();
            prop_assert_eq!(states[0].to_bits(), f64::from(u8::try_from(state).unwrap()).to_bits());
        }
    }

    #[test]
    fn a_bad_row_is_named_by_column_and_index() {
        let columns = |entry: Vec<f64>| {
            shared_by_all("binance-usdm")
                .with("side", Value::Floats(vec![1.0, -1.0]))
                .with("entry_price", Value::Floats(entry))
                .with("quantity", Value::Floats(vec![1.0, 2.0]))
                .with("leverage", Value::Floats(vec![10.0, 20.0]))
        };
        let error = code(locate::locate_many(columns(vec![1.0, f64::NAN])));
        assert!(error.starts_with("entry_price[1]: expected a number"), "{error}");
        let error = code(locate::locate_many(columns(vec![1.0, -5.0])));
        assert!(error.starts_with("rows[1].entry_price: expected a number above 0"), "{error}");
        let error = code(locate::locate_many(columns(vec![1.0])));
        assert_eq!(error, "entry_price: columns must have one length");
        assert!(locate::locate_many(columns(vec![1.5, 70000.25])).is_ok());
    }
}

mod answers {
    use super::*;

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
        let Value::Map(mut map) = bag else { unreachable!() };
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
        assert!(
            matches!(answer.get("jumps_at_tiers"), Some(Value::List(jumps)) if jumps.len() == 98)
        );
        let edge = locate::locate(changed(bag, "quantity", "10")).unwrap();
        assert_eq!(edge.get("tier").unwrap().get("number"), Some(&Value::Int(1)));
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
        assert!(with("symbol", "NOPE").starts_with("symbol: expected a symbol with a built-in"));
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
        assert!(
            says(bare).starts_with("maintenance_tiers: expected maintenance_tiers of your own")
        );
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
            let rules = washout::margin::rules(venue, None, None).unwrap();
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
}
