//! Every feed: raw messages against what they state, from our own fixtures and the shared pairs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use rust_decimal::Decimal;
use washout::edge::count::events;
use washout::time::Time;
use washout::value::Value;

use crate::shared::shared;

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).unwrap().as_text().unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        other => panic!("{key}: {other:?}"),
    }
}

fn decimal(json: &serde_json::Value) -> Decimal {
    let text = json.as_str().map_or_else(|| json.to_string(), ToOwned::to_owned);
    Decimal::from_str_exact(&text).unwrap().normalize()
}

const TARDIS: [&str; 16] = [
    "aster-futures",
    "binance-delivery",
    "binance-futures",
    "bitfinex-derivatives",
    "bitget-futures",
    "bitmex",
    "bybit",
    "cryptofacilities",
    "deribit",
    "dydx-v4",
    "ftx",
    "huobi-dm-linear-swap",
    "huobi-dm-swap",
    "lighter",
    "okex-futures",
    "okex-swap",
];

#[test]
fn every_shared_pair_comes_out_with_the_right_side_time_market_quantity_and_price() {
    for exchange in TARDIS {
        let name = format!("cases/feeds/pairs_tardis/{exchange}.json");
        let Some(bytes) = shared(&name) else { return };
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        for pair in file["pairs"].as_array().unwrap() {
            let received = pair["local_timestamp"].as_str().unwrap();
            let bag = Value::map([("received_ms", received.into())]);
            let raw = pair["raw"].to_string();
            let found = events(bag, raw.as_bytes()).unwrap_or_else(|e| panic!("{e}: {raw}"));
            let expected = pair["normalized"].as_array().unwrap();
            let got = list(&found, "events");
            assert_eq!(got.len(), expected.len(), "{raw} {found:?}");
            assert!(list(&found, "rejects").is_empty(), "{raw}");
            for (got, want) in got.iter().zip(expected) {
                let closed = if want["side"] == "sell" { "long" } else { "short" };
                assert_eq!(text(got, "side"), closed, "{raw}");
                assert_eq!(text(got, "symbol"), want["symbol"].as_str().unwrap(), "{raw}");
                let time = Time::parse(want["timestamp"].as_str().unwrap()).unwrap();
                assert_eq!(got.get("time_ms"), Some(&Value::Int(time.millis())), "{raw}");
                let number = |key| text(got, key).parse::<Decimal>().unwrap().normalize();
                assert_eq!(number("qty"), decimal(&want["amount"]), "{raw}");
                assert_eq!(number("price_usd"), decimal(&want["price"]), "{raw}");
            }
        }
    }
}
