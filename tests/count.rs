//! Counting whole files: totals against rational arithmetic, chunk borders, mutated bytes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and says what it skips"
)]

use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use rust_decimal::Decimal;
use washout::edge::count;
use washout::error::Error;
use washout::value::Value;

use crate::shared::shared;

const CAPTURES: &str = "data/binance_forceorder/";

fn count(bytes: &[u8], size: usize) -> Value {
    let mut census = count::census(Value::Map(Vec::new())).unwrap();
    for chunk in bytes.chunks(size) {
        census.push(chunk).unwrap();
    }
    count::finish(census).unwrap()
}

fn int(report: &Value, key: &str) -> i64 {
    match report.get(key) {
        Some(Value::Int(count)) => *count,
        other => panic!("{key}: {other:?}"),
    }
}

fn text<'v>(report: &'v Value, path: &[&str]) -> &'v str {
    path.iter().fold(report, |value, key| value.get(key).unwrap()).as_text().unwrap()
}

/// A decimal as a rational number, by long-hand.
fn rational(text: &str) -> BigRational {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part}").parse().unwrap();
    BigRational::new(digits, num_bigint::BigInt::from(10).pow(part.len().try_into().unwrap()))
}

#[test]
fn the_december_capture_has_the_published_totals_to_the_last_digit() {
    let Some(bytes) = shared(&format!("{CAPTURES}moondev_liq_data_2025-12.csv")) else { return };
    let report = count(&bytes, 256 << 10);
    assert_eq!(int(&report, "events"), 9_996);
    assert_eq!(text(&report, &["long", "usd"]), "39179495.09218942");
    assert_eq!(text(&report, &["short", "usd"]), "1094010.66986272");
    assert_eq!(int(report.get("long").unwrap(), "count"), 9_103);
    assert_eq!(int(report.get("short").unwrap(), "count"), 893);
    // Five orders of ETHBTC, whose prices are in Bitcoin.
    assert_eq!(int(&report, "rejected"), 5);
    let Some(Value::List(rejects)) = report.get("rejects") else { panic!() };
    let said = "found \"ETHBTC, quoted in BTC\"";
    assert!(rejects.iter().all(|reject| text(reject, &["reason"]).contains(said)));
    assert_eq!(int(&report, "first_ms"), 1_717_505_218_553);
    let Some(Value::List(gaps)) = report.get("gaps") else { panic!() };
    assert_eq!(int(&gaps[0], "events_before"), 1);
    assert_eq!(count(&bytes, 1000), report);
}

/// Every capture against big rationals over lines split by hand.
#[test]
fn captures_add_up_as_rational_arithmetic_does() {
    let names = [
        "moondev_liq_data_2025-12.csv",
        "paulius_binance_2025-01_02.csv",
        "neoparth_binance_2025-06-23a_dirty_firstline.csv",
        "bands_bigliqs_2024-08-18.csv",
    ];
    let expected = [(9_996, 0, 5), (1_842, 1_668, 0), (445, 0, 1), (385, 0, 0)];
    for (name, (events, duplicates, rejected)) in names.iter().zip(expected) {
        let Some(bytes) = shared(&format!("{CAPTURES}{name}")) else { continue };
        let mut seen = std::collections::BTreeSet::new();
        let (mut long, mut short) = (BigRational::zero(), BigRational::zero());
        let file = String::from_utf8(bytes.clone()).unwrap();
        // The greeting makes no name, and prices of ETHBTC are no dollars.
        let counted = |line: &&str| !line.contains("Hello") && !line.starts_with("ETHBTC");
        for line in file.lines().filter(|line| seen.insert(*line) && counted(line)) {
            let cells: Vec<&str> = line.split(',').collect();
            let price = if cells[6] == "None" { cells[5] } else { cells[6] };
            let usd = rational(price) * rational(cells[9]);
            if cells[1] == "SELL" { long += usd } else { short += usd }
        }
        let report = count(&bytes, 4096);
        assert_eq!(int(&report, "events"), events, "{name}");
        assert_eq!(int(&report, "duplicates"), duplicates, "{name}");
        assert_eq!(int(&report, "rejected"), rejected, "{name}");
        assert_eq!(rational(text(&report, &["long", "usd"])), long, "{name}");
        assert_eq!(rational(text(&report, &["short", "usd"])), short, "{name}");
    }
}

