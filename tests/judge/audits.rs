//! Audits as data.

use washout::edge::judge::{article, audit};
use washout::value::Value;

use super::{at, json, text};

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
            r#"[{{"id": "a", "text": "t", "cannot": "x"}},
                {{"id": "b", "text": "t", "readings": [{reading}]}}]"#
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
fn a_unit_writes_the_value_and_changes_no_verdict() {
    let report = |unit: &str| {
        audit(json(&format!(
            r#"{{"claims": [{{"id": "x", "text": "t", "readings":
                [{{"is": "about", "formula": "a", "target": "20251104", "tolerance": "1",
                    "unit": "{unit}"}}]}}],
                "inputs": {{"a": "20251105"}}}}"#
        )))
    };
    let why = "a is 2025-11-05 (given by the reader); claimed: about 2025-11-04, give or take 1";
    assert_eq!(text(&report("day").unwrap(), "lines.0.why"), why);
    assert_eq!(text(&report("day").unwrap(), "lines.0.unit"), "day");
    for unit in ["number", "fraction", "usd", "day"] {
        assert_eq!(text(&report(unit).unwrap(), "lines.0.verdict"), "holds");
    }
    let error = report("euro").unwrap_err();
    assert_eq!(error.place().field.as_deref(), Some("claims[0].readings[0].unit"));
    let word = r#"{"claims": [{"id": "x", "text": "t", "readings":
        [{"is": "word", "formula": "a", "target": "fear", "unit": "usd"}]}]}"#;
    assert_eq!(audit(json(word)).unwrap_err().code(), "CONFLICT");
}

#[test]
fn null_forgets_an_input_of_the_first_audit() {
    let report = audit(json(r#"{"inputs": {"btc_short_usd": null}}"#)).unwrap();
    assert_eq!(text(&report, "lines.2.verdict"), "cannot_be_checked");
    assert_eq!(text(&report, "lines.2.why"), "btc_short_usd is not known");
}
