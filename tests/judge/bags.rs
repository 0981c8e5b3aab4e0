//! What is missing, short or wrong: "cannot be checked", or an error with its place.

use washout::edge::judge::{context, events, flows};
use washout::value::Value;

use super::{at, day_of, file, json, text};
use crate::money::rational;

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
    let csv = concat!(
        r#"{"at": "2025-11-04", "candles": {"name": "m", "text": "date,open,high,low,"#,
        r#"close\n2025-11-04,1,x,1,1"}}"#
    );
    assert_eq!(place(csv), ("candles.text.high".to_owned(), Some(2)));
    assert_eq!(place(r#"{"at": "4.11.2025"}"#).0, "at");
    assert_eq!(place(r#"{}"#).0, "at");
    let rate = concat!(
        r#"{"at": "2025-11-04", "funding": {"venues": [{"venue": "v", "rate": "x", "#,
        r#""interval_hours": 8}]}}"#
    );
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
