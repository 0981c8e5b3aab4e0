//! Margin: the published cases, and the laws, against rational arithmetic that is not ours.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test fails by panicking and reports by printing"
)]

mod answers;
mod bulk;
mod cases;
mod laws;

use num_bigint::BigInt;
use num_rational::BigRational;
use washout::error::Result;
use washout::value::Value;

/// The folder of published cases, where there is one.
fn shared() -> Option<std::path::PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let folder = std::env::var("WASHOUT_SHARED").unwrap_or_else(|_| beside.to_owned());
    let file = std::path::PathBuf::from(folder).join("cases/margin/liquidation_price_cases.json");
    file.exists().then_some(file)
}

/// A decimal, with or without an exponent, or a quotient.
pub(crate) fn rational(text: &str) -> BigRational {
    if let Some((top, bottom)) = text.split_once('/') {
        return rational(top) / rational(bottom);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: BigInt = format!("{whole}{part}").parse().unwrap();
    let power = exponent.parse::<i32>().unwrap() - i32::try_from(part.len()).unwrap();
    let ten = BigRational::from(BigInt::from(10));
    BigRational::from(mantissa) * num_traits::pow::Pow::pow(ten, power)
}

/// A bag from pairs of key and decimal text; `-` leaves a key out.
fn bag(pairs: &[(&str, &str)]) -> Value {
    let pair = |(key, text): &(&str, &str)| ((*key).to_owned(), Value::from(*text));
    Value::Map(pairs.iter().filter(|(_, text)| *text != "-").map(pair).collect())
}

fn tiers(rows: &[(&str, &str, &str)]) -> Value {
    let row = |(lower, rate, deduction): &(&str, &str, &str)| {
        bag(&[("lower", lower), ("rate", rate), ("deduction", deduction)])
    };
    Value::List(rows.iter().map(row).collect())
}

fn text(answer: &Value, key: &str) -> String {
    match answer.get(key) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{key}: {other:?}"),
    }
}

/// Enough cases for a law, few enough for a debug build; what fails becomes a test by name.
fn few() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 64,
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    }
}

fn code(result: Result<Value>) -> String {
    match result {
        Ok(value) => panic!("{value:?}"),
        Err(error) => error.to_string(),
    }
}
