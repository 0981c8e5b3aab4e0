//! Judge against independent arithmetic: big rationals over the raw text of real files, constants
//! computed by another language, conservation laws.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use proptest::prelude::*;
use washout::claims::{Datum, Expr, Inputs};
use washout::context::read;
use washout::context::sentiment::{Mood, Provider};
use washout::edge::judge::{article, audit, context, events, flows};
use washout::money::Rational;
use washout::value::Value;

use crate::money::rational;

/// The shared data, where it is there.
fn shared(path: &str) -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("WASHOUT_SHARED").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(root.join("data").join(path)).ok();
    if text.is_none() {
        println!("skipped: {path} is not there");
    }
    text
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The value at a path of keys and indices: `answers.funding.found.per_8h`.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| match (value, key.parse::<usize>()) {
        (Value::List(items), Ok(index)) => &items[index],
        _ => value.get(key).unwrap_or_else(|| panic!("no {key} of {path} in {value:?}")),
    })
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    at(value, path).as_text().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether `shown` is `exact` to the nearest 18th place.
fn near(shown: &str, exact: &BigRational) {
    let half = BigRational::new(BigInt::one(), BigInt::from(2) * BigInt::from(10).pow(18));
    let off = (rational(shown) - exact).abs();
    assert!(off <= half, "{shown} is not {exact}");
}

/// Rows of the price file by day: open, high, low, close.
fn prices(text: &str) -> BTreeMap<String, [BigRational; 4]> {
    let row = |line: &str| {
        let fields: Vec<_> = line.split(',').collect();
        (fields[0].to_owned(), [1, 2, 3, 4].map(|index| rational(fields[index])))
    };
    text.lines().skip(1).filter(|line| !line.is_empty()).map(row).collect()
}

const HIGH: usize = 1;
const LOW: usize = 2;
const CLOSE: usize = 3;

fn day_of(value: &Value, path: &str) -> String {
    let Value::Int(ms) = at(value, path) else { panic!("{path} is no time") };
    washout::time::Time::from_millis(*ms).unwrap().to_string()[..10].to_owned()
}

/// What context finds for a day of November 2025 in the real files, if they are there, and the
/// text of the prices.
fn november(day: &str) -> Option<&'static (Value, String)> {
    static FOURTH: LazyLock<Option<(Value, String)>> = LazyLock::new(|| found_on("2025-11-04"));
    static THIRD: LazyLock<Option<(Value, String)>> = LazyLock::new(|| found_on("2025-11-03"));
    if day == "2025-11-04" { FOURTH.as_ref() } else { THIRD.as_ref() }
}

