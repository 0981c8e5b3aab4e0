//! The book of positions: who would be liquidated where.
//!
//! Facts only: leverage mixes as they are assumed, positions as they are given.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod mix;

pub use mix::{Mix, Tier};
