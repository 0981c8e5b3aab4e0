//! Every feed: raw messages against what they state, from our own fixtures and the shared pairs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use rust_decimal::Decimal;
use washout::edge::count;
use washout::money::Price;
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

/// ccxt's own parse of the same messages: time, contracts and price. Its amount for one Binance
/// message is the last fill only, and its symbols are its own.
#[test]
fn time_contracts_and_price_agree_with_ccxt() {
    for exchange in ["binance", "bybit", "gate", "htx", "okx"] {
        let Some(bytes) = shared(&format!("cases/feeds/pairs_ccxt/{exchange}.json")) else {
            return;
        };
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        for pair in file["pairs"].as_array().unwrap() {
            let raw = pair["raw"].to_string();
            let found = count::events(Value::Map(Vec::new()), raw.as_bytes()).unwrap();
            let (got, want) = (&list(&found, "events")[0], &pair["parsed"][0]);
            assert_eq!(got.get("time_ms"), Some(&Value::Int(want["timestamp"].as_i64().unwrap())));
            let number = |key: &str| got.get(key).and_then(|v| v.parse::<Price>().ok());
            let price = decimal(&want["price"]);
            let ours = [number("price_usd"), number("fill_usd")].map(|p| p.map(Price::decimal));
            assert!(ours.iter().flatten().any(|p| p.normalize() == price), "{raw} {ours:?}");
            let last_fill_only = raw.contains("\"l\":\"0.015\"");
            let qty: Decimal = text(got, "qty").parse().unwrap();
            assert!(last_fill_only || qty.normalize() == decimal(&want["contracts"]), "{raw}");
        }
    }
}

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
            let found = count::events(bag, raw.as_bytes()).unwrap_or_else(|e| panic!("{e}: {raw}"));
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

