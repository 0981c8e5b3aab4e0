//! The book of positions: who would be liquidated where.
//!
//! Facts only: leverage mixes as they are assumed, positions and order books as they are given.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod depth;
mod mix;
mod position;

pub use depth::{Depth, Level, total as depth_total};
pub use mix::{Mix, Tier};
pub use position::{Basis, Position};
