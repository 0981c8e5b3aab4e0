//! Columns give what single positions give.

use num_traits::Signed;
use washout::edge::locate;
use washout::value::Value;

use super::{bag, code, few, rational, text, tiers};
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
    #![proptest_config(few())]

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
