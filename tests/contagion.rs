//! Contagion through the edge: shared vectors, the ledger, and what a caller meets.

use proptest::prelude::*;
use serde_json::Value as Json;
use washout::edge::contagion::contagion;
use washout::value::Value;

use crate::cascade::{input, number};
use crate::shared;

const CASES: &str = "cases/cascade/cascade_cases.json";

fn bag<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::map(pairs)
}

fn get<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| match (value, key.parse::<usize>()) {
        (Value::List(items), Ok(index)) => &items[index],
        _ => value.get(key).unwrap_or_else(|| panic!("{path}: no {key}")),
    })
}

fn float(value: &Value, path: &str) -> f64 {
    match get(value, path) {
        Value::Float(found) => *found,
        Value::Int(found) => *found as f64,
        other => panic!("{path}: {other:?}"),
    }
}

/// A case of the vectors as the edge takes it.
fn asked(case: &Json) -> Value {
    let text = |json: &Json| json.as_str().unwrap().to_owned();
    let order: Vec<String> = case["order"].as_array().unwrap().iter().map(text).collect();
    let asset = |name: &String| {
        let from = &case["assets"][name];
        let impact = bag([("kind", "linear".into()), ("depth_usd", input(&from["depth"]))]);
        let mut asset = bag([
            ("asset", name.clone().into()),
            ("price_usd", input(&from["p0"])),
            ("impact", impact),
            ("maintenance", input(&from["mmr"])),
        ]);
        if let Some(shock) = case["shock"].get(name) {
            asset = asset.with("shock", input(shock));
        }
        asset
    };
    let row = |row: &Json| Value::list(row.as_array().unwrap().iter().map(input));
    let position = |(name, from): (&String, &Json)| {
        let (qty, entry) = (input(&from["qty"]), input(&from["entry"]));
        bag([("asset", name.as_str().into()), ("qty", qty), ("entry_usd", entry)])
    };
    let account = |from: &Json| {
        let held = |(name, qty): (&String, &Json)| {
            let haircut = from["haircut"].get(name).map_or(Value::Null, input);
            bag([("asset", name.as_str().into()), ("qty", input(qty)), ("haircut", haircut)])
        };
        let coins = from.get("coins").and_then(Json::as_object).into_iter().flatten();
        bag([
            ("id", from["id"].as_str().unwrap().into()),
            ("cash_usd", from.get("usd").map_or(Value::Null, input)),
            ("collateral", Value::list(coins.map(held))),
            ("positions", Value::list(from["pos"].as_object().unwrap().iter().map(position))),
        ])
    };
    bag([
        ("assets", Value::list(order.iter().map(asset))),
        ("cross", Value::list(case["cross"].as_array().unwrap().iter().map(row))),
        ("accounts", Value::list(case["accounts"].as_array().unwrap().iter().map(account))),
    ])
}

#[test]
fn the_vectors_hold() {
    let own = Some(include_str!("vectors/small.json").to_owned());
    for text in [own, shared::read(CASES)].into_iter().flatten() {
        let all: Json = serde_json::from_str(&text).unwrap();
        let all = all["cases"].as_array().unwrap().iter();
        let cases: Vec<&Json> = all.filter(|case| case["type"] == "multi").collect();
        assert!(!cases.is_empty());
        cases.into_iter().for_each(check);
    }
}