fn found_on(day: &str) -> Option<(Value, String)> {
    let candles = shared("daily/btc_daily_ohlcv_2010-07_2026-07.csv")?;
    let fear = shared("daily/fear_and_greed_2018-02_2026-06.json")?;
    let funding = shared("daily/binance_btc_funding_8h_2019-09_2026-06.json")?;
    let supply = shared("daily/stablecoin_supply_2017-11_2026-08.csv")?;
    let fear = Value::map([("provider", "alternative.me".into()), ("text", fear.as_str().into())]);
    // In print that day: -4% in USD; 112,000 before and 104,956.8 at 06:02 UTC.
    let interest =
        r#"{"usd_change": "-0.04", "price_before": "112000", "price_after": "104956.8"}"#;
    let bag = Value::map([
        ("at", day.into()),
        ("peak_from", "2025-10-01".into()),
        ("candles", file("BTC/USD", &candles)),
        ("fear_greed", fear),
        ("funding", file("BTCUSDT funding, Binance", &funding)),
        ("stablecoins", file("stablecoin supply", &supply)),
        ("key_level", json(r#"{"lower_usd": "100000", "upper_usd": "105000"}"#)),
        ("open_interest", json(interest)),
    ]);
    Some((context(bag).unwrap(), candles))
}

fn file(name: &str, text: &str) -> Value {
    Value::map([("name", name.into()), ("text", text.into())])
}

#[test]
fn the_drawdown_of_november_from_both_peaks() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let close = &prices["2025-11-04"][CLOSE];
    for (name, column) in [("drawdown_from_high", HIGH), ("drawdown_from_close", CLOSE)] {
        let october = prices.range("2025-10-01".to_owned()..="2025-11-04".to_owned());
        let (day, peak) =
            october.map(|(day, row)| (day, &row[column])).max_by_key(|row| row.1).unwrap();
        let path = format!("answers.{name}.found");
        near(text(found, &format!("{path}.fraction")), &(BigRational::one() - close / peak));
        assert_eq!(&day_of(found, &format!("{path}.peak.time_ms")), day);
    }
    // By Python's fractions: 1 - 101537.3/126198.1 and 1 - 101537.3/124766.5.
    let fraction = |name| &text(found, &format!("answers.{name}.found.fraction"))[..10];
    assert_eq!(fraction("drawdown_from_high"), "0.19541340");
    assert_eq!(fraction("drawdown_from_close"), "0.18618138");
    assert_eq!(text(found, "answers.drawdown_from_high.found.peak.value"), "126198.1");
    assert_eq!(text(found, "answers.drawdown_from_high.inputs.0.value"), "BTC/USD, high");
}

#[test]
fn the_lowest_close_since_june_and_the_counter_example_within_the_day() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let asked = [
        ("lowest_close", CLOSE, CLOSE),
        ("lowest_low", LOW, LOW),
        ("close_against_lows", CLOSE, LOW),
    ];
    for (name, mine, theirs) in asked {
        let now = &prices["2025-11-04"][mine];
        let earlier = prices.range(..("2025-11-04".to_owned()));
        let since = earlier.rev().find(|(_, row)| row[theirs] <= *now).unwrap().0;
        assert_eq!(&day_of(found, &format!("answers.{name}.found.since.time_ms")), since);
    }
    // By Python: closes reach back to 22 June, lows of the close's own price only to 10 October.
    assert_eq!(day_of(found, "answers.lowest_close.found.since.time_ms"), "2025-06-22");
    assert_eq!(day_of(found, "answers.lowest_low.found.since.time_ms"), "2025-06-22");
    assert_eq!(day_of(found, "answers.close_against_lows.found.since.time_ms"), "2025-10-10");
    let (before, _) = november("2025-11-03").unwrap();
    assert_eq!(day_of(before, "answers.lowest_close.found.since.time_ms"), "2025-10-17");
}

#[test]
fn the_start_of_november_among_all_novembers() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let prices = prices(csv);
    let start = |year: i32, date: &str| {
        let close = |day: String| prices.get(&day).map(|row| row[CLOSE].clone());
        let (now, before) = (close(format!("{year}-11-{date}"))?, close(format!("{year}-10-31"))?);
        Some(now / before - BigRational::one())
    };
    let now = start(2025, "04").unwrap();
    near(text(found, "answers.month_to_date.found.change"), &now);
    let Value::List(years) = at(found, "answers.month_to_date.found.years") else { panic!() };
    assert_eq!(years.len(), 16, "2010 to 2025");
    for (row, year) in years.iter().zip(2010..) {
        near(text(row, "change"), &start(year, "04").unwrap());
    }
    let worse = (2010..2025).filter(|year| start(*year, "04").unwrap() < now).count();
    assert_eq!(at(found, "answers.month_to_date.found.rank"), &Value::from(worse + 1));
    // By Python: -7.316…% is the worst of all; a day before, -2.75% is the worst since 2014.
    assert_eq!(&text(found, "answers.month_to_date.found.change")[..8], "-0.07316");
    assert_eq!(at(found, "answers.month_to_date.found.rank"), &Value::Int(1));
    assert_eq!(at(found, "answers.month_to_date.found.worst_since"), &Value::Null);
    let (before, _) = november("2025-11-03").unwrap();
    assert_eq!(at(before, "answers.month_to_date.found.worst_since"), &Value::Int(2014));
    assert_eq!(at(before, "answers.month_to_date.found.rank"), &Value::Int(4));
    // Since 2011, as most charts have it: the rank is among 15.
    let since_2011 = (2011..2025).filter(|year| start(*year, "04").unwrap() < now).count();
    assert_eq!(since_2011, 0);
}

