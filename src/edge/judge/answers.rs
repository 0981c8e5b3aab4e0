//! Answers and numbers as values.

use rust_decimal::Decimal;

use crate::context::series::Point;
use crate::context::{Answer, Finding, Used};
use crate::error::{Error, Result};
use crate::money::{Ratio, Rational};
use crate::time::Time;
use crate::value::{Value, record};

/// An answer: `rule`, `inputs`, and either `found` or `cannot_be_checked`.
pub(super) fn answer<T>(answer: &Answer<T>, show: impl FnOnce(&T) -> Value) -> Value {
    match &answer.found {
        Finding::Known(found) => shaped(answer.rule, &answer.used, show(found), None),
        Finding::Unknown(unknown) => {
            shaped(answer.rule, &answer.used, Value::Null, Some(&unknown.why))
        }
    }
}

#[inline(never)]
fn shaped(rule: &str, used: &[Used], found: Value, why: Option<&str>) -> Value {
    let input = |used: &Used| record![("name", used.name), ("value", used.value.as_str())];
    record![
        ("rule", rule),
        ("inputs", list(used, input)),
        ("found", found),
        ("cannot_be_checked", why),
    ]
}

/// A list of anything that can be shown.
pub(super) fn list<T>(items: &[T], show: impl Fn(&T) -> Value) -> Value {
    let mut shown = Vec::with_capacity(items.len());
    for item in items {
        shown.push(show(item));
    }
    Value::List(shown)
}

/// A point of a series.
pub(super) fn point(point: &Point) -> Value {
    record![("time_ms", point.time.millis()), ("value", Value::text(point.value))]
}

/// A ratio, where there is one.
pub(super) fn ratio(ratio: Option<Ratio>) -> Value {
    ratio.map(Value::text).into()
}

/// A fraction as a decimal of 18 places; where that has too many digits, as a quotient.
pub(super) fn number(number: Rational) -> Value {
    number.ratio().map_or_else(|_| Value::text(number), Value::text)
}

/// A time from milliseconds or text.
pub(super) fn time(value: &Value) -> Result<Time> {
    match value {
        Value::Int(ms) => Time::from_millis(*ms),
        other => Time::parse(other.as_text()?),
    }
}

/// An exact number of any kind.
pub(super) fn decimal(value: &Value) -> Result<Decimal> {
    value.parse::<Ratio>().map(Ratio::decimal)
}

/// A count of 32 bits.
pub(super) fn count(value: &Value, range: &'static str) -> Result<u32> {
    let number = match value {
        Value::Int(number) => u32::try_from(*number).ok(),
        _ => None,
    };
    number.ok_or_else(|| Error::malformed(range, value.as_text().unwrap_or("another value")))
}

/// True or false.
pub(super) fn truth(value: &Value) -> Result<bool> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        other => Err(Error::malformed("true or false", other.as_text().unwrap_or("another value"))),
    }
}

/// A day as a whole number such as 20251104, for formulas.
pub(super) fn day_number(time: Time) -> String {
    let (year, month, day) = time.date();
    format!("{year:04}{month:02}{day:02}")
}
