//! Preview equals execution: the price that Locate shows is where the ladder first liquidates.

use proptest::prelude::*;
use washout::edge::{locate, simulate};
use washout::value::Value;

/// Cents, as the page shows prices.
fn dollars(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The first whole cent that a falling (or rising) price touches at or past the price `text`.
fn first_cent(text: &str, falling: bool) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part = format!("{part:0<2}");
    let below = whole.parse::<i64>().unwrap() * 100 + part[..2].parse::<i64>().unwrap();
    let between = part[2..].bytes().any(|digit| digit != b'0');
    if between && !falling { below + 1 } else { below }
}

/// One position at the price before the shock, its rules all stated.
fn position(side: &str, entry: i64, leverage: i64, rate: i64) -> Value {
    Value::map([
        ("venue", "generic".into()),
        ("basis", "mark".into()),
        ("fee_kept", "none".into()),
        ("deductions", "none".into()),
        ("side", side.into()),
        ("entry_price", dollars(entry).into()),
        ("quantity", "2".into()),
        ("leverage", leverage.into()),
        ("maintenance_tiers", tiers(rate)),
    ])
}

/// One tier at `rate` ten-thousandths.
fn tiers(rate: i64) -> Value {
    Value::List(vec![Value::map([("rate", format!("0.{rate:04}").into())])])
}

/// USD that a move of the price to `to` liquidates when nothing presses the price further.
fn liquidated(side: &str, entry: i64, rung: &str, to: i64) -> f64 {
    let scenario = Value::map([
        ("washout", 1_i64.into()),
        ("market", Value::map([("price_usd", dollars(entry).into())])),
        ("direction", if side == "long" { "down" } else { "up" }.into()),
        ("impact", Value::map([("kind", "none".into())])),
        ("shock", Value::map([("to_price_usd", dollars(to).into())])),
        (
            "book",
            Value::map([
                ("kind", "rungs".into()),
                (
                    "rungs",
                    Value::List(vec![Value::map([
                        ("liq_price_usd", rung.into()),
                        ("notional_usd", "1000".into()),
                        ("side", side.into()),
                    ])]),
                ),
            ]),
        ),
    ]);
    let outcome = simulate::cascade(scenario).unwrap();
    let Some(Value::Float(usd)) = outcome.get("liquidated_usd") else { panic!("{outcome:?}") };
    *usd
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_price_shown_is_where_the_ladder_first_liquidates(
        long in any::<bool>(),
        entry in 100_000_i64..20_000_000,
        leverage in 2_i64..=50,
        rate in 1_i64..=90,
    ) {
        let side = if long { "long" } else { "short" };
        let shown = locate::locate(position(side, entry, leverage, rate)).unwrap();
        let Some(Value::Text(price)) = shown.get("liquidation_price") else {
            panic!("{shown:?}")
        };
        let (at, before) = (first_cent(price, long), if long { 1 } else { -1 });
        prop_assert_eq!(liquidated(side, entry, price, at), 1000.0, "at {}", price);
        prop_assert_eq!(liquidated(side, entry, price, at + before), 0.0, "a tick before {}",
            price);
    }
}
