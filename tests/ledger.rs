//! The ledger against exact vectors, and its laws.

use serde_json::Value as Json;
use washout::approx::Approx;
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

/// A linear congruential generator: the same ten thousand ledgers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) % sides
    }

    fn pick(&mut self, words: &[&'static str]) -> Value {
        words[self.roll(words.len() as u64) as usize].into()
    }

    fn usd(&mut self, sides: u64) -> Value {
        Value::text(rust_decimal::Decimal::new(self.roll(sides) as i64, 2))
    }
}

fn position(dice: &mut Dice, side: &'static str, id: usize) -> Value {
    Value::map([
        ("id", id.to_string().into()),
        ("side", side.into()),
        ("qty", Value::text(rust_decimal::Decimal::new(dice.roll(50_000_000) as i64 + 1, 7))),
        ("entry_usd", Value::text(rust_decimal::Decimal::new(dice.roll(600) as i64 + 9700, 2))),
        ("leverage", dice.pick(&["3", "5", "7.5", "10", "20", "50", "75"])),
        ("maintenance", dice.pick(&["0.005", "0.01", "0.004"])),
        ("basis", dice.pick(&["mark", "entry"])),
    ])
}

fn winner(dice: &mut Dice, id: usize) -> Value {
    Value::map([
        ("id", id.to_string().into()),
        ("profit_usd", dice.usd(5000)),
        ("leverage", dice.pick(&["1", "2.5", "10", "20"])),
        ("profit_rate", dice.pick(&["1", "3", "8.25", "50"])),
        ("wealth_usd", if dice.roll(2) == 0 { Value::Null } else { dice.usd(4000) }),
    ])
}

fn random(dice: &mut Dice) -> Value {
    let down = dice.roll(2) == 0;
    let side = if down { "long" } else { "short" };
    let count = dice.roll(9) as usize + 1;
    let positions: Vec<Value> = (0..count).map(|id| position(dice, side, id)).collect();
    let count = dice.roll(5) as usize;
    let winners: Vec<Value> = (0..count).map(|id| winner(dice, id)).collect();
    let engine = dice.pick(&["market", "market", "bankruptcy_limit"]);
    let flow =
        if engine == "market".into() { dice.pick(&["1", "1.5", "0.6", "2"]) } else { "1".into() };
    let impact = Value::map([
        ("kind", dice.pick(&["linear", "none", "withdrawal", "power"])),
        ("depth_usd", dice.pick(&["500", "5000", "50000", "1000000"])),
    ]);
    let impact = match impact.get("kind") {
        Some(Value::Text(kind)) if kind == "withdrawal" => impact.with("rate", "5"),
        Some(Value::Text(kind)) if kind == "power" => impact.with("gamma", "0.875"),
        _ => impact,
    };
    Value::map([
        ("washout", 1_i64.into()),
        ("market", Value::map([("price_usd", "100".into())])),
        ("direction", if down { "down" } else { "up" }.into()),
        ("coordinate", dice.pick(&["linear", "linear", "log"])),
        ("book", Value::map([("kind", "positions".into()), ("positions", positions.into())])),
        ("impact", impact),
        ("flow", flow),
        ("shock", Value::Float(dice.roll(250) as f64 / 1000.0)),
        (
            "engine",
            Value::map([
                ("kind", engine),
                ("arrival", dice.pick(&["gap", "gradual"])),
                ("fee_rate", dice.pick(&["0", "0.004", "0.0123456789"])),
                ("fee_to", dice.pick(&["fund", "exchange"])),
                ("residual", dice.pick(&["fund", "trader"])),
                ("fund_usd", dice.usd(60_000)),
                ("adl", dice.pick(&["queue", "pro_rata"])),
                ("winners", winners.into()),
            ]),
        ),
    ])
}