fn check(case: &Json) {
    let (input, expected) = (&case["input"], &case["expected"]);
    let found = contagion(asked(input)).unwrap();
    let close = |path: &str, expected: &Json| {
        let (got, expected) = (float(&found, path), number(expected));
        assert!((got - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{path}: {got}");
    };
    for (index, name) in input["order"].as_array().unwrap().iter().enumerate() {
        let name = name.as_str().unwrap();
        for (theirs, ours) in [
            ("u", "displacement"),
            ("price", "final_price_usd"),
            ("flow", "flow_usd"),
            ("gross", "liquidated_usd"),
        ] {
            close(&format!("assets.{index}.{ours}"), &expected[theirs][name]);
        }
    }
    assert_eq!(get(&found, "rounds"), &Value::Int(expected["rounds"].as_i64().unwrap()));
    let Value::Floats(rounds) = get(&found, "closed_accounts.round") else { panic!("no rounds") };
    let Value::List(ids) = get(&found, "closed_accounts.id") else { panic!("no ids") };
    let got: Vec<Json> = rounds
        .iter()
        .zip(ids)
        .map(|(r, id)| serde_json::json!([*r as i64, id.as_text().unwrap()]))
        .collect();
    assert_eq!(&Json::Array(got), &expected["liquidated"]);
    assert_eq!(get(&found, "order_free"), &Value::Bool(true));
}

/// Bitcoin and an altcoin with a common shock, a coin as collateral, tiers and a venue's table.
fn scenario() -> Value {
    let linear = |usd: &str| bag([("kind", "linear".into()), ("usd_per_percent", usd.into())]);
    let tiers = Value::list([
        bag([("upper", "100000".into()), ("rate", "0.01".into())]),
        bag([("rate", "0.05".into())]),
    ]);
    let btc = bag([
        ("asset", "BTC".into()),
        ("price_usd", "100000".into()),
        ("impact", linear("2000000")),
        ("venue", "binance-usdm".into()),
        ("symbol", "BTCUSDT".into()),
        ("beta", "1".into()),
    ]);
    let sol = bag([
        ("asset", "SOL".into()),
        ("price_usd", "200".into()),
        ("impact", linear("100000")),
        ("maintenance_tiers", tiers),
        ("beta", "1.98".into()),
    ]);
    let leg = |asset: &str, qty: &str, entry: &str| {
        bag([("asset", asset.into()), ("qty", qty.into()), ("entry_usd", entry.into())])
    };
    let held = bag([("asset", "BTC".into()), ("qty", "0.5".into()), ("haircut", "0.05".into())]);
    let accounts = Value::list([
        bag([
            ("id", "majors".into()),
            ("cash_usd", "60000".into()),
            ("positions", Value::list([leg("BTC", "8", "101000"), leg("SOL", "900", "205.5")])),
        ]),
        bag([
            ("id", "coins".into()),
            ("collateral", Value::list([held])),
            ("positions", Value::list([leg("SOL", "1400", "201.25")])),
        ]),
        bag([("cash_usd", "9000".into()), ("positions", Value::list([leg("SOL", "-200", "190")]))]),
    ]);
    let row = |a: &str, b: &str| Value::list([a, b]);
    bag([
        ("shock", "0.06".into()),
        ("assets", Value::list([btc, sol])),
        ("cross", Value::list([row("1", "0.05"), row("1.2", "1")])),
        ("accounts", accounts),
        ("engine", bag([("fee_rate", "0.004".into()), ("fund_usd", "1000".into())])),
    ])
}

#[test]
fn a_scenario_tells_who_closed_whom() {
    let found = contagion(scenario()).unwrap();
    let Value::List(ids) = get(&found, "closed_accounts.id") else { panic!("no ids") };
    assert_eq!(ids[..], ["majors".into(), "coins".into()]);
    assert_eq!(get(&found, "closed_accounts.round"), &Value::Floats(vec![1.0, 2.0]));
    assert_eq!(get(&found, "closed_accounts.led_by"), &Value::list(["BTC", "SOL"]));
    assert_eq!(
        (float(&found, "closed_by_shock"), float(&found, "closed_by_contagion")),
        (1.0, 1.0)
    );
    // SOL: 900 in the first round, with bitcoin; 1,400 after it.
    let sol = get(&found, "assets.1");
    assert_eq!(
        (float(sol, "first_round_usd"), float(sol, "follow_on_usd")),
        (180_000.0, 280_000.0)
    );
    assert_eq!(float(sol, "led_by.0.first_round_usd"), 180_000.0);
    assert_eq!(float(sol, "led_by.1.follow_on_usd"), 280_000.0);
    // 6 % × 1.98, plus 1.2 × 0.4 % from bitcoin, plus 4.6 % of its own.
    assert!((float(sol, "displacement") - (0.1188 + 0.0048 + 0.046)).abs() < 1e-12);
    let Value::Floats(pushed) = get(sol, "pushed_by") else { panic!("no column") };
    assert!((pushed[0] - 0.0048).abs() < 1e-15 && (pushed[1] - 0.046).abs() < 1e-15);
    let Value::Floats(path) = get(&found, "path.displacement.1") else { panic!("no column") };
    assert_eq!((path.len(), path[0], path[2]), (3, 0.06 * 1.98, float(sol, "displacement")));
    assert_eq!(get(&found, "path.closed"), &Value::Floats(vec![0.0, 1.0, 1.0]));
    for path in ["assets.0.ledger.sum_usd", "assets.1.ledger.sum_usd", "ledger.sum_usd"] {
        assert_eq!(get(&found, path), &"0".into(), "{path}");
    }
}

#[test]
fn the_digest_is_of_the_inputs_and_of_nothing_else() {
    let digest = |bag: Value| get(&contagion(bag).unwrap(), "digest").clone();
    let (first, again) = (digest(scenario()), digest(scenario()));
    assert_eq!(first, again);
    assert_eq!(first, "2-4a393a3ab6d3a52c".into());
    assert_ne!(first, digest(scenario().with("flow", "1.5")));
    assert_eq!(first, digest(scenario().with("flow", "1.0").with("coordinate", "linear")));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let swap = |path: &[&str], value: Value| {
        fn put(at: Value, path: &[&str], value: Value) -> Value {
            let Some((key, rest)) = path.split_first() else { return value };
            match at {
                Value::List(mut items) => {
                    let index: usize = key.parse().unwrap();
                    items[index] = put(items[index].clone(), rest, value);
                    Value::List(items)
                }
                Value::Map(mut entries) => {
                    match entries.iter_mut().find(|(name, _)| name == key) {
                        Some((_, old)) => *old = put(old.clone(), rest, value),
                        None => entries.push(((*key).to_owned(), put(Value::Null, rest, value))),
                    }
                    Value::Map(entries)
                }
                other => panic!("{other:?} has no {key}"),
            }
        }
        contagion(put(scenario(), path, value)).unwrap_err().to_string()
    };
    for (path, value, message) in [
        (&["assets"][..], Value::List(vec![]), "assets: expected at least one asset"),
        (&["assets", "1", "asset"], "BTC".into(), "assets[1].asset: expected each asset once"),
        (&["assets", "1", "beta"], Value::Null, "assets[1].beta: expected a beta, or a shock"),
        (&["assets", "1", "shock"], "0.1".into(), "assets[1].beta: expected a shock, or a beta"),
        (&["assets", "1", "beta"], "17".into(), "assets[1].beta: expected a beta that leaves"),
        (&["assets", "0", "maintenance"], "0.01".into(), "assets[0].maintenance: expected one of"),
        (&["assets", "0", "venue"], "okx".into(), "assets[0].symbol: "),
        (&["assets", "0", "venue"], "gate".into(), "assets[0].venue: expected a venue with"),
        (&["assets", "0", "impact"], Value::Null, "assets[0].impact: expected what forced orders"),
        (
            &["assets", "1", "maintenance_tiers", "0", "rate"],
            "2".into(),
            "assets[1].maintenance_tiers[0]",
        ),
        (&["cross"], Value::List(vec![]), "cross: expected as many rows and columns"),
        (
            &["accounts", "1", "positions", "0", "qty"],
            "0".into(),
            "accounts[1].positions[0].qty: expected a quantity other",
        ),
        (
            &["accounts", "1", "positions", "0", "asset"],
            "ETH".into(),
            "accounts[1].positions[0].asset: expected one of",
        ),
        (
            &["accounts", "1", "collateral", "0", "haircut"],
            "2".into(),
            "accounts[1].collateral[0].haircut: expected a haircut",
        ),
        (&["accounts", "1", "margin_usd"], "2".into(), "accounts[1]: expected a known key"),
        (&["engine", "fee_rate"], "2".into(), "engine.fee_rate: expected a fee rate from 0 to 1"),
        (&["shock"], "1".into(), "shock: expected a move of 0 or more, a fall below 1"),
        (
            &["assets", "1", "open_interest_qty"],
            "5".into(),
            "assets[1]: the open interest is smaller",
        ),
    ] {
        let found = swap(path, value);
        assert!(found.starts_with(message), "{path:?}: {found}");
    }
}

/// The accounts of the scenario, in columns.
fn columns() -> Value {
    let floats = |items: &[f64]| Value::from(items.to_vec());
    bag([
        ("cash_usd", floats(&[60_000.0, 0.0, 9000.0])),
        (
            "collateral",
            bag([
                ("account", floats(&[1.0])),
                ("asset", floats(&[0.0])),
                ("qty", floats(&[0.5])),
                ("haircut", Value::list(["0.05"])),
            ]),
        ),
        (
            "positions",
            bag([
                ("account", floats(&[0.0, 2.0, 0.0, 1.0])),
                ("asset", floats(&[0.0, 1.0, 1.0, 1.0])),
                ("qty", floats(&[8.0, -200.0, 900.0, 1400.0])),
                ("entry_usd", Value::list(["101000", "190", "205.5", "201.25"])),
            ]),
        ),
    ])
}

fn without(value: Value, key: &str) -> Value {
    let Value::Map(entries) = value else { panic!("no map") };
    Value::Map(entries.into_iter().filter(|(name, _)| name != key).collect())
}

#[test]
fn columns_are_the_same_accounts() {
    let listed = contagion(scenario()).unwrap();
    let found = contagion(without(scenario(), "accounts").with("accounts", columns())).unwrap();
    for key in ["digest", "assets", "path", "ledger", "notes", "order_free"] {
        assert_eq!(get(&listed, key), get(&found, key), "{key}");
    }
    assert_eq!(get(&found, "closed_accounts.id"), &Value::list(["1", "2"]));
    assert_eq!(get(&found, "closed_accounts.account"), &Value::Floats(vec![0.0, 1.0]));
}

#[test]
fn a_bad_column_is_named_with_its_index() {
    let swap = |part: &str, key: &str, value: Value| {
        let inner = without(get(&columns(), part).clone(), key).with(key, value);
        let accounts = without(columns(), part).with(part, inner);
        let asked = without(scenario(), "accounts").with("accounts", accounts);
        contagion(asked).unwrap_err().to_string()
    };
    for (part, key, value, message) in [
        (
            "positions",
            "account",
            vec![0.0, 3.0, 0.0, 1.0],
            "accounts.positions.account[1]: expected the number",
        ),
        (
            "positions",
            "asset",
            vec![0.0, 0.5, 0.0, 1.0],
            "accounts.positions.asset[1]: expected the number",
        ),
        (
            "positions",
            "qty",
            vec![1.0, 1.0, 0.0, 1.0],
            "accounts.positions.qty[2]: expected a quantity other than 0",
        ),
        ("positions", "qty", vec![1.0], "accounts.positions.qty: columns must have one length"),
        (
            "positions",
            "entry_usd",
            vec![1.0, 1.0, 1.0, -1.0],
            "accounts.positions.entry_usd[3]: expected a price",
        ),
        (
            "positions",
            "entry_usd",
            vec![1.0, f64::NAN, 1.0, 1.0],
            "accounts.positions.entry_usd[1]: expected a number",
        ),
        (
            "collateral",
            "qty",
            vec![-1.0],
            "accounts.collateral.qty[0]: expected a quantity of 0 or more",
        ),
        (
            "collateral",
            "haircut",
            vec![],
            "accounts.collateral.haircut: columns must have one length",
        ),
        ("collateral", "side", vec![], "accounts.collateral: expected a known key"),
    ] {
        let found = swap(part, key, value.into());
        assert!(found.starts_with(message), "{found}");
    }
}

#[test]
fn amounts_beyond_exact_money_have_no_ledger_and_say_so() {
    let leg = bag([
        ("asset", "SOL".into()),
        ("qty", "4000000000000000".into()),
        ("entry_usd", "200".into()),
    ]);
    let giant = bag([("positions", Value::list([leg]))]);
    let found = contagion(
        without(scenario(), "accounts")
            .with("accounts", Value::list([giant.clone(), giant.clone(), giant])),
    )
    .unwrap();
    assert_eq!(get(&found, "closed"), &Value::Int(3));
    assert_eq!(
        (get(&found, "ledger"), get(&found, "assets.1.ledger")),
        (&Value::Null, &Value::Null)
    );
    let Value::List(notes) = get(&found, "notes") else { panic!("no notes") };
    assert!(notes.iter().any(|note| note.as_text().unwrap().contains("no ledger")));
    assert!(notes.iter().any(|note| note.as_text().unwrap().contains("no market is meant")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is closed, hedged or not, at whatever fees: every market and the money sum to
    /// zero to the last digit.
    #[test]
    fn money_is_conserved(
        books in prop::collection::vec((0..400_u32, 0..30_u32, prop::collection::vec((0..3_usize,
            -40..40_i32, 80..130_u32), 1..4)), 1..9),
        shock in -30..40_i32, flow in prop::sample::select(vec!["0.5", "1", "1.37"]),
        fee in prop::sample::select(vec!["0", "0.0075"]), fund in 0..300_u32,
        residual in prop::sample::select(vec!["fund", "trader"]),
        fee_to in prop::sample::select(vec!["fund", "exchange"]),
        coordinate in prop::sample::select(vec!["linear", "log"]),
    ) {
        let names = ["BTC", "ETH", "SOL"];
        let asset = |(name, beta): (&str, &str)| {
            let impact = bag([("kind", "withdrawal".into()), ("rate", "3".into()), ("depth_usd",
                "20000".into())]);
            bag([
                ("asset", name.into()), ("price_usd", "10.5".into()), ("impact", impact),
                ("maintenance", "0.02".into()), ("beta", beta.into()),
            ])
        };
        let account = |(cash, coins, legs): &(u32, u32, Vec<(usize, i32, u32)>)| {
            let leg = |(asset, qty, entry): &(usize, i32, u32)| {
                let qty = if *qty == 0 { 1 } else { *qty };
                bag([
                    ("asset", names[*asset].into()),
                    ("qty", format!("{}.125", qty).into()),
                    ("entry_usd", format!("{}.{}", entry / 10, entry % 10).into()),
                ])
            };
            let held = bag([("asset", "ETH".into()), ("qty", i64::from(*coins).into()), ("haircut",
                "0.1".into())]);
            bag([
                ("cash_usd", format!("{}.05", cash).into()),
                ("collateral", Value::list([held])),
                ("positions", Value::list(legs.iter().map(leg))),
            ])
        };
        let row = |a: &str, b: &str, c: &str| Value::list([a, b, c]);
        let engine = bag([
            ("fee_rate", fee.into()), ("fund_usd", i64::from(fund).into()),
            ("residual", residual.into()), ("fee_to", fee_to.into()),
        ]);
        let found = contagion(bag([
            ("shock", Value::Float(f64::from(shock) / 100.0)),
            ("coordinate", coordinate.into()),
            ("flow", flow.into()),
            ("assets", Value::list([("BTC", "1"), ("ETH", "1.3"), ("SOL", "2")].map(asset))),
            ("cross", Value::list([row("1", "0.1", "0"), row("0.6", "1", "0.1"), row("1.1", "0.3",
                "1")])),
            ("accounts", Value::list(books.iter().map(account))),
            ("engine", engine),
        ])).unwrap();
        for path in ["assets.0.ledger.sum_usd", "assets.1.ledger.sum_usd",
            "assets.2.ledger.sum_usd", "ledger.sum_usd"] {
            prop_assert_eq!(get(&found, path), &"0".into(), "{}", path);
        }
        // What forced orders pushed and the shock are all of the displacement.
        for index in 0..3 {
            let asset = get(&found, &format!("assets.{index}"));
            let Value::Floats(pushed) = get(asset, "pushed_by") else { panic!("no column") };
            let pushed: f64 = pushed.iter().sum();
            let missed = float(asset, "overshoot") - pushed;
            prop_assert!(missed.abs() <= 1e-12 * (1.0 + pushed.abs()));
        }
    }
}
