//! The ledger against exact vectors, and its laws.

use serde_json::Value as Json;
use washout::edge::simulate;
use washout::value::Value;

use crate::cascade::{Check, cases, input};

/// A ledger case as a scenario.
fn scenario(case: &Json) -> Value {
    let pick = |from: &Json, names: &[(&str, &str)]| {
        let given = names.iter().filter_map(|(from_key, to)| {
            from.get(from_key).map(|value| ((*to).to_owned(), input(value)))
        });
        Value::Map(given.collect())
    };
    let list = |key: &str, names: &[(&str, &str)]| {
        let items = case.get(key).and_then(Json::as_array).cloned().unwrap_or_default();
        Value::list(items.iter().map(|item| pick(item, names)))
    };
    let positions = list(
        "positions",
        &[
            ("id", "id"),
            ("side", "side"),
            ("qty", "qty"),
            ("entry", "entry_usd"),
            ("margin", "margin_usd"),
            ("mmr", "maintenance"),
            ("basis", "basis"),
            ("mm_amount", "deduction_usd"),
        ],
    );
    let winners = list(
        "winners",
        &[
            ("id", "id"),
            ("upnl", "profit_usd"),
            ("leverage", "leverage"),
            ("pnl_pct", "profit_rate"),
            ("wealth", "wealth_usd"),
        ],
    );
    let engine = pick(
        case,
        &[
            ("engine", "kind"),
            ("fee_rate", "fee_rate"),
            ("fee_to", "fee_to"),
            ("residual", "residual"),
            ("fund", "fund_usd"),
            ("adl", "adl"),
        ],
    );
    let bare = serde_json::json!({"rungs": []});
    let mut case_without_positions = case.clone();
    case_without_positions["rungs"] = bare["rungs"].clone();
    let Value::Map(mut entries) = crate::cascade::scenario(&case_without_positions) else {
        panic!("no map")
    };
    for (key, value) in &mut entries {
        match key.as_str() {
            "book" => {
                *value =
                    Value::map([("kind", "positions".into()), ("positions", positions.clone())]);
            }
            "market" => {
                *value = pick(case, &[("p0", "price_usd"), ("oi_qty", "open_interest_qty")])
            }
            _ => {}
        }
    }
    Value::Map(entries).with("engine", engine.with("winners", winners))
}

#[test]
fn every_ledger_case() {
    let outer = [("k", "fired"), ("u_final", "displacement"), ("p_final", "final_price_usd")];
    let inner = [
        ("liquidated_qty", "liquidated_qty"),
        ("liquidated_value_at_liq_price", "value_at_liquidation_usd"),
        ("liquidated_value_at_fill", "value_at_fill_usd"),
        ("margin_lost", "margin_lost_usd"),
        ("residual_returned", "returned_usd"),
        ("fees", "fees_usd"),
        ("surplus", "surplus_usd"),
        ("deficit", "deficit_usd"),
        ("fund_end", "fund_end_usd"),
        ("adl_haircut", "adl_usd"),
        ("unallocated", "uncovered_usd"),
        ("fund_takeover_qty", "taken_over_qty"),
    ];
    let accounts = [
        ("liquidated_traders", "liquidated_traders_usd"),
        ("surviving_same_side", "surviving_same_side_usd"),
        ("absorbers", "absorbers_usd"),
        ("accompanying_flow", "accompanying_flow_usd"),
        ("insurance_fund", "insurance_fund_usd"),
        ("exchange_fees", "exchange_fees_usd"),
        ("platform_loss", "platform_loss_usd"),
    ];
    let all = cases("ledger");
    let mut check = Check::default();
    for (id, case, expected) in &all {
        let got = simulate::ledger(scenario(case)).unwrap();
        for (key, ours) in outer {
            check.number(id, key, got.get(ours), &expected[key]);
        }
        let ledger = got.get("ledger").unwrap();
        for (key, ours) in inner {
            check.number(id, key, ledger.get(ours), &expected[key]);
        }
        let books = ledger.get("accounts").unwrap();
        for (key, ours) in accounts {
            check.number(id, key, books.get(ours), &expected["ledger"][key]);
        }
        let opposite = ledger.get("opposite_side_after_adl_usd");
        check.number(id, "opposite_side", opposite, &expected["ledger"]["opposite_side"]);
        assert_eq!(ledger.get("sum_usd"), Some(&"0".into()), "{id}");
        listed(&mut check, id, ledger.get("haircuts"), "usd", &expected["haircuts"]);
        listed(&mut check, id, ledger.get("fills"), "price_usd", &expected["fills"]);
    }
    if !all.is_empty() {
        check.finish("ledger");
    }
}

/// Compares rows with an id against an object by id.
fn listed(check: &mut Check, id: &str, rows: Option<&Value>, key: &str, expected: &Json) {
    let Some(Value::List(rows)) = rows else { panic!("{id}: no list") };
    let expected = expected.as_object().unwrap();
    assert_eq!(rows.len(), expected.len(), "{id}");
    for row in rows {
        let Some(Value::Text(name)) = row.get("id") else { panic!("{id}: no id") };
        check.number(id, name, row.get(key), &expected[name]);
    }
}