/// Small inputs in the shapes of the feeds, written for these tests.
const SEEDS: [&str; 4] = [
    "time,venue,symbol,side,qty,price\n2025-11-04T14:05:09.120Z,x,BTCUSDT,long,0.125,104580.25\n\
        1762265109120,\"y\",ETHUSDT,short,3,3500.5\n\n2025-11-04,x,1000PEPEUSDT,long,10,0.01\n",
    "BTC,SELL,LIMIT,IOC,2,100000.5,None,FILLED,1,2,1762265109120,1\r\n\
        ETHUSDT,BUY,LIMIT,IOC,2,3500,3501,FILLED,1,2,1762265109121,1\r\n\
        ETHUSDT,BUY,LIMIT,IOC,2,3500,3501,FILLED,1,2,1762265109121,1\r\n\
        X,BUY,LIMIT,IOC,2,1,1,EXPIRED,0,0,1762265109121,1",
    "{\"e\":\"forceOrder\",\"o\":{\"s\":\"BTCUSDT\",\"S\":\"BUY\",\"p\":\"35100.81\",\"ap\":\"0\",\
        \"z\":\"1.437\",\"T\":1698871323059}}\n\
        [{\"stream\":\"a@forceOrder\",\"data\":{\"e\":\"forceOrder\",\"o\":{\"s\":\"ETHUSD_PERP\",\
        \"S\":\"SELL\",\"p\":\"3510\",\"ap\":\"3500\",\"z\":\"14\",\"T\":1698871323060}}},\n\
        {\"result\":null}]",
    "{\"arg\":{\"channel\":\"liquidation-orders\"},\"data\":[{\"instId\":\"BTC-USDT-SWAP\",\
        \"details\":[{\"side\":\"buy\",\"posSide\":\"short\",\"bkPx\":\"30000\",\"sz\":\"13\",\
        \"ts\":\"1692266434010\"},{\"side\":\"sell\",\"bkPx\":\"3\",\"sz\":\"1\",\
        \"ts\":\"1692266434010\"}]}]}\n[386841,\"hb\"]\n",
];

fn try_count(bytes: &[u8], size: usize) -> Result<Value, Error> {
    let mut census = count::census(Value::Map(Vec::new()))?;
    for chunk in bytes.chunks(size.max(1)) {
        census.push(chunk)?;
    }
    count::finish(census)
}

/// Whatever the bytes are: every row is in one account, the listed rejects have a place, and the
/// answer does not depend on the borders between chunks.
fn check_account(bytes: &[u8], size: usize) {
    let whole = try_count(bytes, bytes.len());
    assert_eq!(try_count(bytes, size), whole);
    let Ok(report) = whole else { return };
    let accounts = ["events", "duplicates", "rejected", "filtered"];
    let sum: i64 = accounts.iter().map(|key| int(&report, key)).sum();
    assert_eq!(int(&report, "rows"), sum);
    let Some(Value::List(rejects)) = report.get("rejects") else { panic!() };
    assert_eq!(rejects.len(), usize::try_from(int(&report, "rejected")).unwrap());
    assert!(rejects.iter().all(|reject| int(reject, "line") > 0 && int(reject, "record") > 0));
    let sides: i64 = ["long", "short"].iter().map(|s| int(report.get(s).unwrap(), "count")).sum();
    assert_eq!(sides, int(&report, "events"));
}

