//! The same bits everywhere: this file runs natively and, through `tests/wasm.rs`, as wasm in Node
//! and in a browser. A digest that differs between them breaks the promise that a result can be
//! checked years later on another machine.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

use washout::approx::Approx;
use washout::edge::{contagion, simulate};
use washout::money::{Price, Qty, Usd};
use washout::value::Value;

/// Steps of the generator of inputs.
const STEPS: u32 = 2_000;

/// FNV-1a, 64 bits: small, well known, and sensitive to every bit.
fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Every text and every number of a value.
fn walk(hash: u64, value: &Value) -> u64 {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) => mix(hash, format!("{value:?}").as_bytes()),
        Value::Float(number) => mix(hash, &number.to_bits().to_le_bytes()),
        Value::Text(text) => mix(hash, text.as_bytes()),
        Value::Floats(column) => {
            column.iter().fold(hash, |hash, number| mix(hash, &number.to_bits().to_le_bytes()))
        }
        Value::List(items) => items.iter().fold(hash, walk),
        Value::Map(entries) => {
            // The version of the engine is no result.
            let results = entries.iter().filter(|(key, _)| key != "engine");
            results.fold(hash, |hash, (_, value)| walk(hash, value))
        }
    }
}

/// The inputs: a 31-bit linear congruential generator.
fn numbers() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(42_u32), |x| {
        Some(x.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31))
    })
    .skip(1)
    .map(|x| x >> 8)
    .take(STEPS as usize)
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn exact_sums_agree_to_the_last_digit() {
    let mut total = Usd::default();
    for x in numbers() {
        let price: Price = format!("{}.{:05}", x % 100_000 + 1, x % 99_991).parse().unwrap();
        let qty: Qty = format!("0.{:06}", x % 999_983 + 1).parse().unwrap();
        total = total.plus(price.times(qty).unwrap()).unwrap();
    }
    // Computed with Python's `decimal` at 80 digits.
    assert_eq!(total.to_string(), "51908854.24267624608");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn estimates_agree_to_the_last_bit() {
    let digest = numbers().fold(0xcbf2_9ce4_8422_2325, |hash, x| {
        let x = f64::from(x) / 1e6 + 1e-3;
        let made = [libm::exp(-x), libm::log(x), libm::pow(x, 0.5 + x / 50.0), libm::log1p(x)];
        made.iter().fold(hash, |hash, made| mix(hash, &made.to_bits().to_le_bytes()))
    });
    // Recorded natively on x86-64; what counts is that every machine gives the same.
    assert_eq!(format!("{digest:016x}"), "8c944b6dfb4cc497");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_door_from_exact_to_estimate_agrees_to_the_last_bit() {
    let digest = numbers().fold(0xcbf2_9ce4_8422_2325, |hash, x| {
        let price: Price = format!("{}.{:07}", x % 70_001 + 1, x % 9_999_991).parse().unwrap();
        mix(hash, &price.approx().to_bits().to_le_bytes())
    });
    // Computed with Python, whose `float` rounds a decimal correctly.
    assert_eq!(format!("{digest:016x}"), "afaeac3c68db11d7");
}

/// Outcomes of the preset in every impact, coordinate and direction: prices, columns, ledger.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn outcomes_agree_to_the_last_bit() {
    let impacts = [
        Value::map([("kind", "none".into())]),
        Value::map([("kind", "linear".into())]),
        Value::map([("kind", "power".into()), ("gamma", "0.875".into())]),
        Value::map([("kind", "withdrawal".into()), ("rate", "20".into())]),
        Value::map([("kind", "bounded".into()), ("max", "0.3".into())]),
    ];
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for impact in impacts {
        for coordinate in ["linear", "log"] {
            let bag = Value::map([
                ("washout", 1_i64.into()),
                ("preset", "2025-11-04".into()),
                ("coordinate", coordinate.into()),
                ("shock", "0.06".into()),
                ("impact", impact.clone().with("usd_per_percent", "300000000")),
            ]);
            let outcome = simulate::simulate(bag).unwrap();
            assert!(matches!(outcome.get("digest"), Some(Value::Text(_))));
            hash = walk(hash, &outcome);
        }
    }
    // Recorded natively on x86-64; what counts is that every machine gives the same.
    assert_eq!(format!("{hash:016x}"), "b7de286e0042c6d2");
}

/// Thirteen presets as they are: the digest that a reader sees, and all behind it. Later ones are
/// held to the digest of their entry.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[allow(clippy::print_stdout, reason = "the digests are there to be compared")]
fn presets_agree_to_the_last_bit() {
    let (mut hash, mut seen) = (0xcbf2_9ce4_8422_2325, Vec::new());
    for id in washout::preset::ids().filter(|id| *id <= "2026-02-05") {
        let bag = Value::map([("washout", 1_i64.into()), ("preset", id.into())]);
        let outcome = simulate::simulate(bag).unwrap();
        let digest = outcome.get("digest").unwrap().as_text().unwrap();
        println!("{id} {digest}");
        seen.push(digest.to_owned());
        hash = walk(hash, &outcome);
    }
    seen.dedup();
    assert_eq!(seen.len(), 13);
    // Recorded natively on x86-64; what counts is that every machine gives the same.
    assert_eq!(format!("{hash:016x}"), "0c82a9989971ef34");
}

/// Accounts on three assets, in every smooth impact and both coordinates: rounds, prices, ledger.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn contagions_agree_to_the_last_bit() {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for coordinate in ["linear", "log"] {
        for (kind, key, number) in [
            ("linear", "survival", "0.5"),
            ("power", "gamma", "0.875"),
            ("withdrawal", "rate", "20"),
        ] {
            let impact = Value::map([("kind", kind.into()), (key, number.into())]);
            let found = contagion::contagion(accounts(coordinate, &impact)).unwrap();
            let rounds = found.get("rounds").unwrap().whole().unwrap();
            assert!(rounds > 1 && found.get("ledger") != Some(&Value::Null), "{kind} {rounds}");
            hash = walk(hash, &found);
        }
    }
    // Recorded natively on x86-64; what counts is that every machine gives the same.
    assert_eq!(format!("{hash:016x}"), "977c83020010d245");
}

