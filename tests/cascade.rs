//! The cascade against exact vectors.

use serde_json::Value as Json;
use washout::edge::simulate;
use washout::value::Value;

use crate::shared;

const CASES: &str = "cases/cascade/cascade_cases.json";
/// Largest relative error allowed; what was seen is printed.
const MOST: f64 = 1e-9;

/// A number of a case: `p/q`, a decimal, or `{exact, dec}`.
pub(crate) fn number(json: &Json) -> f64 {
    match json {
        Json::String(text) => match text.split_once('/') {
            Some((top, bottom)) => top.parse::<f64>().unwrap() / bottom.parse::<f64>().unwrap(),
            None => text.parse().unwrap(),
        },
        Json::Object(forms) => number(forms.get("exact").unwrap_or_else(|| &forms["dec"])),
        other => other.to_string().parse().unwrap(),
    }
}

/// A number as a scenario takes it: text where it is a decimal, else the nearest float.
pub(crate) fn input(json: &Json) -> Value {
    match json {
        Json::String(text) if !text.contains('/') => text.as_str().into(),
        other => Value::Float(number(other)),
    }
}

fn rungs(case: &Json) -> Value {
    if let Some(generator) = case.get("gen") {
        return generated(generator["seed"].as_u64().unwrap(), generator["m"].as_u64().unwrap());
    }
    let names = [("u", "u"), ("liq_price", "liq_price_usd"), ("notional", "notional_usd")];
    let rung = |rung: &Json| {
        let pairs = names.iter().chain(&[("qty", "qty")]);
        let given = pairs
            .filter_map(|(from, to)| rung.get(from).map(|value| ((*to).to_owned(), input(value))));
        Value::Map(given.collect())
    };
    let rungs = case["rungs"].as_array().unwrap().iter().map(rung);
    Value::map([("kind", "rungs".into()), ("rungs", Value::list(rungs))])
}

/// The reproducible book of the vectors: a 31-bit linear congruential generator.
fn generated(seed: u64, count: u64) -> Value {
    let mut x = seed;
    let mut next = move || {
        x = (1_103_515_245 * x + 12_345) % 2_147_483_648;
        x >> 8
    };
    let (mut u, mut notional) = (Vec::new(), Vec::new());
    for _ in 0..count {
        u.push((next() % 200_000) as f64 / 1e6);
        notional.push((1000 * (1 + next() % 100_000)) as f64);
    }
    Value::map([("kind", "columns".into()), ("u", u.into()), ("notional_usd", notional.into())])
}

fn impact(case: &Json) -> Value {
    let names = [
        ("depth", "depth_usd"),
        ("gamma", "gamma"),
        ("w", "rate"),
        ("max", "max"),
        ("survival", "survival"),
        ("exhausted_u", "exhausted"),
    ];
    let kind = match case["kind"].as_str().unwrap() {
        "expfloor" => "bounded",
        "ladder" => "levels",
        other => other,
    };
    let mut value = Value::map([("kind", kind.into())]);
    for (from, to) in names {
        if let Some(given) = case.get(from) {
            value = value.with(to, input(given));
        }
    }
    if let Some(levels) = case.get("levels").and_then(Json::as_array) {
        let pair = |pair: &Json| Value::list([input(&pair[0]), input(&pair[1])]);
        value = value.with("levels", Value::list(levels.iter().map(pair)));
    }
    value
}

pub(crate) fn scenario(case: &Json) -> Value {
    let text = |key: &str, default: &str| {
        Value::from(case.get(key).and_then(Json::as_str).unwrap_or(default))
    };
    let or = |key: &str, default: &str| case.get(key).map_or(Value::from(default), input);
    let depth = case
        .get("depth")
        .map(|depth| Value::map([("kind", "linear".into()), ("depth_usd", input(depth))]));
    Value::map([
        ("washout", 1_i64.into()),
        ("market", Value::map([("price_usd", input(&case["p0"]))])),
        ("direction", text("direction", "down")),
        ("coordinate", text("coord", "linear")),
        ("book", rungs(case)),
        ("impact", depth.unwrap_or_else(|| impact(&case["impact"]))),
        ("flow", or("phi", "1")),
        ("shock", or("shock", "0")),
    ])
}

/// Compares, and keeps the largest relative error seen.
#[derive(Default)]
pub(crate) struct Check {
    worst: f64,
    failures: Vec<String>,
    compared: usize,
}