#[test]
fn the_seeds_are_read() {
    let counts = [(3, 0, 0, 0), (2, 1, 0, 1), (2, 0, 0, 1), (2, 0, 0, 1)];
    for (seed, (events, duplicates, rejected, filtered)) in SEEDS.iter().zip(counts) {
        let report = count(seed.as_bytes(), 7);
        let got = ["events", "duplicates", "rejected", "filtered"].map(|key| int(&report, key));
        assert_eq!(got, [events, duplicates, rejected, filtered], "{seed} {report:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn mutated_files_lose_nothing(
        seed in 0_usize..4,
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, any::<u8>()),
            0..8),
        size in 1_usize..60,
    ) {
        let mut bytes = SEEDS[seed].as_bytes().to_vec();
        const SIGNS: &[u8] = b",\"\n{}[]:0-. \r\\e";
        for (at, edit, byte) in edits {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            match edit {
                0 if at < bytes.len() => { bytes.remove(at); }
                1 => bytes.insert(at, byte),
                2 => bytes.insert(at, SIGNS[usize::from(byte) % SIGNS.len()]),
                3 if at < bytes.len() => bytes[at] = SIGNS[usize::from(byte) % SIGNS.len()],
                4 => bytes.truncate(at.max(1)),
                _ => { let tail = bytes[at..].to_vec(); bytes.extend(tail); }
            }
        }
        check_account(&bytes, size);
    }

    #[test]
    fn any_bytes_at_all_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300),
        size in 1_usize..40) {
        check_account(&bytes, size);
    }

    /// Random events in random order, split into random parts that are saved, loaded and merged
    /// in random order: always the same text, and the sums of big rational arithmetic.
    #[test]
    fn any_order_and_any_merge_tree_give_the_same_partial(
        rows in prop::collection::vec((0_i64..4_000_000, 0_usize..5, any::<bool>(),
            1_u64..1_000_000, 1_u64..1_000_000_000, 0_u32..6), 1..60),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        turn in any::<prop::sample::Index>(),
    ) {
        let line = |row: &(i64, usize, bool, u64, u64, u32)| {
            let (seconds, symbol, long, qty, price, places) = *row;
            let symbol = ["BTCUSDT", "ETHUSDT", "1000PEPEUSDT", "XRPUSD", "BTC-USDT-SWAP"][symbol];
            let side = if long { "long" } else { "short" };
            let qty = Decimal::new(qty.try_into().unwrap(), places);
            format!("{},v,{symbol},{side},{qty},{}\n", 1_762_000_000_000 + seconds * 1000,
                Decimal::new(price.try_into().unwrap(), 4))
        };
        const HEAD: &str = "time,venue,symbol,side,qty,price\n";
        let save = |rows: &[(i64, usize, bool, u64, u64, u32)]| {
            let file: String = std::iter::once(HEAD.to_owned()).chain(rows.iter().map(line))
                .collect();
            let mut census = count::census(Value::Map(Vec::new())).unwrap();
            census.push(file.as_bytes()).unwrap();
            text(&count::save(census).unwrap(), &["partial"]).to_owned()
        };
        // Byte counts differ with the number of headers, everything else must not.
        let plain = |text: &str| text.lines().filter(|l| !l.starts_with("bytes"))
            .collect::<Vec<_>>().join("\n");
        let whole = save(&rows);
        let mut turned = rows.clone();
        turned.rotate_left(turn.index(rows.len()));
        let mut borders: Vec<usize> = cuts.iter().map(|cut| cut.index(rows.len())).collect();
        borders.extend([0, rows.len()]);
        borders.sort_unstable();
        let parts: Vec<String> = borders.windows(2).map(|b| save(&turned[b[0]..b[1]])).collect();
        let (head, tail) = parts.split_at(parts.len() / 2);
        let tail: Vec<&str> = tail.iter().map(String::as_str).rev().collect();
        let right = count::merge(Value::list(tail)).unwrap();
        let mut all: Vec<&str> = vec![text(&right, &["partial"])];
        all.extend(head.iter().map(String::as_str));
        let merged = count::merge(Value::list(all)).unwrap();
        prop_assert_eq!(plain(text(&merged, &["partial"])), plain(&whole));
        let report = count::report_of(Value::Map(Vec::new()),
            &Value::list([whole.as_str()])).unwrap();
        for (side, name) in [(true, "long"), (false, "short")] {
            let exact: BigRational = rows.iter().filter(|row| row.2 == side).map(|row| {
                rational(&Decimal::new(row.3.try_into().unwrap(), row.5).to_string())
                    * rational(&Decimal::new(row.4.try_into().unwrap(), 4).to_string())
            }).fold(BigRational::zero(), |a, b| a + b);
            prop_assert_eq!(rational(text(&report, &[name, "usd"])), exact.clone());
            for key in ["by_asset", "by_venue", "by_symbol"] {
                let Some(Value::List(groups)) = report.get(key) else { panic!() };
                let sum = groups.iter().map(|g| rational(text(g, &[name,
                    "usd"]))).fold(BigRational::zero(), |a, b| a + b);
                prop_assert_eq!(&sum, &exact);
            }
            let Some(Value::List(column)) = report.get("buckets").unwrap()
                .get(&format!("{name}_usd")) else { panic!() };
            let sum = column.iter().map(|v| rational(v.as_text().unwrap()))
                .fold(BigRational::zero(), |a, b| a + b);
            prop_assert_eq!(&sum, &exact);
        }
    }

    /// The plainest header has a quick reader of its own; one more empty column leads to the
    /// careful one. They agree on any line.
    #[test]
    fn the_quick_reader_and_the_careful_one_agree(
        rows in prop::collection::vec(
            ("1762[0-9]{9}|176226510912|2025-11-04", "v|w|", "BTCUSDT|1000PEPEUSDT|b c|",
                "long|short|buy",
             "[0-9]{1,4}(\\.[0-9]{0,9})?|1e3|-1|0", "[0-9]{1,9}(\\.[0-9]{0,9})?|9{20}|x"), 0..30),
    ) {
        let line = |r: &(String, String, String, String, String, String), end: &str| {
            format!("{},{},{},{},{},{}{end}\n", r.0, r.1, r.2, r.3, r.4, r.5)
        };
        let file = |head: &str, end: &str| -> String {
            std::iter::once(head.to_owned()).chain(rows.iter().map(|row| line(row, end))).collect()
        };
        let plain = count(file("time,venue,symbol,side,qty,price\n", "").as_bytes(), 64);
        let careful = count(file("time,venue,symbol,side,qty,price,fill\n", ",").as_bytes(), 64);
        for (key, value) in [&plain].iter().flat_map(|v| match v { Value::Map(m) => m.iter(), _ =>
            panic!() }) {
            if key != "bytes" {
                prop_assert_eq!(Some(value), careful.get(key), "{}", key);
            }
        }
    }

    #[test]
    fn a_mutated_partial_is_an_error_or_a_partial(at in any::<prop::sample::Index>(),
        byte in any::<u8>()) {
        let mut census = count::census(Value::Map(Vec::new())).unwrap();
        census.push(SEEDS[1].as_bytes()).unwrap();
        let mut partial = text(&count::save(census).unwrap(), &["partial"]).to_owned().into_bytes();
        let at = at.index(partial.len());
        partial[at] = byte & 0x7f;
        let partial = String::from_utf8(partial).unwrap();
        if let Ok(again) = count::merge(Value::list([partial])) {
            let again = text(&again, &["partial"]).to_owned();
            let twice = count::merge(Value::list([again.as_str()])).unwrap();
            prop_assert_eq!(twice, Value::map([("partial", again.into())]));
        }
    }
}

