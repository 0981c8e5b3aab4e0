//! Exact money: four newtypes, and only the products that mean something.
//!
//! Each operation, its result, and a note:
//!
//! - [`Price`] × [`Qty`]: [`Usd`]; exact, or an error
//! - [`Usd`] ± [`Usd`]: [`Usd`]; exact, or overflow
//! - [`Usd`] × [`Ratio`]: [`Usd`]; exact, or an error
//! - [`Usd`] ÷ [`Usd`]: [`Ratio`]; rounded half to even at 18 places; none when dividing by zero
//! - [`Qty`] summed: [`Coins`]; exact, or overflow
//!
//! Nothing here rounds unless its name or its line above says so, and nothing takes or gives a
//! float: [`crate::approx`] is the only door to the estimates.
//!
//! A [`Price`], [`Qty`] or [`Ratio`] is a [`rust_decimal::Decimal`] within stated bounds. A sum
//! is an `i128` at a fixed scale, because `rust_decimal` rounds silently when a sum or product
//! outgrows 28 digits. Like a decimal on paper a sum keeps the places of its terms:
//! `1.50 + 1.5` prints as `3.00`.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod digits;
mod fixed;
mod kinds;
mod numeral;
mod rational;
mod text;
pub(crate) mod wide;

pub(crate) use digits::{Digits, run as digit_run};
pub use fixed::Fixed;
pub(crate) use fixed::wide;
pub use kinds::{Coins, MAX_PLACES, Price, Qty, RATIO_PLACES, Ratio, Usd};
pub use numeral::Numeral;
pub use rational::{Direction, PLACES, Rational};
pub use text::{parse_decimal, parse_decimal_bytes};
