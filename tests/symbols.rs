//! Names of markets, through the whole count: asset, coins, and which prices are no dollars.

use proptest::prelude::*;
use serde_json::Value as Json;
use washout::edge::count;
use washout::import::{asset, in_dollars};
use washout::value::Value;

use crate::shared::read;

const HEAD: &str = "time,venue,symbol,side,qty,price\n";

fn count(rows: &str) -> Value {
    let mut census = count::census(Value::map([("format", "washout-csv".into())])).unwrap();
    census.push(format!("{HEAD}{rows}").as_bytes()).unwrap();
    count::finish(census).unwrap()
}

fn row(symbol: &str, qty: &str) -> String {
    format!("1762214400000,v,{symbol},long,{qty},10\n")
}

/// Asset, coins and dollars of each asset's longs.
fn by_asset(report: &Value) -> Vec<[String; 3]> {
    let Some(Value::List(groups)) = report.get("by_asset") else { panic!() };
    let text = |value: &Value| value.as_text().unwrap().to_owned();
    let group = |group: &Value| {
        let long = group.get("long").unwrap();
        [group.get("asset").unwrap(), long.get("coins").unwrap(), long.get("usd").unwrap()]
            .map(text)
    };
    groups.iter().map(group).collect()
}

/// The reasons of all rejects.
fn reasons(report: &Value) -> Vec<String> {
    let Some(Value::List(rejects)) = report.get("rejects") else { panic!() };
    let reason = |reject: &Value| reject.get("reason").unwrap().as_text().unwrap().to_owned();
    rejects.iter().map(reason).collect()
}

#[test]
fn markets_of_another_place_are_assets_of_their_own() {
    let report = count(&(row("xyz:GOOGL", "1") + &row("xyz:TSLA", "1")));
    let assets = by_asset(&report);
    assert_eq!(assets, [["GOOGL", "1", "10"], ["TSLA", "1", "10"]].map(|a| a.map(str::to_owned)));
    let fill = |coin: &str, tid: u32| {
        format!(
            "{{\"coin\":\"xyz:{coin}\",\"px\":\"280\",\"sz\":\"1\",\"side\":\"A\",\"time\":{},\
             \"dir\":\"Close Long\",\"tid\":{tid},\"liquidation\":{{\"liquidatedUser\":\"0x1\",\
             \"markPx\":\"280\",\"method\":\"market\"}}}}",
            1_764_500_000_000_u64 + u64::from(tid)
        )
    };
    let file = format!(
        "{{\"channel\":\"userFills\",\"data\":{{\"user\":\"0x1\",\"fills\":[{},{}]}}}}",
        fill("GOOGL", 1),
        fill("TSLA", 2)
    );
    let mut census = count::census(Value::Map(Vec::new())).unwrap();
    census.push(file.as_bytes()).unwrap();
    let report = count::finish(census).unwrap();
    assert_eq!(by_asset(&report).len(), 2);
    assert!(by_asset(&report).iter().all(|[_, coins, _]| coins == "1"));
}

#[test]
fn a_multiplied_markets_coins_are_those_of_its_asset() {
    let names = ["1000SHIBUSDT", "SHIB1000USDT", "kSHIB", "1000SHIB/USDT:USDT", "SHIBUSDT"];
    let rows: String = names.iter().map(|name| row(name, "2")).collect();
    let assets = by_asset(&count(&rows));
    assert_eq!(assets, [["SHIB", "8002", "100"].map(str::to_owned)]);
    let plain = by_asset(&count(&(row("1000XUSDT", "2") + &row("1INCHUSDT", "2"))));
    assert!(plain.iter().all(|[_, coins, _]| coins == "2"), "{plain:?}");
}