impl Check {
    pub(crate) fn number(&mut self, id: &str, key: &str, got: Option<&Value>, expected: &Json) {
        self.compared += 1;
        let got = match got {
            Some(Value::Null) | None if expected.is_null() => return,
            Some(value) => match value.estimate() {
                Ok(got) => got,
                Err(_) => {
                    self.failures.push(format!("{id} {key}: {value:?} against {expected}"));
                    return;
                }
            },
            None => {
                self.failures.push(format!("{id} {key}: nothing against {expected}"));
                return;
            }
        };
        let expected = number(expected);
        let error =
            (got - expected).abs() / expected.abs().max(1.0_f64.min(expected.abs()).max(1e-12));
        let error = if got == expected { 0.0 } else { error };
        self.worst = self.worst.max(error);
        if error > MOST {
            self.failures.push(format!("{id} {key}: {got} against {expected}"));
        }
    }

    pub(crate) fn finish(self, what: &str) {
        println!("{what}: {} numbers, largest relative error {:.1e}", self.compared, self.worst);
        assert!(self.compared > 0 && self.failures.is_empty(), "\n{}", self.failures.join("\n"));
    }
}

pub(crate) fn cases(kind: &str) -> Vec<(String, Json, Json)> {
    let Some(text) = shared::read(CASES) else { return vec![] };
    let all: Json = serde_json::from_str(&text).unwrap();
    let of_kind = |case: &&Json| case["type"] == kind;
    let take = |case: &Json| {
        (case["id"].as_str().unwrap().to_owned(), case["input"].clone(), case["expected"].clone())
    };
    all["cases"].as_array().unwrap().iter().filter(of_kind).map(take).collect()
}

fn compare(kind: &str, keys: &[(&str, &str)], ask: impl Fn(&Json) -> Value) {
    let cases = cases(kind);
    if cases.is_empty() {
        return;
    }
    let mut check = Check::default();
    for (id, input, expected) in &cases {
        let got = ask(input);
        for (key, ours) in keys {
            check.number(id, key, got.get(ours), &expected[key]);
        }
    }
    check.finish(kind);
}

#[test]
fn every_cascade_case() {
    let keys = [
        ("k", "fired"),
        ("liquidated_notional", "liquidated_usd"),
        ("flow", "flow_usd"),
        ("u_final", "displacement"),
        ("p_final", "final_price_usd"),
        ("rounds", "rounds"),
        ("first_round_notional", "first_round_usd"),
        ("amplification_total", "amplification"),
        ("cascade_ratio", "cascade_ratio"),
    ];
    compare("cascade", &keys, |case| simulate::cascade(scenario(case)).unwrap());
    // The page's outcome says the same.
    let same = [("p_final", "final_price_usd"), ("rounds", "rounds"), ("u_final", "displacement")];
    compare("cascade", &same, |case| simulate::simulate(scenario(case)).unwrap());
}

#[test]
fn every_reverse_case() {
    let with = |case: &Json, from: &str, to: &str| {
        Value::map([("scenario", scenario(case)), (to, input(&case[from]))])
    };
    compare("reverse_notional", &[("shock", "displacement")], |case| {
        simulate::reverse_notional(with(case, "target", "target_usd")).unwrap()
    });
    compare("reverse_level", &[("shock", "displacement")], |case| {
        simulate::reverse_level(with(case, "level", "level_usd")).unwrap()
    });
}

#[test]
fn every_avalanche_case() {
    let mut check = Check::default();
    for (id, input, expected) in cases("avalanches") {
        let got = simulate::avalanches(scenario(&input)).unwrap();
        let blocks = expected["blocks"].as_array().unwrap();
        let columns = ["displacement", "liquidated_usd"].map(|key| match got.get(key) {
            Some(Value::Floats(column)) => column.clone(),
            other => panic!("{key}: {other:?}"),
        });
        assert_eq!(columns[0].len(), blocks.len(), "{id}");
        for (index, block) in blocks.iter().enumerate() {
            for (side, column) in columns.iter().enumerate() {
                let got = Value::Float(column[index]);
                check.number(&id, &format!("block {index}"), Some(&got), &block[side]);
            }
        }
    }
    if check.compared > 0 {
        check.finish("avalanches");
    }
}

