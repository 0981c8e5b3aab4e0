//! Steps that estimates are rounded to before they are settled.

use crate::error::{Error, Kind, Result};
use crate::money::{Price, Qty, Ratio};
use crate::scenario::Number;

/// Significant digits of the tick that is chosen where none is stated.
const TICK_DIGITS: i32 = 13;
/// Decimal places of coins in a synthetic book, and of sold parts.
pub(super) const COIN_PLACES: u32 = 8;

/// A tick of 13 significant digits of the price, as far as products with quantities of `finest`
/// places stay exact.
pub(crate) fn tick(price: f64, finest: u32) -> Result<Price> {
    let magnitude = libm::floor(libm::log10(price));
    #[allow(clippy::cast_possible_truncation, reason = "a logarithm of a price is small")]
    let wanted = (TICK_DIGITS - 1 - magnitude as i32).clamp(0, 16);
    let places = wanted.unsigned_abs().min(20_u32.saturating_sub(finest.max(COIN_PLACES)));
    Price::new(rust_decimal::Decimal::new(1, places))
}

/// The step of estimated quantities.
pub(crate) fn coin() -> Result<Qty> {
    Qty::new(rust_decimal::Decimal::new(1, COIN_PLACES))
}

/// A price that was typed as it is, an estimate at the tick.
pub(crate) fn price(number: Number, tick: Price) -> Result<Price> {
    match number {
        Number::Exact(price) => Price::new(price),
        Number::Float(price) => Price::from_estimate(price, tick),
    }
}

/// A flow that was typed as it is, an estimate at the step of coins.
pub(crate) fn flow(number: Number) -> Result<Ratio> {
    match number {
        Number::Exact(flow) => Ok(Ratio::new(flow)),
        Number::Float(flow) => Ok(Ratio::new(Qty::from_estimate(flow, coin()?)?.decimal())),
    }
}

/// Whether an error says that a price, a quantity or a sum does not fit exact money.
pub(crate) fn is_beyond_money(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::OutOfRange { .. }
            | Kind::Overflow { .. }
            | Kind::Inexact { .. }
            | Kind::TooManyPlaces { .. }
    )
}

/// What was settled; none where the amounts are beyond exact money, for they have an outcome all
/// the same, only no ledger.
pub(crate) fn within_money<T>(settled: Result<T>) -> Result<Option<T>> {
    match settled {
        Err(error) if is_beyond_money(&error) => Ok(None),
        other => other.map(Some),
    }
}
