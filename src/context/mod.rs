//! What the market was doing: each question answered with its rule.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

pub mod metric;
