//! The presets: they build, they go round, and they say what the article says.

use washout::edge::simulate;
use washout::preset;
use washout::scenario::Scenario;
use washout::value::Value;

fn november() -> Value {
    Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())])
}

fn number(value: &Value, key: &str) -> f64 {
    value.get(key).unwrap_or_else(|| panic!("no {key}")).estimate().unwrap()
}

#[test]
fn the_day_liquidates_what_was_reported_and_ends_at_the_low() {
    let outcome = simulate::simulate(november()).unwrap();
    let near = |key: &str, expected: f64| {
        let got = number(&outcome, key);
        assert!((got / expected - 1.0).abs() < 1e-9, "{key}: {got} against {expected}");
    };
    near("liquidated_usd", 391e6);
    near("final_price_usd", 98_900.0);
    near("price_usd", 106_538.3);
    // The model's usual share of a quarter would liquidate about ten times as much.
    let share = number(&outcome, "share");
    assert!(share > 0.01 && share < 0.05, "{share}");
    let mechanical = number(&outcome, "mechanical_share");
    assert!(mechanical > 0.03 && mechanical < 0.25, "{mechanical}");
    for key in ["shock", "amplification", "mechanical_share", "share", "gain", "liquidatable_usd"] {
        println!("{key} {}", number(&outcome, key));
    }
    println!("{:?}", outcome.get("levels").unwrap());
    println!("{:?} {:?}", outcome.get("digest"), outcome.get("notes"));
}

#[test]
fn a_factor_of_three_needs_three_times_the_share() {
    let share = Value::map([("factor", "3".into())]);
    let book = Value::map([("kind", "synthetic".into()), ("share", share)]);
    let three = simulate::simulate(november().with("book", book)).unwrap();
    let one = simulate::simulate(november()).unwrap();
    let ratio = number(&three, "share") / number(&one, "share");
    assert!((ratio - 3.0).abs() < 1e-12, "{ratio}");
    assert!(number(&three, "shock") < number(&one, "shock"));
}

#[test]
fn every_preset_builds_and_its_canonical_form_goes_round() {
    for id in preset::ids() {
        let preset = preset::find(id).unwrap();
        let bag = Value::map([("washout", 1_i64.into()), ("preset", id.into())]);
        let scenario = Scenario::read(bag).unwrap();
        assert_eq!(Scenario::read(preset.scenario()).unwrap(), scenario);
        let canonical = scenario.to_value();
        let again = Scenario::read(canonical.clone()).unwrap();
        assert_eq!(again, scenario);
        assert_eq!(again.to_value(), canonical);
        scenario.build().unwrap();
    }
    assert_eq!(simulate::preset("1999-01-01".into()).unwrap_err().code(), "UNKNOWN_NAME");
}

#[test]
fn the_same_scenario_gives_the_same_digest_and_another_one_another() {
    let digest = |value: Value| match simulate::simulate(value).unwrap().get("digest") {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{other:?}"),
    };
    let first = digest(november());
    assert_eq!(first.len(), 16);
    assert_eq!(first, digest(november()));
    assert_eq!(digest(november().with("flow", "1.0")), first);
    assert_ne!(digest(november().with("flow", "1.1")), first);
}

#[test]
fn a_bad_scenario_says_where() {
    let said = |key: &str, value: Value| {
        let error = simulate::simulate(november().with(key, value)).unwrap_err();
        format!("{}: {error}", error.code())
    };
    let market = |key: &str, value: &str| Value::map([(key, value.into())]);
    assert_eq!(
        said("market", market("price_usd", "-5")),
        "OUT_OF_RANGE: market.price_usd: expected a number above 0, found \"-5\""
    );
    assert_eq!(
        said("market", market("price", "5")),
        "UNKNOWN_KEY: market: expected a known key, found \"price\""
    );
    let linear =
        |usd: &str| Value::map([("kind", "linear".into()), ("usd_per_percent", usd.into())]);
    assert!(said("impact", linear("0")).starts_with("OUT_OF_RANGE: impact.usd_per_percent"));
    assert!(said("shock", "1".into()).starts_with("OUT_OF_RANGE: shock: expected a move"));
    assert!(said("levels", Value::list(["1", "x"])).starts_with("MALFORMED: levels[1]"));
    assert!(said("depht", "1".into()).starts_with("UNKNOWN_KEY"));
    let reach = Value::map([("reach_price_usd", "120000".into())]);
    assert!(said("shock", reach).starts_with("CONFLICT: shock.reach_price_usd"));
    let share = Value::map([("reported_usd", "391000000000".into())]);
    let book = Value::map([("kind", "synthetic".into()), ("share", share)]);
    assert!(said("book", book).starts_with("UNREACHABLE: book.share"));
}