#[test]
fn prices_that_are_no_dollars_are_rejects_that_say_so() {
    for name in ["ETHBTC", "ETH-BTC", "BTC_EUR", "ETH/BTC:BTC", "USDTRY"] {
        let report = count(&(row(name, "1") + &row("BTC", "1")));
        let reasons = reasons(&report);
        assert_eq!(reasons.len(), 1, "{name}");
        assert!(reasons[0].contains("dollars") && reasons[0].contains("quoted in"), "{reasons:?}");
        assert_eq!(by_asset(&report).len(), 1);
    }
    // Dollar coins, contracts that are margined in coins, coins that end as a currency does, and
    // names that say nothing.
    for name in [
        "BTC",
        "BTC-PERP",
        "PF_XBTUSD",
        "XBTUSD",
        "tBTCF0:USTF0",
        "BTC_USDT",
        "BTC-USDT-SWAP",
        "BTCUSD_PERP",
        "BTC-USD-241227",
        "BTCFDUSD",
        "BTCUSDE",
        "ETH-DAI",
        "BTC_PYUSD",
        "BTC-USDS",
        "BTCGUSD",
        "PUMPBTC",
        "STETH",
        "WBTC",
        "SOLVBTC",
        "AEUR",
        "hyna:BTC",
        "xyz:EUR",
        "TRON",
        "BTC-26DEC25",
        "BTC/USD:BTC",
        "1000000BOBUSDT",
        "ETHFIUSDC",
        "BINANCE:BTC",
    ] {
        assert!(reasons(&count(&row(name, "1"))).is_empty(), "{name}");
    }
}

/// The list of names that was checked by hand, where it is there.
#[test]
fn the_checked_names_have_their_asset_and_their_coins() {
    let Some(text) = read("cases-2/symbols.json") else { return };
    let list: Json = serde_json::from_str(&text).unwrap();
    let symbols = list["symbols"].as_array().unwrap();
    assert!(symbols.len() > 50);
    for entry in symbols {
        let symbol = entry["symbol"].as_str().unwrap();
        let report = count(&row(symbol, "1"));
        let Some(wanted) = entry["asset"].as_str() else {
            assert_eq!(reasons(&report).len(), 1, "{symbol}");
            continue;
        };
        let multiplier = entry["multiplier"].as_str().unwrap();
        let expected = [wanted, multiplier, "10"].map(str::to_owned);
        assert_eq!(by_asset(&report), [expected], "{symbol}");
    }
}

const ASSETS: &[&str] = &["BTC", "ETH", "SOL", "DOGE", "SHIB", "LINK", "ARB", "HYPE", "A", "1INCH"];
const DOLLARS: &[&str] = &["USD", "USDT", "USDC", "FDUSD", "BUSD", "DAI", "TUSD", "USDE", "PYUSD"];
const OTHERS: &[&str] = &["BTC", "ETH", "EUR", "TRY", "JPY", "KRW", "SOL", "BNB"];
const ENDS: &[&str] = &["", "-SWAP", "-PERP", "-251226", "-26DEC25", "-25Z26", "_UMCBL", ".A"];
const SIGNS: &[&str] = &["-", "_", "/"];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// However a name is put together of an asset, a multiplier, a currency and marks, it is the
    /// same asset, and its prices are dollars where the currency is one.
    #[test]
    fn a_name_is_taken_apart_as_it_was_put_together(
        base in prop::sample::select(ASSETS), dollar in prop::sample::select(DOLLARS),
        other in prop::sample::select(OTHERS), sign in prop::sample::select(SIGNS),
        end in prop::sample::select(ENDS), zeros in prop_oneof![Just(0_usize), 3..7_usize],
        place in prop_oneof![Just(""), Just("xyz:")],
    ) {
        prop_assume!(base != other);
        let coins = 10_u64.pow(zeros.try_into().unwrap());
        let multiplied = zeros > 0 && base.len() > 1 && base != "1INCH";
        let base = if multiplied { format!("{coins}{base}") } else { base.to_owned() };
        let wanted = base.trim_start_matches(|c: char| multiplied && c.is_ascii_digit());
        let name = format!("{place}{base}{sign}{dollar}{end}");
        let coins = if multiplied { coins } else { 1 }.to_string();
        let found = by_asset(&count(&row(&name, "1")));
        prop_assert_eq!(found, [[wanted, &coins, "10"].map(str::to_owned)], "{}", name);
        let name = format!("{place}{base}{sign}{other}{end}");
        prop_assert!(!in_dollars(&name), "{}", name);
        prop_assert_eq!(reasons(&count(&row(&name, "1"))).len(), 1, "{}", name);
    }

    /// No name is without an asset, and none makes a trap.
    #[test]
    fn any_name_has_an_asset(name in "[A-Za-z0-9:/_.$+币-]{1,40}") {
        prop_assert!(!asset(&name).is_empty());
        prop_assert_eq!(asset(&name), asset(&name));
        let report = count(&row(&name, "1"));
        let named = by_asset(&report).first().is_some_and(|[found, ..]| *found == asset(&name));
        prop_assert!(named || !reasons(&report).is_empty());
    }
}