fn export(bytes: &[u8]) -> String {
    let mut export = count::export(Value::Map(Vec::new())).unwrap();
    let first = export.push(bytes).unwrap();
    let last = count::finish_export(export).unwrap();
    format!("{}{}", first, text(&last, &["text"]))
}

#[test]
fn an_export_is_imported_to_the_same_bytes_and_totals() {
    let more = [
        "data/binance_forceorder/paulius_binance_2025-01_02.csv",
        "data/binance_forceorder/neoparth_binance_2025-06-23a_dirty_firstline.csv",
    ];
    let files = more.iter().filter_map(|name| shared(name));
    for bytes in SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).chain(files) {
        let once = export(&bytes);
        assert_eq!(export(once.as_bytes()), once);
        let (from, to) = (count(&bytes, 1 << 16), count(once.as_bytes(), 1 << 16));
        for key in ["events", "long", "short", "by_symbol", "buckets", "largest", "windows"] {
            assert_eq!(from.get(key), to.get(key), "{key}");
        }
    }
}

#[test]
fn without_minutes_a_partial_is_smaller_and_its_sums_are_the_same() {
    let line = |minute: i64| {
        let (time, side) = (1_762_214_400_000 + 60_000 * minute, ["long", "short"]);
        format!("{time},v,BTCUSDT,{},2,{}\n", side[usize::from(minute % 3 == 0)], minute + 1)
    };
    let file: String = (0..300).map(line).collect();
    let file = format!("time,venue,symbol,side,qty,price\n{file}");
    let save = |minutes: bool| {
        let mut census = count::census(Value::map([("minutes", Value::Bool(minutes))])).unwrap();
        census.push(file.as_bytes()).unwrap();
        text(&count::save(census).unwrap(), &["partial"]).to_owned()
    };
    let (fine, coarse) = (save(true), save(false));
    assert!(coarse.len() * 3 < fine.len());
    let cells = |text: &str| text.lines().filter(|l| l.starts_with("cell")).count();
    assert_eq!((cells(&fine), cells(&coarse)), (10, 10));
    let report =
        |partial: &str| count::report_of(Value::Map(Vec::new()), &Value::list([partial])).unwrap();
    for key in ["events", "total_usd", "long", "short", "by_symbol", "buckets", "largest"] {
        assert_eq!(report(&fine).get(key), report(&coarse).get(key), "{key}");
    }
    let merged = count::merge(Value::list([coarse.as_str()])).unwrap();
    assert_eq!(merged, Value::map([("partial", coarse.as_str().into())]));
    let wrong = count::census(Value::map([("minutes", "no".into())])).unwrap_err();
    assert_eq!((wrong.code(), wrong.place().field.as_deref()), ("MALFORMED", Some("minutes")));
}