#[test]
fn sentiment_funding_supply_and_level_of_that_day() {
    let Some((found, _)) = november("2025-11-04") else { return };
    assert_eq!(at(found, "answers.fear_greed.found.value"), &Value::Int(21));
    assert_eq!(text(found, "answers.fear_greed_alternative_me.found.label"), "Extreme Fear");
    assert_eq!(at(found, "answers.fear_greed_alternative_me.found.own_word"), &Value::Bool(true));
    assert_eq!(text(found, "answers.fear_greed_coinmarketcap.found.label"), "Fear");
    // The three payments of the day, from the file: 0.0001, 0.00005808, 0.00006339.
    let mean = (rational("0.0001") + rational("0.00005808") + rational("0.00006339"))
        / BigRational::from(BigInt::from(3));
    near(text(found, "answers.funding.found.per_8h"), &mean);
    let year = mean * BigRational::from(BigInt::from(1095));
    near(text(found, "answers.funding.found.per_year"), &year);
    assert_eq!(text(found, "answers.funding.found.regime"), "neutral");
    assert_eq!(at(found, "answers.funding.found.neutral_to_negative"), &Value::Bool(false));
    assert_eq!(at(found, "answers.funding.found.any_negative"), &Value::Bool(false));
    // 305.814 billion after 306.858 a week and 301.613 a month before.
    assert_eq!(
        rational(text(found, "answers.stablecoin_change_7d.found.amount")),
        rational("-1.044e9")
    );
    let month = rational("305.814") / rational("301.613") - BigRational::one();
    near(text(found, "answers.stablecoin_change_30d.found.fraction"), &month);
    assert_eq!(text(found, "answers.key_level.found.verdict"), "on_the_level");
    assert_eq!(text(found, "answers.quadrant.found"), "new_shorts");
    let coins = rational("0.96") / (rational("104956.8") / rational("112000")) - BigRational::one();
    near(text(found, "answers.open_interest_in_coins.found.change_coins"), &coins);
    assert_eq!(at(found, "answers.deleveraging.found.class"), &Value::Null);
}

#[test]
fn missing_days_of_the_real_files_are_listed() {
    let Some((found, _)) = november("2025-11-04") else { return };
    // By Python: 2018-04-14 to 16 and 2024-10-26 are missing from Fear & Greed, none elsewhere.
    let Value::List(gaps) = at(found, "series.fear_greed.missing") else { panic!() };
    assert_eq!(gaps.len(), 2);
    assert_eq!(day_of(&gaps[0], "first_ms"), "2018-04-14");
    assert_eq!(at(&gaps[0], "count"), &Value::Int(3));
    assert_eq!(day_of(&gaps[1], "first_ms"), "2024-10-26");
    for name in ["candles", "stablecoins", "funding"] {
        assert_eq!(at(found, &format!("series.{name}.missing")), &Value::List(vec![]), "{name}");
    }
    let Value::List(uneven) = at(found, "series.candles.uneven_ms") else { panic!() };
    assert_eq!(uneven.len(), 32, "early bars whose range does not hold their open and close");
    assert_eq!(at(found, "series.candles.rows"), &Value::Int(5852));
}

#[test]
fn the_bands_of_alternative_me_agree_with_its_label_on_every_day() {
    let Some(text) = shared("daily/fear_and_greed_2018-02_2026-06.json") else { return };
    let readings = read::fear_greed(&text).unwrap();
    assert_eq!(readings.len(), 3044);
    for reading in readings {
        let mood = Provider::AlternativeMe.mood(reading.value).map(Mood::as_str);
        assert_eq!(mood, reading.label.as_deref(), "{:?}", reading.time);
    }
}

#[test]
fn klines_give_the_same_answers_in_their_own_shape() {
    let Some(text) = shared("daily/binance_perp_btc-1d.json") else { return };
    let bag = Value::map([("at", "2025-11-04".into()), ("candles", file("BTCUSDT", &text))]);
    let found = &context(bag).unwrap();
    // By Python from the same file: close 101497.22, lowest since 22 June (100963.87).
    assert_eq!(text_of_since(found), "100963.87000000");
    assert_eq!(day_of(found, "answers.lowest_close.found.since.time_ms"), "2025-06-22");
}