#[test]
fn every_closed_form_case() {
    let bag = |case: &Json, names: &[(&str, &'static str)]| {
        let given = names
            .iter()
            .filter_map(|(from, to)| case.get(from).map(|value| ((*to).to_owned(), input(value))));
        Value::Map(given.collect())
    };
    let uniform = [
        ("s", "shock"),
        ("ua", "from"),
        ("ub", "to"),
        ("n0", "density_usd"),
        ("D", "depth_usd"),
        ("phi", "flow"),
    ];
    let keys = [("g", "gain"), ("u", "displacement"), ("N", "liquidated_usd")];
    compare("uniform_closed", &keys, |case| {
        simulate::uniform_density(bag(case, &uniform)).unwrap()
    });
    let exponential = [("s", "shock"), ("ell", "length"), ("g0", "gain")];
    compare("exp_closed", &[("u", "displacement")], |case| {
        simulate::exponential_density(bag(case, &exponential)).unwrap()
    });
}

#[test]
fn every_partial_case() {
    let mut check = Check::default();
    for (id, case, expected) in cases("partial") {
        let bag = Value::map([
            ("side", case["side"].as_str().unwrap().into()),
            ("liq_price_usd", input(&case["liq_price"])),
            ("qty", input(&case["qty"])),
            ("maintenance", input(&case["mmr"])),
            ("target", input(&case["target"])),
            ("fee", case.get("fee").map(input).into()),
            ("count", case["n"].as_i64().unwrap().into()),
        ]);
        let got = simulate::partial_tranches(bag).unwrap();
        for (side, key) in ["price_usd", "qty"].iter().enumerate() {
            let Some(Value::Floats(column)) = got.get(key) else { panic!("{key}") };
            let expected = expected["tranches"].as_array().unwrap();
            assert_eq!(column.len(), expected.len());
            for (got, expected) in column.iter().zip(expected) {
                check.number(&id, key, Some(&Value::Float(*got)), &expected[side]);
            }
        }
    }
    if check.compared > 0 {
        check.finish("partial");
    }
}

#[test]
fn every_timed_case() {
    let keys = [
        ("N", "liquidated_usd"),
        ("u_last", "last"),
        ("u_peak", "peak"),
        ("steps", "steps"),
        ("u_settled", "settled"),
    ];
    compare("timed", &keys, |case| {
        let time = Value::map([
            ("rho", input(&case["rho"])),
            ("permanent", case.get("perm").map(input).into()),
        ]);
        simulate::timed_cascade(scenario(case).with("time", time)).unwrap()
    });
}

/// Real snapshots: a thousand levels a side of Binance, Hyperliquid with a time before each line.
#[test]
fn real_order_books_are_read_and_summed() {
    let read = |path: &str| {
        shared::read(path).map(|text| {
            let json = text.lines().next().unwrap();
            let start = json.find('{').unwrap();
            plain(&serde_json::from_str(&json[start..]).unwrap())
        })
    };
    let depth = |message: Value| simulate::depth(Value::map([("snapshot", message)])).unwrap();
    let side = |got: &Value, side: &str, key: &str| {
        got.get(side).and_then(|side| side.get(key)).cloned().unwrap()
    };
    if let Some(message) = read("data/orderbook/binance_usdm_btcusdt_depth1000_2024-08-08.json") {
        let got = depth(message.clone());
        assert_eq!(side(&got, "bids", "levels"), Value::Int(1000));
        // The sum again, in rationals of our own.
        let rows = message.get("bids").unwrap().clone().items().unwrap();
        let exact =
            rows.iter().fold(num_rational::BigRational::from_integer(0.into()), |sum, row| {
                let cells = row.clone().items().unwrap();
                sum + rational(&cells[0]) * rational(&cells[1])
            });
        assert_eq!(rational(&side(&got, "bids", "total_usd")), exact);
        // And it works as the depth of a cascade.
        let impact = side(&got, "bids", "impact");
        let bag = Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())]);
        let outcome = simulate::simulate(bag.with("impact", impact)).unwrap();
        assert_eq!(outcome.get("book_exhausted"), Some(&Value::Bool(true)));
    }
    if let Some(message) = read("data/orderbook/hyperliquid_l2book_btc_2025-01-26.txt") {
        assert_eq!(side(&depth(message), "asks", "levels"), Value::Int(20));
    }
}

fn rational(value: &Value) -> num_rational::BigRational {
    let Value::Text(text) = value else { panic!("{value:?}") };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: num_bigint::BigInt = format!("{whole}{part}").parse().unwrap();
    num_rational::BigRational::new(digits, num_bigint::BigInt::from(10).pow(part.len() as u32))
}

fn plain(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => Value::text(number),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => Value::List(items.iter().map(plain).collect()),
        Json::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}