/// No float anywhere in a result is NaN or infinite.
fn finite(value: &Value) -> bool {
    match value {
        Value::Float(number) => number.is_finite(),
        Value::Floats(column) => column.iter().all(|number| number.is_finite()),
        Value::List(items) => items.iter().all(finite),
        Value::Map(entries) => entries.iter().all(|(_, value)| finite(value)),
        _ => true,
    }
}

#[test]
fn extreme_scenarios_have_defined_results_or_named_errors() {
    let impact = |kind: &str, key: &'static str, value: &str| {
        let kind = Value::map([("kind", kind.into()), ("usd_per_percent", "700000000".into())]);
        kind.with(key, value)
    };
    let market = |key: &'static str, value: &str| Value::map([(key, value.into())]);
    let book = |key: &'static str, value: &str| {
        Value::map([("kind", "synthetic".into()), (key, value.into())])
    };
    let changes: Vec<(&str, Value)> = vec![
        ("shock", "0".into()),
        ("shock", "0.995".into()),
        ("shock", "0.9999999999".into()),
        ("shock", Value::map([("liquidate_usd", "1".into())])),
        ("shock", Value::map([("reach_price_usd", "0.01".into())])),
        ("flow", "0".into()),
        ("flow", "100".into()),
        ("impact", impact("linear", "survival", "0.000001")),
        ("impact", impact("withdrawal", "rate", "1000")),
        ("impact", impact("power", "gamma", "10")),
        ("impact", impact("power", "gamma", "0.1")),
        ("impact", impact("bounded", "max", "10")),
        ("market", market("price_usd", "0.000000001")),
        ("market", market("price_usd", "1000000000000")),
        ("market", market("open_interest_usd", "0")),
        ("market", market("open_interest_usd", "1000000000000000")),
        ("book", book("share", "0")),
        ("book", book("share", "1")),
        ("book", book("spread", "0.9")),
        ("book", book("spread", "0")),
        ("book", book("maintenance", "0")),
        ("volatility", "0".into()),
        ("volatility", "1000".into()),
        ("engine", Value::map([("kind", "bankruptcy_limit".into())])),
        ("time", Value::map([("rho", "0".into())])),
        ("levels", Value::list(["0.0000001", "1000000000000000"])),
    ];
    let (mut fine, mut named) = (0, 0);
    for direction in ["down", "up"] {
        for coordinate in ["linear", "log"] {
            for (index, (key, value)) in changes.iter().enumerate() {
                // Each change with every eighth other one: a few hundred pairs.
                for (other, second) in changes.iter().skip(index % 8).step_by(8) {
                    let base = november()
                        .with("direction", direction)
                        .with("coordinate", coordinate)
                        .with("shock", "0.05");
                    let base = if direction == "up" {
                        base.with("book", book("share", "0.02"))
                    } else {
                        base
                    };
                    let Value::Map(mut entries) = base else { panic!("no map") };
                    for (key, value) in [(key, value), (other, second)] {
                        entries.retain(|(known, _)| known != key);
                        entries.push(((*key).to_owned(), value.clone()));
                    }
                    match simulate::simulate(Value::Map(entries.clone())) {
                        Ok(outcome) => {
                            fine += 1;
                            assert!(
                                finite(&outcome),
                                "{key} {value:?} {other} {second:?} {direction}"
                            );
                        }
                        Err(error) => {
                            named += 1;
                            assert!(error.place().field.is_some(), "{error}: {entries:?}");
                        }
                    }
                }
            }
        }
    }
    println!("{fine} outcomes, {named} named errors");
    assert!(fine > 200);
}

#[test]
fn probe() {
    for id in preset::ids() {
        let p = simulate::preset(id.into()).unwrap();
        let i = p.get("implied").unwrap();
        let bag = Value::map([("washout", 1_i64.into()), ("preset", id.into())]);
        let o = simulate::simulate(bag).unwrap();
        println!(
            "{id} share {:.4} push {:.4} mech {:.4} gain {:.3} move {:.4} liq {:.1}M final {:.1} {:?} | {}",
            number(i, "share"),
            number(i, "shock"),
            number(i, "mechanical_share"),
            number(i, "gain"),
            number(&o, "move"),
            number(&o, "liquidated_usd") / 1e6,
            number(&o, "final_price_usd"),
            o.get("digest").unwrap(),
            p.get("summary").unwrap().as_text().unwrap()
        );
    }
}