/// Name, bag, message, and what it states: side, market, quantity, unit, value in USD.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static [Row]);
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Our own small messages, in the shape of each venue's documentation (named in its file under
/// `src/import/`), for what the shared pairs do not hold.
const CASES: &[Case] = &[
    (
        "binance coin-margined contracts are worth 10 dollars, Bitcoin's 100",
        &[],
        concat!(
            r#"{"e":"forceOrder","E":1700000000001,"o":{"s":"ETHUSD_PERP","ps":"ETHUSD","#,
            r#""S":"SELL","p":"2000","ap":"2001","X":"FILLED","z":"7","T":1700000000000}}"#
        ),
        &[("long", "ETHUSD_PERP", "7", "contracts", "70")],
    ),
    (
        "the scope of a Binance frame says which market it is of, also where it names a pair",
        &[],
        concat!(
            r#"{"e":"forceOrder","E":1700000000001,"st":1,"o":{"s":"BTCUSDT","ps":"BTCUSDT","#,
            r#""S":"BUY","p":"30000","ap":"29000","X":"FILLED","z":"2","T":1700000000000}}"#
        ),
        &[("short", "BTCUSDT", "2", "base", "58000")],
    ),
    (
        "a Binance order that is not at its end is counted with its end",
        &[],
        concat!(
            r#"{"e":"forceOrder","E":1700000000001,"o":{"s":"BTCUSDT","S":"BUY","p":"30000","#,
            r#""ap":"29000","X":"PARTIALLY_FILLED","z":"1","T":1700000000000}}"#,
            "\n",
            r#"{"e":"forceOrder","E":1700000000001,"o":{"s":"BTCUSDT","S":"BUY","p":"30000","#,
            r#""ap":"29000","X":"FILLED","z":"2","T":1700000000000}}"#
        ),
        &[("short", "BTCUSDT", "2", "base", "58000")],
    ),
    (
        "rows of Bitfinex are found through any spaces",
        &[],
        "[ 386841, [ [ \"pos\", 143683674, 1593522802742, null, \"tBTCF0:USTF0\", 0.5, 9000, null, \
            0, 1, null, 9100 ] ], 7, 1593566593351 ]",
        &[("long", "BTCF0:USTF0", "0.5", "base", "4550.0")],
    ),
    (
        "a trade of Deribit in which both sides were liquidated is two events",
        &[],
        concat!(
            r#"{"params":{"channel":"trades.BTC-PERPETUAL.raw","data":[{"trade_id":"1","#,
            r#""timestamp":1700000000000,"price":30000,"liquidation":"MT","#,
            r#""instrument_name":"BTC-PERPETUAL","direction":"sell","amount":50},"#,
            r#"{"trade_id":"2","timestamp":1700000000000,"price":30000,"#,
            r#""instrument_name":"BTC-PERPETUAL","direction":"sell","amount":50}]}}"#
        ),
        &[
            ("short", "BTC-PERPETUAL", "50", "quote", "50"),
            ("long", "BTC-PERPETUAL", "50", "quote", "50"),
        ],
    ),
    (
        "all details of an OKX message count, and a net position goes by the order's side",
        &[],
        concat!(
            r#"{"arg":{"channel":"liquidation-orders","instType":"SWAP"},"#,
            r#""data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","details":[{"side":"sell","#,
            r#""posSide":"net","bkPx":"30000","sz":"3","ts":"1700000000000"},{"side":"buy","#,
            r#""posSide":"short","bkPx":"30001","sz":"4","ts":"1700000000001"}]}]}"#
        ),
        &[
            ("long", "BTC-USDT-SWAP", "3", "contracts", "900.00"),
            ("short", "BTC-USDT-SWAP", "4", "contracts", "1200.04"),
        ],
    ),
    (
        "only inserts of BitMEX count, once an order",
        &[("received_ms", "2025-11-04T00:00:00Z")],
        concat!(
            r#"{"table":"liquidation","action":"partial","data":[{"orderID":"a","#,
            r#""symbol":"XBTUSD","side":"Sell","price":1,"leavesQty":5}]}"#,
            "\n",
            r#"{"table":"liquidation","action":"insert","data":[{"orderID":"b","#,
            r#""symbol":"XBTUSD","side":"Sell","price":100000,"leavesQty":5}]}"#,
            "\n",
            r#"{"table":"liquidation","action":"insert","data":[{"orderID":"b","#,
            r#""symbol":"XBTUSD","side":"Sell","price":100000,"leavesQty":5}]}"#,
            "\n",
            r#"{"table":"liquidation","action":"delete","data":[{"orderID":"b","#,
            r#""symbol":"XBTUSD"}]}"#
        ),
        &[("long", "XBTUSD", "5", "contracts", "5")],
    ),
    (
        "Gate's WebSocket sign is the caller's choice: here the order's",
        &[("side_means", "order")],
        concat!(
            r#"{"channel":"futures.public_liquidates","event":"update","#,
            r#""result":[{"contract":"BTC_USDT","price":"30000","size":"-124","#,
            r#""time":1700000000123},{"contract":"BTC_USDT","price":"30000","size":2,"#,
            r#""time":1700000000}]}"#
        ),
        &[
            ("long", "BTC_USDT", "124", "contracts", "372.0000"),
            ("short", "BTC_USDT", "2", "contracts", "6.0000"),
        ],
    ),
    (
        "a fill of Hyperliquid that opens a position is the counterparty's",
        &[],
        concat!(
            r#"{"channel":"user","data":{"fills":[{"coin":"BTC","px":"66653.0","sz":"0.001","#,
            r#""side":"A","time":1781528065899,"dir":"Open Short","tid":7,"#,
            r#""liquidation":{"liquidatedUser":"0x36","markPx":"66607.0","#,
            r#""method":"market"}}]}}"#
        ),
        &[("short", "BTC", "0.001", "base", "66.6530")],
    ),
    (
        "a fill of Hyperliquid's liquidated user is the user's own",
        &[],
        concat!(
            r#"{"channel":"userFills","data":{"user":"0xAB","fills":[{"coin":"ETH","#,
            r#""px":"2000","sz":"3","side":"A","time":1781528065899,"dir":"Close Long","#,
            r#""tid":8,"liquidation":{"liquidatedUser":"0xab","markPx":"2001","#,
            r#""method":"market"}},{"coin":"ETH","px":"2000","sz":"3","side":"A","#,
            r#""time":1781528065899,"dir":"Close Long","tid":9}]}}"#
        ),
        &[("long", "ETH", "3", "base", "6000")],
    ),
    (
        "an interval of CoinGlass is one event a side",
        &[("symbol", "BTC")],
        concat!(
            r#"{"code":"0","msg":"success","data":[{"time":1700000000000,"#,
            r#""long_liquidation_usd":"12.5","short_liquidation_usd":"0"}]}"#
        ),
        &[("long", "BTC", "12.5", "quote", "12.5")],
    ),
    (
        "CoinGlass's side 2 is the caller's choice: here a sell order",
        &[("side_means", "order")],
        concat!(
            r#"{"code":"0","data":[{"exchange_name":"BINANCE","symbol":"BTCUSDT","#,
            r#""base_asset":"BTC","price":87535.9,"usd_value":205534.2932,"side":2,"#,
            r#""time":1745216319263}]}"#
        ),
        &[("long", "BTCUSDT", "205534.2932", "quote", "205534.2932")],
    ),
    (
        "rows of a Binance snapshot are there twice, and its name says the market",
        &[("file_name", "data/BTCUSD_PERP-liquidationSnapshot-2024-01-02.csv")],
        "1700000000000,BUY,LIMIT,IOC,7,30741.3,30631.6,FILLED,6,7\n\
            1700000000000,BUY,LIMIT,IOC,7,30741.3,30631.6,FILLED,6,7\n",
        &[("short", "BTCUSD_PERP", "7", "contracts", "700")],
    ),
    (
        "a Tardis file has microseconds and each venue's own unit",
        &[("format", "tardis-csv")],
        "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n\
            bitget-futures,APEUSDT,1700000000000123,1700000000000456,,buy,0.5,12.25\n\
            okex-swap,BTC-USD-SWAP,1700000000000123,1700000000000456,,sell,30000,8\n",
        &[
            ("short", "APEUSDT", "12.25", "quote", "12.25"),
            ("long", "BTC-USD-SWAP", "8", "contracts", "800"),
        ],
    ),
];

