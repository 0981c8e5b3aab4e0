//! Rows of tables: columns in any order, one field more than the header has, decimal commas.

use proptest::prelude::*;
use rust_decimal::Decimal;
use washout::edge::count;
use washout::value::Value;

/// Events, rejects, and the total in USD.
fn count(format: &str, file: &str) -> (i64, i64, String) {
    let mut census = count::census(Value::map([("format", format.into())])).unwrap();
    census.push(file.as_bytes()).unwrap();
    let report = count::finish(census).unwrap();
    let int = |key| match report.get(key) {
        Some(Value::Int(count)) => *count,
        other => panic!("{key}: {other:?}"),
    };
    let total = report.get("total_usd").unwrap().as_text().unwrap();
    // 1.0 and 1 are one number: how many places it has is no matter here.
    let total: Decimal = total.parse().unwrap();
    (int("events"), int("rejected"), total.normalize().to_string())
}

/// A capture of twelve columns, the value in USD last; some rows have a date after it.
const CAPTURE: &str = "BTC,SELL,LIMIT,IOC,2,100.5,100,FILLED,1,2,1762265109120,201.0\n";

#[test]
fn a_collector_may_append_a_column() {
    let more = |extra: &str| CAPTURE.replace("\n", &format!(",{extra}\n"));
    for extra in ["extra", "2025-11-04 14:05:09.120", "", "7", "201.0"] {
        let file = format!("{CAPTURE}{}", more(extra).replace("BTC", "ETH"));
        let counted = count("binance-forceorder-csv", &file);
        assert_eq!(counted, (2, 0, "400".to_owned()), "{extra}");
    }
    // Two more, or one less, is no row of this file.
    for wrong in [more("a,b"), CAPTURE.replace(",201.0", "")] {
        let counted = count("binance-forceorder-csv", &format!("{CAPTURE}{wrong}"));
        assert_eq!(counted, (1, 1, "200".to_owned()), "{wrong}");
    }
}

#[test]
fn under_a_header_too_a_field_more_is_left_out_where_it_is_no_part_of_a_number() {
    let head = "time,symbol,side,qty,price\n";
    let row = "1762214400000,BTC,long,2,100";
    for (extra, rejected) in [(",x", 0), (",", 0), (",2025-11-04", 0), (",5", 1), (",x,y", 1)] {
        let counted = count("washout-csv", &format!("{head}{row}{extra}\n"));
        assert_eq!((counted.0, counted.1), (1 - rejected, rejected), "{extra}");
    }
    // A price of 100.25 with a decimal comma is no price of 100.
    let error = count("washout-csv", &format!("{head}{row},25\n{row}\n"));
    assert_eq!(error, (1, 1, "200".to_owned()));
    // The side comes last, so that a number that is moved is seen.
    let counted =
        count("washout-csv", "qty,price,time,symbol,side\n2,100,1762214400000,A,long,5\n");
    assert_eq!(counted, (1, 0, "200".to_owned()));
}

/// Columns with a value each, in the order that `keys` sort them.
fn table(columns: &[(&str, String)], keys: &[u32]) -> [Vec<String>; 2] {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| keys[*at]);
    [
        order.iter().map(|at| columns[*at].0.to_owned()).collect(),
        order.iter().map(|at| columns[*at].1.clone()).collect(),
    ]
}

const NUMBER: &str = "[1-9][0-9]{0,3}(\\.[0-9]{1,4})?";

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A decimal comma in any number of any row moves the columns after it. Whatever their order,
    /// that is a reject, or it changes nothing.
    #[test]
    fn a_decimal_comma_is_never_another_number(
        qty in NUMBER, price in NUMBER, note in "[a-z]{0,3}|[0-9]{1,3}",
        at in any::<prop::sample::Index>(),
        keys in prop::collection::vec(any::<u32>(), 8), more in 0..4_usize,
    ) {
        let usd = "1762214400000".to_owned();
        let columns = [
            ("time", usd), ("symbol", "BTC".to_owned()), ("side", "long".to_owned()), ("qty", qty),
            ("price", price), ("note", note), ("venue", "v".to_owned()),
            ("coverage", "full".to_owned()),
        ];
        let [head, row] = table(&columns[..5 + more], &keys);
        let file = |row: &str| format!("{}\n{row}\n", head.join(","));
        let right = count("washout-csv", &file(&row.join(",")));
        prop_assert_eq!(right.0, 1);
        let points: Vec<usize> = row.iter().enumerate()
            .filter(|(_, value)| value.contains('.')).map(|(at, _)| at).collect();
        prop_assume!(!points.is_empty());
        let mut wrong = row.clone();
        let which = points[at.index(points.len())];
        wrong[which] = wrong[which].replace('.', ",");
        let found = count("washout-csv", &file(&wrong.join(",")));
        prop_assert!(found.1 == 1 || found == right, "{head:?} {wrong:?} {found:?}");
    }

    /// The same in the twelve columns of a capture.
    #[test]
    fn nor_is_it_in_a_capture(numbers in prop::collection::vec(NUMBER, 6), which in 0..6_usize) {
        let row = |numbers: &[String]| {
            let [q, p, ap, l, z, usd] = numbers else { panic!() };
            format!("BTC,SELL,LIMIT,IOC,{q},{p},{ap},FILLED,{l},{z},1762265109120,{usd}\n")
        };
        let right = count("binance-forceorder-csv", &row(&numbers));
        prop_assert_eq!(right.0, 1);
        let mut wrong = numbers.clone();
        wrong[which] = wrong[which].replace('.', ",");
        let found = count("binance-forceorder-csv", &row(&wrong));
        prop_assert!(found.1 == 1 || found == right, "{wrong:?} {found:?}");
    }

    /// The order of the columns changes nothing.
    #[test]
    fn columns_stand_in_any_order(
        rows in prop::collection::vec(
            (NUMBER, NUMBER, "BTC|ETHUSDT|kPEPE", "long|short|hold"), 1..9,
        ),
        keys in prop::collection::vec(any::<u32>(), 6),
        iso in any::<bool>(), named in any::<bool>(),
    ) {
        let line = |row: &(String, String, String, String), at: usize, keys: &[u32]| {
            let time = format!("2025-11-04T00:00:{:02}Z", 10 + at);
            let ms = (1_762_214_410_000 + 1000 * at).to_string();
            let columns = [
                ("time", if iso { time } else { ms }), ("symbol", row.2.clone()),
                ("side", row.3.clone()), ("qty", row.0.clone()), ("price", row.1.clone()),
                ("venue", "v".to_owned()),
            ];
            table(&columns[..if named { 6 } else { 5 }], keys)
        };
        let file = |keys: &[u32]| {
            let head = line(&rows[0], 0, keys)[0].join(",");
            let lines = rows.iter().enumerate().map(|(at, row)| line(row, at, keys)[1].join(","));
            format!("{head}\n{}\n", lines.collect::<Vec<_>>().join("\n"))
        };
        let first: Vec<u32> = (0..6).collect();
        prop_assert_eq!(count("washout-csv", &file(&keys)), count("washout-csv", &file(&first)));
    }
}
