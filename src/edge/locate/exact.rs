//! Tells exact numbers of a position.

use crate::error::Result;
use crate::margin::Contract;
use crate::money::{PLACES, Rational};
use crate::value::Value;

/// A decimal of at most 18 places.
#[inline(never)]
pub(super) fn text(number: Rational) -> Result<Value> {
    number.text().map(Value::Text)
}

/// The same; null where there is no number.
#[inline(never)]
pub(super) fn optional(number: Option<Rational>) -> Result<Value> {
    number.map_or(Ok(Value::Null), text)
}

/// A share, in percent.
#[inline(never)]
pub(super) fn percent(share: Rational) -> Result<Value> {
    share.times(Rational::HUNDRED).decimal(PLACES).map(|(text, _)| Value::Text(text))
}

/// What the amounts of a contract are in.
pub(super) const fn settled_in(contract: Contract) -> &'static str {
    match contract {
        Contract::Linear => "quote",
        Contract::Inverse => "base",
    }
}