#[test]
fn coins_of_several_assets_are_not_added_up() {
    let file = "time,symbol,side,qty,price\n\
        2025-11-04T00:00:00Z,BTCUSDT,long,2,100000\n\
        2025-11-04T00:00:01Z,DOGEUSDT,long,3,0.2\n";
    let report = count(file.as_bytes(), 16);
    let first = |key: &str| match report.get(key) {
        Some(Value::List(groups)) => groups[0].get("long").unwrap().get("coins").cloned(),
        other => panic!("{key}: {other:?}"),
    };
    assert_eq!(first("by_venue"), Some(Value::Null));
    assert_eq!(first("by_asset"), Some(Value::text("2")));
    assert_eq!(first("by_symbol"), Some(Value::text("2")));
}

/// Liquidations that arrive evenly at random, of which a feed sends the first of each second; the
/// capture, and how many there were.
fn thinned(seconds: u64, per_second: u64) -> (String, u64) {
    let mut state = 20_251_104_u64;
    let mut text = "time,symbol,side,qty,price,coverage\n".to_owned();
    let mut arrived = 0;
    for second in 0..seconds {
        let mut sent = false;
        for _ in 0..1000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            if (state >> 33) % 1000 >= per_second {
                continue;
            }
            arrived += 1;
            if !std::mem::replace(&mut sent, true) {
                let ms = 1_762_214_400_000 + 1000 * second;
                text.push_str(&format!("{ms},BTCUSDT,long,2,100,sampled\n"));
            }
        }
    }
    (text, arrived)
}

#[test]
fn what_a_feed_of_one_a_second_leaves_out_is_estimated_from_the_seconds_without_any() {
    for per_second in [0, 1, 2] {
        // On average so many arrivals a second, each thousandth part of it being a chance.
        let (text, arrived) = thinned(7200, per_second);
        let report = count(text.as_bytes(), 4096);
        let Some(Value::Map(_)) = report.get("unreported") else {
            assert_eq!((per_second, report.get("unreported")), (0, Some(&Value::Null)));
            continue;
        };
        let unreported = report.get("unreported").unwrap();
        let float = |key: &str| unreported.get(key).and_then(|v| v.estimate().ok()).unwrap();
        assert_eq!(unreported.get("estimate"), Some(&Value::Bool(true)));
        let sent = int(&report, "events") as f64;
        let (guess, truth) = (sent + float("unreported_events"), arrived as f64);
        assert!(truth > 1.3 * sent, "{truth} {sent}");
        assert!((guess / truth - 1.0).abs() < 0.05, "{guess} {truth}");
        let per_event = float("unreported_usd_approx") / float("unreported_events");
        assert!((per_event - 200.0).abs() < 1e-6, "{per_event}");
    }
}

#[test]
fn a_full_feed_and_a_full_second_leave_nothing_to_say_about_what_is_missing() {
    let head = "time,symbol,side,qty,price,coverage\n";
    let full = format!("{head}1762214400000,BTCUSDT,long,2,100,full\n");
    assert_eq!(count(full.as_bytes(), 999).get("unreported"), Some(&Value::Null));
    let line = "1762214400000,BTCUSDT,long,2,100,sampled\n";
    let crowded = format!("{head}{}", line.repeat(3600));
    assert_eq!(count(crowded.as_bytes(), 999).get("unreported"), Some(&Value::Null));
}

#[test]
fn a_contracts_value_that_nobody_has_verified_is_noted_through_every_merge() {
    let message = |market: &str| {
        format!(
            "{{\"arg\":{{\"channel\":\"liquidation-orders\"}},\"data\":[{{\"instId\":\"{market}\",\
                \"details\":[{{\"side\":\"sell\",\"bkPx\":\"3000\",\"sz\":\"1\",\
                \"ts\":\"1692266434010\"}}]}}]}}\n"
        )
    };
    let save = |text: &str| {
        let mut census = count::census(Value::Map(Vec::new())).unwrap();
        census.push(text.as_bytes()).unwrap();
        count::save(census).unwrap().get("partial").unwrap().as_text().unwrap().to_owned()
    };
    let noted = |partials: &[&str]| {
        let partials = Value::list(partials.iter().copied());
        let report = count::report_of(Value::Map(Vec::new()), &partials).unwrap();
        format!("{:?}", report.get("notes")).contains("1 events are valued with a contract's value")
    };
    let (stated, unverified) = (save(&message("BTC-USDT-SWAP")), save(&message("ETH-USDT-SWAP")));
    assert!(!noted(&[&stated]));
    assert!(noted(&[&unverified]) && noted(&[&stated, &unverified]));
}
