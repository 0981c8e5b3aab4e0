//! Laws of the solver, against rational arithmetic that is not ours.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use washout::edge::locate;
use washout::value::Value;

use super::{bag, few, rational, text, tiers};
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
    let line =
        |(_, rate, deduction): &(&str, &str, &str)| notional * rational(rate) - rational(deduction);
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
    (any::<bool>(), entry, quantity, 100_u64..12_500).prop_map(|(long, entry, qty, leverage)| {
        Random {
            long,
            entry: decimal(entry, 5),
            quantity: decimal(qty, 6),
            leverage: decimal(leverage, 2),
        }
    })
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
    #![proptest_config(few())]

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
            let Value::Map(mut map) = one else { panic!("a bag is a map") };
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
        let (other, other_entry, wallet) = (decimal(other, 6), decimal(entry, 5),
            decimal(wallet, 2));
        let hedge = bag(&[("entry_price", &other_entry), ("quantity", &other)]);
        let account = bag(&[
            ("margin_mode", "cross"),
            ("wallet_balance", &wallet),
            ("other_maintenance_margin", "12.5"),
            ("other_unrealized_pnl", "-7.25"),
        ]);
        let (Value::Map(mut map), Value::Map(account)) = (linear(&one), account) else {
            panic!("a bag is a map")
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

/// Words that a reader may type anywhere.
fn words() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        "0",
        "-1",
        "1",
        "100000",
        "0.000000000000000001",
        "9999999999999999999999999999",
        "1e28",
        "1/3",
        "1/0",
        "NaN",
        "long",
        "short",
        "cross",
        "inverse",
        "linear",
        "okx",
        "bitmex",
        "bybit",
        "deribit",
        "phemex",
        "generic",
        "entry",
        "mark",
        "none",
        "contracts",
        "BTC",
        "BTCUSDT",
        "computed",
        "bankruptcy",
    ];
    prop_oneof![
        8 => prop::sample::select(texts.to_vec()).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<f64>().prop_map(Value::Float),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::List(vec![])),
    ]
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 2000, ..few() })]

    #[test]
    fn no_bag_brings_it_down(
        changes in prop::collection::vec((0_usize..26, words()), 0..6), job in 0_usize..7,
    ) {
        let keys = [
            "venue", "contract", "form", "side", "entry_price", "quantity", "quantity_unit",
            "contract_value", "leverage", "margin", "equity", "mark_price", "fee_rate",
            "extra_margin", "maintenance_margin", "maintenance_tiers", "symbol", "tick",
            "rounding", "margin_mode", "balance", "roe_pct", "exit_price", "funding", "basis",
            "fee_kept",
        ];
        let Value::Map(mut map) = bag(&[
            ("venue", "binance-usdm"),
            ("symbol", "BTCUSDT"),
            ("side", "long"),
            ("entry_price", "100000"),
            ("quantity", "1"),
            ("leverage", "10"),
        ]) else { panic!("a bag is a map") };
        for (key, value) in changes {
            map.retain(|(name, _)| name != keys[key]);
            map.push((keys[key].to_owned(), value));
        }
        let bag = Value::Map(map);
        let answer = match job {
            0 => locate::pnl(bag),
            1 => locate::target(bag),
            2 => locate::max_size(bag),
            3 => locate::margin_to_add(bag),
            4 => locate::break_even(bag),
            _ => locate::locate(bag),
        };
        if let Err(error) = answer {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
