//! Judge against independent arithmetic: big rationals over the raw text of real files, constants
//! computed by another language, conservation laws.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use washout::value::Value;

use crate::money::rational;

mod audits;
mod bags;
mod laws;
mod november;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The value at a path of keys and indices: `answers.funding.found.per_8h`.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| match (value, key.parse::<usize>()) {
        (Value::List(items), Ok(index)) => &items[index],
        _ => value.get(key).unwrap_or_else(|| panic!("no {key} of {path} in {value:?}")),
    })
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    at(value, path).as_text().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether `shown` is `exact` to the nearest 18th place.
fn near(shown: &str, exact: &BigRational) {
    let half = BigRational::new(BigInt::one(), BigInt::from(2) * BigInt::from(10).pow(18));
    let off = (rational(shown) - exact).abs();
    assert!(off <= half, "{shown} is not {exact}");
}

fn day_of(value: &Value, path: &str) -> String {
    let Value::Int(ms) = at(value, path) else { panic!("{path} is no time") };
    washout::time::Time::from_millis(*ms).unwrap().to_string()[..10].to_owned()
}

fn file(name: &str, text: &str) -> Value {
    Value::map([("name", name.into()), ("text", text.into())])
}