/// Three hundred accounts, one in seven of which is hedged.
#[allow(clippy::indexing_slicing, reason = "the lists are as long as they are written here")]
fn accounts(coordinate: &str, impact: &Value) -> Value {
    let asset = |(name, price, beta, depth): (&str, &str, &str, &str)| {
        Value::map([
            ("asset", name.into()),
            ("price_usd", price.into()),
            ("beta", beta.into()),
            ("maintenance", "0.01".into()),
            ("impact", impact.clone().with("usd_per_percent", depth)),
        ])
    };
    let assets = [
        ("BTC", "100000", "1", "900000"),
        ("ETH", "3500", "1.3", "400000"),
        ("SOL", "200", "2", "90000"),
    ];
    let x: Vec<u32> = numbers().take(1_800).collect();
    let account = |(index, x): (usize, &[u32])| {
        let leg = |asset: usize, qty: u32, entry: u32| {
            let sign = if index % 7 == 0 && asset == 2 { "-" } else { "" };
            let places = [4, 2, 0][asset];
            let qty = f64::from(qty % 900 + 100) / f64::from(10_u32.pow(places));
            let entry = f64::from([95_000, 3_300, 190][asset] + entry % [9_000, 350, 19][asset]);
            Value::map([
                ("asset", assets[asset].0.into()),
                ("qty", format!("{sign}{qty}").into()),
                ("entry_usd", format!("{entry}").into()),
            ])
        };
        let legs = [leg(0, x[0], x[1]), leg(1, x[2], x[3]), leg(2, x[0] ^ x[2], x[1] ^ x[3])];
        let coin = Value::map([
            ("asset", "BTC".into()),
            ("qty", format!("0.{:03}", x[4] % 100).into()),
            ("haircut", "0.05".into()),
        ]);
        Value::map([
            ("cash_usd", i64::from(x[5] % 40_000).into()),
            ("collateral", Value::list([coin])),
            ("positions", Value::list(legs)),
        ])
    };
    let row = |row: [&str; 3]| Value::list(row);
    Value::map([
        ("shock", "0.04".into()),
        ("coordinate", coordinate.into()),
        ("assets", Value::list(assets.map(asset))),
        (
            "cross",
            Value::list([
                row(["1", "0.05", "0.02"]),
                row(["0.8", "1", "0.1"]),
                row(["1.2", "0.4", "1"]),
            ]),
        ),
        ("accounts", Value::list(x.chunks(6).enumerate().map(account))),
        ("engine", Value::map([("fee_rate", "0.002".into()), ("fund_usd", "50000".into())])),
    ])
}