#[test]
fn our_own_messages_state_what_their_venues_mean() {
    for (name, bag, message, rows) in CASES {
        let bag = bag.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value)));
        let found = count::events(Value::Map(bag.collect()), message.as_bytes()).unwrap();
        let keys = ["side", "symbol", "qty", "unit", "usd"];
        let got: Vec<_> = list(&found, "events")
            .iter()
            .map(|e| keys.map(|key| text(e, key).to_owned()))
            .collect();
        let want: Vec<_> =
            rows.iter().map(|r| [r.0, r.1, r.2, r.3, r.4].map(String::from)).collect();
        assert_eq!(got, want, "{name}");
        assert!(list(&found, "rejects").is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn what_nobody_has_verified_is_asked_for() {
    let code = |bytes: &[u8]| count::events(Value::Map(Vec::new()), bytes).unwrap_err().code();
    let gate = r#"{"channel":"futures.public_liquidates","event":"update","result":[]}"#;
    let coinglass = concat!(
        r#"{"data":[{"exchange_name":"A","symbol":"B","price":1,"usd_value":1,"side":2,"#,
        r#""time":1}]}"#
    );
    let coinalyze = r#"[{"symbol":"BTCUSDT_PERP.A","history":[{"t":1641081600,"l":1,"s":2}]}]"#;
    let tardis = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
    let snapshot = "1700000000000,BUY,LIMIT,IOC,7,30741.3,30631.6,FILLED,6,7\n";
    for text in [gate, coinglass, coinalyze, tardis, snapshot] {
        assert_eq!(code(text.as_bytes()), "AMBIGUOUS", "{text}");
    }
}

#[test]
fn an_unknown_contract_is_a_reject_that_says_what_is_needed() {
    let message = concat!(
        r#"{"arg":{"channel":"liquidation-orders"},"data":[{"instId":"IOST-USDT-SWAP","#,
        r#""details":[{"side":"buy","posSide":"short","bkPx":"0.007831","sz":"13","#,
        r#""ts":"1692266434010"}]}]}"#
    );
    let report = |bag| {
        let mut census = count::census(bag).unwrap();
        census.push(message.as_bytes()).unwrap();
        count::finish(census).unwrap()
    };
    let without = report(Value::Map(Vec::new()));
    let rejects = list(&without, "rejects");
    assert_eq!(text(&rejects[0], "field"), "contract_values");
    let values = Value::map([("IOST-USDT-SWAP", "1000".into())]);
    let with = report(Value::map([("contract_values", values)]));
    assert_eq!(text(with.get("short").unwrap(), "usd"), "101.803000");
}
