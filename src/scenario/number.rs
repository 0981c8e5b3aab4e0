//! A number of a scenario: exact as it was typed, or an estimate from a program.

use rust_decimal::Decimal;

use crate::approx::Approx;
use crate::error::{Error, Result};
use crate::money::{Numeral, parse_decimal};
use crate::value::Value;

/// An input number. A decimal string stays exact and goes round; a bare float stays a float.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Typed by a person, without trailing zeros.
    Exact(Decimal),
    /// Made by a program.
    Float(f64),
}

impl Number {
    /// A whole number.
    #[must_use]
    pub fn whole(value: u32) -> Self {
        Self::Exact(Decimal::from(value))
    }

    /// Reads a decimal string, a whole number or a finite float.
    ///
    /// # Errors
    /// As [`Value::estimate`].
    pub fn read(value: Value) -> Result<Self> {
        match value {
            Value::Text(text) => parse_decimal(&text).map(|exact| Self::Exact(exact.normalize())),
            Value::Int(count) => Ok(Self::Exact(Decimal::from(count))),
            other => other.estimate().map(Self::Float),
        }
    }

    /// Reads a number for which `good` holds.
    ///
    /// # Errors
    /// As [`Number::read`]; out of `range` when it does not hold.
    pub fn read_if(value: Value, range: &'static str, good: fn(f64) -> bool) -> Result<Self> {
        let number = Self::read(value)?;
        if good(number.get()) { Ok(number) } else { Err(number.outside(range)) }
    }

    /// Reads a number above zero.
    ///
    /// # Errors
    /// As [`Number::read_if`].
    pub fn positive(value: Value) -> Result<Self> {
        Self::read_if(value, "a number above 0", |x| x > 0.0)
    }

    /// Reads a number of 0 or more.
    ///
    /// # Errors
    /// As [`Number::read_if`].
    pub fn nonnegative(value: Value) -> Result<Self> {
        Self::read_if(value, "a number of 0 or more", |x| x >= 0.0)
    }

    /// The number, as the estimates see it.
    #[must_use]
    pub fn get(self) -> f64 {
        match self {
            Self::Exact(value) => value.approx(),
            Self::Float(value) => value,
        }
    }

    /// It lies outside `range`.
    #[must_use]
    pub fn outside(self, range: &'static str) -> Error {
        match self {
            Self::Exact(value) => Error::out_of_range(range, &Numeral::from(value).text()),
            Self::Float(_) => Error::out_of_range(range, "another number"),
        }
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        match number {
            Number::Exact(value) => Self::digits(value),
            Number::Float(value) => Self::Float(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_goes_round_and_a_float_stays_one() {
        let typed = Number::read("0.0500".into()).unwrap();
        assert_eq!(Value::from(typed), Value::from("0.05"));
        assert_eq!(Number::read(Value::Float(0.1)).unwrap().get(), 0.1);
        assert_eq!(Number::read(Value::Int(7)).unwrap(), Number::whole(7));
        assert!(Number::read(Value::Float(f64::NAN)).is_err());
        let error = Number::positive("-2".into()).unwrap_err();
        assert_eq!(error.to_string(), "expected a number above 0, found \"-2\"");
    }
}
