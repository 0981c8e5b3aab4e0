//! The audit of an article: a list of claims, each a formula over named inputs, evaluated exactly.
//!
//! A claim has one or more readings, because most printed sentences have: "the lowest since June"
//! is one thing on closing prices and another on lows. If every reading holds, the claim holds;
//! if some do, it holds only if those are meant; if none does, it does not hold; and if what is
//! needed is not known, it cannot be checked. Nothing is guessed.
//!
//! [`article`] is the first audit; others are written in the same form, as data.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

pub mod article;
mod audit;
mod claim;
mod expr;
mod inputs;
mod unit;

pub use audit::{Line, Outcome, ReadingResult, Verdict, audit};
pub use claim::{Claim, Comparison, Kind, Measure, Reading, Test};
pub use expr::{Expr, Unmet};
pub use inputs::{Datum, Input, Inputs};
pub use unit::Unit;