fn text_of_since(found: &Value) -> &str {
    text(found, "answers.lowest_close.found.since.value")
}

#[test]
fn the_figures_of_the_first_audit_are_those_of_the_files() {
    let Some((found, csv)) = november("2025-11-04") else { return };
    let (before, _) = november("2025-11-03").unwrap();
    let definition = article().unwrap();
    let built_in = |name: &str| text(&definition, &format!("inputs.{name}.value")).to_owned();
    let same = [
        "peak_high_usd",
        "peak_close_usd",
        "close_usd",
        "lowest_close_since",
        "lowest_low_since",
        "month_to_date",
        "fear_greed_alternative_me",
        "fear_greed_coinmarketcap",
        "funding_8h",
        "funding_8h_lowest",
        "stablecoin_change_7d",
        "stablecoin_change_30d",
    ];
    for name in same {
        let computed = text(found, &format!("audit_inputs.{name}.value"));
        if let Ok(exact) = computed.parse::<Rational>() {
            assert_eq!(built_in(name).parse::<Rational>().unwrap(), exact, "{name}");
        } else {
            assert_eq!(built_in(name), computed, "{name}");
        }
    }
    let since = text(before, "audit_inputs.lowest_close_since.value");
    assert_eq!(since, built_in("lowest_close_since_3_november"));
    let year = at(before, "answers.month_to_date.found.worst_since");
    assert_eq!(year, &Value::Int(built_in("worst_start_since_3_november").parse().unwrap()));
    let prices = prices(csv);
    assert_eq!(rational(&built_in("october_low_usd")), prices["2025-10-10"][LOW]);
    let start = |year: i32| {
        &prices[&format!("{year}-11-04")][CLOSE] / &prices[&format!("{year}-10-31")][CLOSE]
            - BigRational::one()
    };
    near(&built_in("month_to_date_2018"), &start(2018));
    near(&built_in("worst_start_2019_2024"), &(2019..2025).map(start).min().unwrap());
}

#[test]
fn an_audit_takes_what_context_found() {
    let Some((found, _)) = november("2025-11-04") else { return };
    let inputs = at(found, "audit_inputs").clone();
    let report = audit(Value::map([("inputs", inputs)])).unwrap();
    let plain = audit(Value::map([])).unwrap();
    let verdicts = |report: &Value| -> Vec<String> {
        let lines = at(report, "lines").clone().items().unwrap();
        lines.iter().map(|line| text(line, "verdict").to_owned()).collect()
    };
    assert_eq!(verdicts(&report), verdicts(&plain));
    let source = text(&report, "inputs.close_usd.source");
    assert_eq!(source, "BTC/USD, close of 2025-11-04", "the file's own figure was used");
}

#[test]
fn the_first_audit_goes_round_as_data() {
    let definition = article().unwrap();
    let again = audit(definition).unwrap();
    let plain = audit(Value::map([])).unwrap();
    assert_eq!(again, plain);
    assert_eq!(at(&plain, "lines").clone().items().unwrap().len(), 20);
    let total: i64 = ["holds", "holds_only_if", "does_not_hold", "cannot_be_checked"]
        .iter()
        .map(|name| match at(&plain, &format!("summary.{name}")) {
            Value::Int(count) => *count,
            other => panic!("{other:?}"),
        })
        .sum();
    assert_eq!(total, 20);
}