#[test]
fn ten_thousand_random_ledgers_sum_to_zero_exactly() {
    let mut dice = Dice(20_251_104);
    let mut seen = [0_u32; 4];
    for _ in 0..10_000 {
        let scenario = random(&mut dice);
        let got = simulate::ledger(scenario.clone()).unwrap();
        let ledger = got.get("ledger").unwrap();
        let usd = |key: &str| ledger.get(key).unwrap().parse::<washout::money::Usd>().unwrap();
        let zero = washout::money::Usd::ZERO;
        assert_eq!(ledger.get("sum_usd"), Some(&"0".into()), "{scenario:?}");
        // The sum is not merely reported: add the accounts up again.
        let Some(Value::Map(accounts)) = ledger.get("accounts") else { panic!("no accounts") };
        assert_eq!(accounts.len(), 9);
        let sum = accounts.iter().try_fold(zero, |sum, (_, value)| sum.plus(value.parse()?));
        assert_eq!(sum.unwrap(), zero);
        for key in ["fund_end_usd", "uncovered_usd", "adl_usd", "fees_usd", "returned_usd"] {
            assert!(usd(key) >= zero, "{key}: {scenario:?}");
        }
        let account = |key: &str| {
            let found = ledger.get("accounts").unwrap().get(key).unwrap();
            found.parse::<washout::money::Usd>().unwrap()
        };
        assert!(account("exchange_fees_usd") >= zero, "{scenario:?}");
        assert!(account("deleveraged_winners_usd") <= zero && account("platform_loss_usd") <= zero);
        assert!(usd("deficit_usd") >= usd("uncovered_usd").plus(usd("adl_usd")).unwrap());
        let winners = scenario.get("engine").unwrap().get("winners").unwrap().clone();
        let haircuts = ledger.get("haircuts").unwrap().clone().items().unwrap();
        for (winner, haircut) in winners.items().unwrap().iter().zip(haircuts) {
            let profit: washout::money::Usd = winner.get("profit_usd").unwrap().parse().unwrap();
            let taken: washout::money::Usd = haircut.get("usd").unwrap().parse().unwrap();
            assert!(taken >= zero && taken <= profit);
            if let Ok(wealth) = winner.get("wealth_usd").unwrap().parse() {
                assert!(taken <= wealth, "{scenario:?}");
            }
        }
        let (lost, equity) = (usd("margin_lost_usd").approx(), equity_before(&scenario, ledger));
        assert!(lost <= equity + 1e-6, "{lost} of {equity}: {scenario:?}");
        let kinds = [
            got.get("fired") != Some(&Value::Int(0)),
            usd("deficit_usd") > zero,
            usd("adl_usd") > zero,
            usd("uncovered_usd") > zero,
        ];
        kinds.iter().zip(&mut seen).for_each(|(is, count)| *count += u32::from(*is));
    }
    println!("fired, deficit, deleveraged, uncovered: {seen:?}");
    assert!(seen.iter().all(|&count| count > 300), "{seen:?}");
}

/// What the closed positions were worth to their owners at the price before.
fn equity_before(scenario: &Value, ledger: &Value) -> f64 {
    let fills = ledger.get("fills").unwrap().clone().items().unwrap();
    let positions = scenario.get("book").unwrap().get("positions").unwrap().clone();
    let equity = |position: &Value| {
        let number = |key: &str| position.get(key).unwrap().estimate().unwrap();
        let (qty, entry) = (number("qty"), number("entry_usd"));
        let sign = if position.get("side") == Some(&"long".into()) { 1.0 } else { -1.0 };
        qty * entry / number("leverage") + sign * qty * (100.0 - entry)
    };
    let closed = |p: &&Value| fills.iter().any(|fill| fill.get("id") == p.get("id"));
    positions.items().unwrap().iter().filter(closed).map(equity).sum()
}

#[test]
fn an_engine_with_a_limit_needs_positions() {
    let rungs = Value::map([
        ("kind", "rungs".into()),
        ("rungs", Value::list([Value::map([("u", "0.01".into()), ("notional_usd", "5".into())])])),
    ]);
    let scenario = |kind: &str| {
        Value::map([
            ("washout", 1_i64.into()),
            ("market", Value::map([("price_usd", "100".into())])),
            ("book", rungs.clone()),
            ("impact", Value::map([("kind", "none".into())])),
            ("shock", "0.05".into()),
            ("engine", Value::map([("kind", kind.into())])),
        ])
    };
    assert_eq!(simulate::simulate(scenario("bankruptcy_limit")).unwrap_err().code(), "MISSING");
    let outcome = simulate::simulate(scenario("market")).unwrap();
    assert_eq!(outcome.get("ledger"), Some(&Value::Null));
    assert_eq!(simulate::ledger(scenario("market")).unwrap_err().code(), "MISSING");
}
