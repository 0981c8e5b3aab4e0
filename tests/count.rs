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
use washout::edge::count::Counter;
use washout::value::Value;

use crate::shared::shared;

const CAPTURES: &str = "data/binance_forceorder/";

fn count(bytes: &[u8], size: usize) -> Value {
    let mut counter = Counter::new(Value::Map(Vec::new())).unwrap();
    for chunk in bytes.chunks(size) {
        counter.push(chunk).unwrap();
    }
    counter.finish().unwrap()
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
    assert_eq!(int(&report, "events"), 10_001);
    assert_eq!(text(&report, &["long", "usd"]), "39179495.40739040");
    assert_eq!(text(&report, &["short", "usd"]), "1094010.66986272");
    assert_eq!(int(report.get("long").unwrap(), "count"), 9_108);
    assert_eq!(int(report.get("short").unwrap(), "count"), 893);
    assert_eq!(int(&report, "rejected"), 0);
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
    let expected = [(10_001, 0, 0), (1_842, 1_668, 0), (445, 0, 1), (385, 0, 0)];
    for (name, (events, duplicates, rejected)) in names.iter().zip(expected) {
        let Some(bytes) = shared(&format!("{CAPTURES}{name}")) else { continue };
        let mut seen = std::collections::BTreeSet::new();
        let (mut long, mut short) = (BigRational::zero(), BigRational::zero());
        let file = String::from_utf8(bytes.clone()).unwrap();
        for line in file.lines().filter(|line| seen.insert(*line) && !line.contains("Hello")) {
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
