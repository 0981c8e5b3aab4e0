//! Positions of a scenario in columns: the same outcome and digest as the list of the same.

use washout::edge::simulate;
use washout::value::Value;

/// What is asked of both forms.
type Ask = fn(Value) -> washout::error::Result<Value>;

fn scenario(positions: Value, engine: &str) -> Value {
    Value::map([
        ("washout", Value::Int(1)),
        (
            "market",
            Value::map([("price_usd", "100000".into()), ("open_interest_qty", "5000".into())]),
        ),
        ("book", Value::map([("kind", "positions".into()), ("positions", positions)])),
        ("impact", Value::map([("kind", "linear".into()), ("usd_per_percent", "700000".into())])),
        ("shock", "0.05".into()),
        ("levels", Value::list(["95000", "90000"])),
        ("engine", Value::map([("kind", engine.into()), ("fund_usd", "100".into())])),
    ])
}

/// Forty positions of all kinds: in columns, and one by one.
fn both() -> (Value, Value) {
    let (mut side, mut qty, mut entry, mut leverage) = (vec![], vec![], vec![], vec![]);
    let mut list = Vec::new();
    for i in 0..40_u32 {
        let long = i % 3 > 0;
        side.push(if long { 1.0 } else { -1.0 });
        qty.push(f64::from(i + 1) * 0.01);
        entry.push(f64::from(95_000 + i * 250) + 0.25);
        leverage.push(f64::from(5 + i));
        list.push(Value::map([
            ("side", if long { "long" } else { "short" }.into()),
            ("qty", format!("{}.{:02}", (i + 1) / 100, (i + 1) % 100).into()),
            ("entry_usd", format!("{}.25", 95_000 + i * 250).into()),
            ("leverage", Value::Int(i64::from(5 + i))),
            ("deduction_usd", "1.5".into()),
        ]));
    }
    let columns = Value::map([
        ("side", side.into()),
        ("qty", qty.into()),
        ("entry_usd", entry.into()),
        ("leverage", leverage.into()),
        ("deduction_usd", "1.5".into()),
    ]);
    (columns, Value::List(list))
}

/// An answer without the scenario that it repeats.
fn told(answer: Value) -> Value {
    let Value::Map(mut entries) = answer else { panic!("{answer:?}") };
    entries.retain(|(key, _)| key != "scenario");
    Value::Map(entries)
}

#[test]
fn columns_have_the_outcome_and_the_digest_of_the_list() {
    let (columns, list) = both();
    for engine in ["market", "bankruptcy_limit"] {
        for ask in [simulate::simulate, simulate::ledger, simulate::cascade, simulate::avalanches] {
            let ask: Ask = ask;
            let one = ask(scenario(list.clone(), engine)).unwrap();
            let other = ask(scenario(columns.clone(), engine)).unwrap();
            assert_eq!(told(other), told(one), "{engine}");
        }
    }
    let outcome = simulate::simulate(scenario(columns, "market")).unwrap();
    assert!(matches!(outcome.get("fired"), Some(Value::Int(fired)) if *fired > 5));
    assert!(matches!(outcome.get("ledger"), Some(Value::Map(_))));
}

#[test]
fn the_scenario_goes_round_in_columns_with_its_digest() {
    let first = simulate::simulate(scenario(both().0, "market")).unwrap();
    let again = first.get("scenario").unwrap().clone();
    let book = again.get("book").unwrap();
    assert!(matches!(book.get("positions"), Some(Value::Map(_))), "{book:?}");
    let second = simulate::simulate(again).unwrap();
    assert_eq!(second, first);
}

#[test]
fn a_bad_position_is_named_by_its_path() {
    let Value::Map(mut entries) = both().0 else { panic!("no map") };
    entries.retain(|(key, _)| key != "qty");
    let columns = Value::Map(entries).with("qty", vec![f64::NAN; 40]);
    let error = simulate::simulate(scenario(columns, "market")).unwrap_err().to_string();
    assert!(error.starts_with("book.positions.qty[0]: expected a number"), "{error}");
    assert!(error.ends_with("found \"NaN\""), "{error}");
}

#[test]
fn numbers_that_were_computed_have_an_outcome() {
    let column = |x: fn(f64) -> f64| (1..100_u32).map(|i| x(f64::from(i))).collect::<Vec<_>>();
    let columns = Value::map([
        ("side", "long".into()),
        ("qty", column(|i| 1.0 / i).into()),
        ("entry_usd", column(|i| 100_000.0 + i / 7.0).into()),
        ("leverage", "25".into()),
    ]);
    let outcome = simulate::simulate(scenario(columns, "market")).unwrap();
    // A product of 24 places is beyond exact money, so there is no ledger, and a note says so.
    assert_eq!(outcome.get("ledger"), Some(&Value::Null));
    assert_eq!(outcome.get("rungs"), Some(&Value::Int(99)));
}
