//! The published cases, each with its source, and how its fields become ours.

use num_traits::Signed;
use serde_json::Value as Json;
use washout::edge::locate;
use washout::value::Value;

use super::{rational, shared};

fn number(json: &Json) -> Option<String> {
    match json {
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The rules that a case's formula names: venue, form, and what `generic` has to be told.
fn venue(case: &Json) -> Vec<(&'static str, &'static str)> {
    match case["formula"].as_str().unwrap() {
        "binance_linear" => vec![("venue", "binance-usdm")],
        "bybit_linear_entry" => vec![("venue", "bybit"), ("form", "entry")],
        "bybit_inverse_uta2" => vec![("venue", "bybit"), ("form", "mark")],
        "inverse_classic" => vec![("venue", "bybit"), ("form", "classic")],
        "bitmex_satoshi" => vec![("venue", "bitmex")],
        "hyperliquid" => vec![("venue", "hyperliquid")],
        "edgex" => vec![("venue", "edgex")],
        "phemex" => vec![("venue", "phemex")],
        "margin_minus_maint" => vec![("venue", "kucoin")],
        "margin_fee_linear" | "okx_linear_equity" => vec![("venue", "okx")],
        "inverse_margin" => vec![
            ("venue", "generic"),
            ("basis", "mark"),
            ("fee_kept", "liquidation"),
            ("deductions", "given"),
        ],
        other => panic!("no rules for {other}"),
    }
}

fn rounding(name: &str) -> Vec<(&'static str, &'static str)> {
    match name {
        "none" => vec![("rounding", "none")],
        "up" => vec![("rounding", "up")],
        "down" => vec![("rounding", "down")],
        "liq_up_bust_down" => vec![("rounding", "up"), ("bankruptcy_rounding", "down")],
        // The venue's own: satoshi first, then the tick where there is one.
        "sat_ceil_then_price_floor" | "sat_trunc_no_tick" => vec![],
        other => panic!("no rounding {other}"),
    }
}

/// A case as a bag.
fn translated(case: &Json) -> Value {
    let text = |key: &str| case[key].as_str().unwrap().to_owned();
    let extra = |key: &str| number(&case["extra"][key]);
    let mut pairs: Vec<(&str, String)> = vec![
        ("contract", text("contract")),
        ("side", text("side")),
        ("margin_mode", text("margin_mode")),
        ("quantity_unit", text("quantity_unit").replace("usd_contracts", "quote")),
    ];
    let given = venue(case).into_iter().chain(rounding(&text("rounding")));
    pairs.extend(given.map(|(key, value)| (key, value.to_owned())));
    let keys = ["entry_price", "quantity", "contract_value", "leverage", "fee_rate", "tick"];
    pairs.extend(keys.iter().filter_map(|key| Some((*key, number(&case[*key])?))));
    let margin = number(&case["isolated_margin"]).or(number(&case["wallet_balance"]));
    // A KuCoin sample states the margin; its bankruptcy price leaves the commission out.
    pairs.extend(margin.map(|margin| ("margin", margin)));
    for (theirs, ours) in [
        ("maintenance_margin_amount", "maintenance_margin"),
        ("posComm", "fee_reserve"),
        ("equity", "equity"),
        ("equity_at_mark", "equity"),
        ("mark_price", "mark_price"),
    ] {
        pairs.extend(extra(theirs).map(|value| (ours, value)));
    }
    for key in ["other_positions_maintenance_margin", "other_positions_unrealized_pnl"] {
        let ours =
            if key.ends_with("pnl") { "other_unrealized_pnl" } else { "other_maintenance_margin" };
        pairs.extend(number(&case[key]).map(|value| (ours, value)));
    }
    if let Some(value) = extra("position_value") {
        let quantity = number(&case["quantity"]).unwrap();
        let mark = rational(&value) / rational(&quantity);
        pairs.push(("mark_price", mark.to_string()));
    }
    let mut map: Vec<(String, Value)> =
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
    let rows = case["maintenance_tiers"].as_array().unwrap();
    if !rows.is_empty() {
        let row = |row: &Json| {
            let pairs = ["lower", "upper", "rate", "deduction"]
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), number(&row[*key])?.into())));
            Value::Map(pairs.collect())
        };
        map.push(("maintenance_tiers".into(), Value::List(rows.iter().map(row).collect())));
    }
    Value::Map(map)
}

/// What is wrong with an answer, where something is.
fn fault(case: &Json, answer: &Value, key: &str, tolerance: &str) -> Option<String> {
    let expected = number(&case[format!("expected_{key}").as_str()])?;
    let got = match answer.get(key) {
        Some(Value::Text(got)) => got.clone(),
        other => return Some(format!("{key}: expected {expected}, got {other:?}")),
    };
    let gap = (rational(&got) - rational(&expected)).abs();
    (gap > rational(&number(&case[tolerance]).unwrap()))
        .then(|| format!("{key}: expected {expected}, got {got}"))
}

#[test]
fn every_reproducible_published_price_comes_out() {
    let Some(file) = shared() else {
        println!("skipped: no published cases beside the project");
        return;
    };
    let json: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (mut passed, mut other, mut failed) = (0, (0, 0), Vec::new());
    for case in json["cases"].as_array().unwrap() {
        let wrong = match locate::locate(translated(case)) {
            Err(error) => Some(error.to_string()),
            Ok(answer) => fault(case, &answer, "liquidation_price", "tolerance")
                .or_else(|| fault(case, &answer, "bankruptcy_price", "bankruptcy_tolerance")),
        };
        match (case["formula_reproduces_it"] == true, wrong) {
            (true, None) => passed += 1,
            (true, Some(wrong)) => failed.push(format!("{}: {wrong}", case["id"])),
            (false, None) => other.0 += 1,
            (false, Some(wrong)) => {
                other.1 += 1;
                println!("not reproduced by any formula: {}: {wrong}", case["id"]);
            }
        }
    }
    println!("{passed} passed, {} failed; of the others {other:?}", failed.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(passed > 0);
}

#[test]
fn every_published_maintenance_margin_comes_out() {
    let Some(file) = shared() else {
        println!("skipped: no published cases beside the project");
        return;
    };
    let json: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for case in json["maintenance_margin_cases"].as_array().unwrap() {
        let inputs = case["inputs"].as_object().unwrap().iter();
        let mut map: Vec<(String, Value)> =
            inputs.map(|(key, value)| (key.clone(), value.to_string().into())).collect();
        map.push(("rule".into(), case["rule"].as_str().unwrap().into()));
        let answer = locate::maintenance(Value::Map(map)).unwrap();
        let near = |got: &Value, expected: &Json| {
            let Value::Text(got) = got else { panic!("{got:?}") };
            let tolerance = number(&case["tolerance"]).unwrap_or_else(|| "0".into());
            let gap = (rational(got) - rational(&expected.to_string())).abs();
            assert!(gap <= rational(&tolerance), "{}: {got}", case["id"]);
        };
        match &case["expected"] {
            Json::Object(parts) => {
                parts.iter().for_each(|(key, expected)| near(answer.get(key).unwrap(), expected))
            }
            expected => near(&answer, expected),
        }
    }
}