/// Every comparison, once holding and once failing, and a word.
#[test]
fn every_kind_of_claim_holds_and_fails() {
    let cases = [
        ("about", "a", "6.4", None, "0.5", true),
        ("about", "a", "6.6", None, "0.5", false),
        ("at_least", "a + b", "10", None, "0", true),
        ("at_least", "a + b", "10.01", None, "0", false),
        ("at_most", "a - b", "2", None, "0", true),
        ("at_most", "a - b", "1.99", None, "0", false),
        ("above", "a * b", "23.9", None, "0", true),
        ("above", "a * b", "24", None, "0", false),
        ("below", "a / b", "b", None, "0", true),
        ("below", "a / b", "1.5", None, "0", false),
        ("between", "max(a, b)", "5", Some("6"), "0", true),
        ("between", "min(a, b)", "5", Some("6"), "0", false),
        ("word", "mood", "extreme fear", None, "", true),
        ("word", "mood", "fear", None, "", false),
    ];
    for (is, formula, target, upper, tolerance, holds) in cases {
        let mut reading = Value::map([
            ("condition", "so".into()),
            ("is", is.into()),
            ("formula", formula.into()),
            ("target", target.into()),
            ("upper", upper.into()),
        ]);
        if !tolerance.is_empty() {
            reading = reading.with("tolerance", tolerance);
        }
        let claim = Value::map([
            ("id", "1".into()),
            ("text", "x".into()),
            ("readings", Value::List(vec![reading])),
        ]);
        let bag = Value::map([
            ("claims", Value::List(vec![claim])),
            (
                "inputs",
                json(r#"{"a": "6", "b": {"value": "4", "source": "s"}, "mood": "Extreme Fear"}"#),
            ),
        ]);
        let report = audit(bag).unwrap();
        let verdict = text(&report, "lines.0.verdict");
        assert_eq!(
            verdict,
            if holds { "holds" } else { "does_not_hold" },
            "{is} {formula} {target}"
        );
    }
}

#[test]
fn an_unknown_input_cannot_be_checked_and_a_malformed_claim_has_its_path() {
    let report = audit(json(
        r#"{"claims": [{"id": "x", "text": "t", "readings":
            [{"is": "about", "formula": "nobody_knows", "target": "1"}]}]}"#,
    ));
    let report = report.unwrap();
    assert_eq!(text(&report, "lines.0.verdict"), "cannot_be_checked");
    assert_eq!(text(&report, "lines.0.why"), "nobody_knows is not known");
    let path = |claims: &str| {
        let error = audit(json(&format!(r#"{{"claims": {claims}}}"#))).unwrap_err();
        (error.place().field.clone().unwrap_or_default().into_owned(), error.code())
    };
    let wrapped = |reading: &str| {
        path(&format!(
            r#"[{{"id": "a", "text": "t", "cannot": "x"}}, {{"id": "b", "text": "t", "readings": [{reading}]}}]"#
        ))
    };
    assert_eq!(
        wrapped(r#"{"is": "about", "formula": "a +", "target": "1"}"#),
        ("claims[1].readings[0].formula".to_owned(), "MALFORMED")
    );
    assert_eq!(
        wrapped(r#"{"is": "roughly", "formula": "a", "target": "1"}"#),
        ("claims[1].readings[0].is".to_owned(), "UNKNOWN_NAME")
    );
    assert_eq!(
        wrapped(r#"{"is": "about", "formula": "a", "target": "1", "tolerance": "-1"}"#),
        ("claims[1].readings[0].tolerance".to_owned(), "OUT_OF_RANGE")
    );
    assert_eq!(
        wrapped(r#"{"is": "about", "formula": "a", "target": "1", "tolerence": "1"}"#).1,
        "UNKNOWN_KEY"
    );
    assert_eq!(path(r#"[{"id": "a", "text": "t"}]"#), ("claims[0].readings".to_owned(), "MISSING"));
    assert_eq!(
        path(
            r#"[{"id": "a", "text": "t", "cannot": "x"}, {"id": "a", "text": "t", "cannot": "x"}]"#
        ),
        ("claims[1].id".to_owned(), "CONFLICT")
    );
    let error = audit(json(r#"{"inputs": {"a": "12x"}}"#)).unwrap_err();
    assert_eq!(error.place().field.as_deref(), Some("inputs.a"));
    let error = audit(json(r#"{"inputs": {"A b": "1"}}"#)).unwrap_err();
    assert_eq!(error.place().field.as_deref(), Some("inputs.A b"));
}

#[test]
fn null_forgets_an_input_of_the_first_audit() {
    let report = audit(json(r#"{"inputs": {"btc_short_usd": null}}"#)).unwrap();
    assert_eq!(text(&report, "lines.2.verdict"), "cannot_be_checked");
    assert_eq!(text(&report, "lines.2.why"), "btc_short_usd is not known");
}

#[test]
fn what_is_not_given_cannot_be_checked_and_never_guessed() {
    let found = &context(json(r#"{"at": "2025-11-04"}"#)).unwrap();
    let Value::Map(answers) = at(found, "answers") else { panic!() };
    assert!(answers.len() >= 12);
    for (name, answer) in answers {
        assert!(matches!(at(answer, "cannot_be_checked"), Value::Text(_)), "{name}");
        if name != "deleveraging" {
            assert_eq!(at(answer, "found"), &Value::Null, "{name}");
        }
        assert!(!text(answer, "rule").is_empty(), "{name}");
    }
    assert_eq!(at(found, "audit_inputs"), &Value::Map(vec![]));
}

#[test]
fn short_series_and_missing_days_cannot_be_checked() {
    let csv = "date,open,high,low,close\n2025-11-01,5,6,4,5\n2025-11-03,5,6,4,5\n";
    let of = |day: &str| {
        context(Value::map([("at", day.into()), ("candles", file("a market", csv))])).unwrap()
    };
    let missing = of("2025-11-02");
    let why = text(&missing, "answers.lowest_close.cannot_be_checked");
    assert_eq!(why, "a market, close has no value for 2025-11-02");
    let Value::List(gaps) = at(&missing, "series.candles.missing") else { panic!() };
    assert_eq!(gaps.len(), 0, "with one distance only, that is the step");
    let tie = of("2025-11-03");
    assert_eq!(at(&tie, "answers.lowest_close.found.tie"), &Value::Bool(true));
    assert_eq!(at(&tie, "answers.lowest_close.found.days"), &Value::Int(2));
    let why = text(&tie, "answers.month_to_date.cannot_be_checked");
    assert!(why.contains("last day of the month before"), "{why}");
    let why = text(&of("2025-11-01"), "answers.lowest_close.cannot_be_checked").to_owned();
    assert_eq!(why, "a market, close has no day before 2025-11-01");
}

#[test]
fn a_provider_without_a_label_cannot_be_checked() {
    let bag =
        r#"{"at": "2025-11-04", "fear_greed": {"provider": "an index of ours", "value": 21}}"#;
    let found = &context(json(bag)).unwrap();
    let why = text(found, "answers.fear_greed.cannot_be_checked");
    assert_eq!(why, "an index of ours sent no label, and its bands are not known");
}

#[test]
fn a_bad_bag_has_its_path_and_a_bad_file_its_line() {
    let place = |bag: &str| {
        let error = context(json(bag)).unwrap_err();
        (error.place().field.clone().unwrap_or_default().into_owned(), error.place().line)
    };
    let csv = r#"{"at": "2025-11-04", "candles": {"name": "m", "text": "date,open,high,low,close\n2025-11-04,1,x,1,1"}}"#;
    assert_eq!(place(csv), ("candles.text.high".to_owned(), Some(2)));
    assert_eq!(place(r#"{"at": "4.11.2025"}"#).0, "at");
    assert_eq!(place(r#"{}"#).0, "at");
    let rate = r#"{"at": "2025-11-04", "funding": {"venues": [{"venue": "v", "rate": "x", "interval_hours": 8}]}}"#;
    assert_eq!(place(rate).0, "funding.venues[0].rate");
    let half = r#"{"at": "2025-11-04", "open_interest": {"coins_before": "1"}}"#;
    assert_eq!(place(half).0, "open_interest.coins_before");
    let level = r#"{"at": "2025-11-04", "key_level": {"lower_usd": "2", "upper_usd": "1"}}"#;
    assert_eq!(place(level).0, "key_level.lower_usd");
    assert_eq!(
        context(json(r#"{"at": "2025-11-04", "candle": 1}"#)).unwrap_err().code(),
        "UNKNOWN_KEY"
    );
}

#[test]
fn shares_over_a_hundred_per_cent_are_a_named_error() {
    let error = flows(json(r#"{"total_usd": "10", "shares": {"fiat": "0.7", "usdt": "0.4"}}"#));
    let error = error.unwrap_err();
    assert_eq!(error.to_string(), "shares: expected shares that sum to exactly 1, found \"1.1\"");
    let error =
        flows(json(r#"{"total_usd": "10", "shares": {"fiat": "1", "gold": "0"}}"#)).unwrap_err();
    assert_eq!(error.code(), "UNKNOWN_KEY");
    let error = flows(json(r#"{"shares": {"fiat": "1"}}"#)).unwrap_err();
    assert_eq!(error.place().field.as_deref(), Some("total_usd"));
}

#[test]
fn the_four_numbers_stand_side_by_side() {
    let report = flows(json(
        r#"{"four": {"notional_usd": "391000000", "leverage_low": "10", "leverage_high": "20",
            "open_interest_usd": "70000000000", "price_move": "-0.03"}}"#,
    ));
    let report = report.unwrap();
    assert_eq!(text(&report, "four.0.low_usd"), "391000000");
    assert_eq!(text(&report, "four.1.low_usd"), "19550000.00");
    assert_eq!(text(&report, "four.1.high_usd"), "39100000.00");
    assert_eq!(rational(text(&report, "four.2.low_usd")), rational("2100000000"));
    assert_eq!(at(&report, "four.3.low_usd"), &Value::Null);
    assert!(text(&report, "four.3.cannot_be_checked").contains("market value"));
}

#[test]
fn events_have_classes_sources_and_both_totals() {
    let report = events().unwrap();
    let lines = at(&report, "events").clone().items().unwrap();
    assert!(lines.len() >= 9);
    for line in &lines {
        let Value::List(figures) = at(line, "figures") else { panic!() };
        for figure in figures {
            let sourced = matches!(at(figure, "source"), Value::Text(_));
            assert_eq!(text(figure, "status") == "sourced", sourced);
        }
    }
    let september = lines.iter().find(|line| day_of(line, "day_ms") == "2025-09-22").unwrap();
    assert_eq!(text(september, "early_usd"), "1700000000");
    assert_eq!(text(september, "revised_usd"), "3620000000");
}

/// Eight cuts of a whole into nine shares, in units of 10^-`places`.
fn shares() -> impl Strategy<Value = Vec<(usize, String)>> {
    (1_u32..=12, proptest::collection::vec(any::<u64>(), 8)).prop_map(|(places, cuts)| {
        let whole = 10_u64.pow(places);
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut % (whole + 1)).collect();
        cuts.sort_unstable();
        cuts.push(whole);
        let mut last = 0;
        let width = places as usize;
        let share = |(index, cut)| {
            let part: u64 = cut - last;
            last = cut;
            (index, format!("{}.{:0width$}", part / whole, part % whole))
        };
        cuts.into_iter().enumerate().map(share).collect()
    })
}

const CHANNELS: [&str; 9] = [
    "liquidity_providers",
    "stronger_holders",
    "options",
    "etfs",
    "delta_neutral",
    "usdc",
    "usdt",
    "rlusd",
    "fiat",
];

proptest! {
    #[test]
    fn flows_balance_to_the_cent(shares in shares(), cents in 0_u64..1_000_000_000_000_000) {
        let total = format!("{}.{:02}", cents / 100, cents % 100);
        let given = shares.iter().map(|(index, share)| (CHANNELS[*index].to_owned(), share.as_str().into()));
        let bag = Value::map([("total_usd", total.as_str().into()), ("shares", Value::Map(given.collect()))]);
        let report = flows(bag).unwrap();
        let rows = at(&report, "split.rows").clone().items().unwrap();
        let total = rational(&total);
        let cent = rational("0.01");
        let mut sum = BigRational::zero();
        for row in &rows {
            let usd = rational(text(row, "usd"));
            let exact = &total * rational(text(row, "share"));
            prop_assert!((&usd - &exact).abs() < cent, "{usd} for {exact}");
            prop_assert!((&usd / &cent).is_integer());
            sum += usd;
        }
        prop_assert_eq!(&sum, &total);
        let links = at(&report, "split.links").clone().items().unwrap();
        for node in at(&report, "split.nodes").clone().items().unwrap() {
            let through = rational(text(&node, "usd"));
            for end in ["from", "to"] {
                let own = links.iter().filter(|link| text(link, end) == text(&node, "id"));
                let own: Vec<_> = own.map(|link| rational(text(link, "usd"))).collect();
                if !own.is_empty() {
                    prop_assert_eq!(own.into_iter().sum::<BigRational>(), through.clone());
                }
            }
        }
    }

    #[test]
    fn fractions_agree_with_big_ones(
        a in -1_000_000_000_000_i64..1_000_000_000_000, b in 1_i64..1_000_000_000,
        c in -1_000_000_000_000_i64..1_000_000_000_000, d in 1_i64..1_000_000_000,
    ) {
        let small = |top: i64, bottom: i64| Rational::new(top.into(), bottom.into()).unwrap();
        let big = |top: i64, bottom: i64| BigRational::new(top.into(), bottom.into());
        let (x, y, p, q) = (small(a, b), small(c, d), big(a, b), big(c, d));
        let same = |x: Rational, p: &BigRational| x.to_string() == p.to_string();
        prop_assert!(same(x.plus(y).unwrap(), &(&p + &q)));
        prop_assert!(same(x.minus(y).unwrap(), &(&p - &q)));
        prop_assert!(same(x.times(y).unwrap(), &(&p * &q)));
        prop_assert_eq!(x.cmp(&y), p.cmp(&q));
        if c != 0 {
            prop_assert!(same(x.over(y).unwrap(), &(&p / &q)));
        }
        near(&x.ratio().unwrap().to_string(), &p);
    }

    #[test]
    fn formulas_agree_with_big_fractions(seed in any::<u64>(), a in -999_i64..999, b in -999_i64..999) {
        let mut seed = seed;
        let (formula, value) = formula(&mut seed, 0, a, b);
        let mut inputs = Inputs::default();
        inputs.set("a", Datum::Number(Rational::whole(a)), "").unwrap();
        inputs.set("b", Datum::Number(Rational::whole(b)), "").unwrap();
        let found = Expr::parse(&formula).unwrap().value(&inputs);
        match (found, value) {
            (Ok(found), Some(value)) => prop_assert_eq!(found.to_string(), value.to_string(), "{}", formula),
            (Err(_), None) => {}
            (found, value) => prop_assert!(false, "{}: {:?} and {:?}", formula, found, value),
        }
    }

    #[test]
    fn no_text_at_all_brings_a_reader_down(text in "[-0-9a-z,.:;\"\\[\\]{}\\n ]{0,120}") {
        let _ = read::candles("x", &text);
        let _ = read::values("x", &text);
        let _ = read::fear_greed(&text);
        let _ = read::funding("x", &text);
        let _ = Expr::parse(&text);
    }
}

/// A random formula over `a` and `b`, and its value where it does not divide by zero.
fn formula(seed: &mut u64, depth: u32, a: i64, b: i64) -> (String, Option<BigRational>) {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let choice = (*seed >> 33) % if depth > 3 { 3 } else { 8 };
    let mut next = || formula(seed, depth + 1, a, b);
    let whole = |n: i64| Some(BigRational::from(BigInt::from(n)));
    match choice {
        0 => ("a".to_owned(), whole(a)),
        1 => ("b".to_owned(), whole(b)),
        2 => ("0.25".to_owned(), Some(rational("0.25"))),
        3 => {
            let (text, value) = next();
            (format!("-({text})"), value.map(|value| -value))
        }
        4..=6 => {
            let ((left, x), (right, y)) = (next(), next());
            let sign = ['+', '-', '*'][usize::try_from(choice).unwrap() - 4];
            let value = x.zip(y).map(|(x, y)| match sign {
                '+' => x + y,
                '-' => x - y,
                _ => x * y,
            });
            (format!("({left} {sign} {right})"), value)
        }
        _ => {
            let ((left, x), (right, y)) = (next(), next());
            let value = x.zip(y).filter(|(_, y)| !y.is_zero()).map(|(x, y)| x / y);
            (format!("({left}) / ({right})"), value)
        }
    }
}
