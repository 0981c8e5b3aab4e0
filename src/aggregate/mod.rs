//! Aggregates: exact totals of events by side, asset, venue, symbol and time, that merge.
//!
//! | noun | what |
//! |---|---|
//! | [`Cell`], [`Sum`], [`Split`] | counts and exact sums, for one side and for both |
//! | [`Gather`] | events to a cube |
//! | [`Cube`] | everything that is kept of a file: what a partial aggregate is |
//! | [`Partial`] | a cube as text: saved, loaded, merged |
//! | [`Report`] | what is shown of a cube |
//!
//! Sums are exact, so any order, any chunking and any merge tree of the same events gives the same
//! cube. Overflow is an error. Memory is bounded: where there would be more than 2^17 different
//! (series, bucket) or 2^18 different minutes, the grid of time gets coarser, never the sums.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod blocks;
mod cell;
mod cube;
mod gather;
mod grid;
mod largest;
mod partial;
mod report;
mod table;
mod window;

pub use cell::{Cell, Split, Sum};
pub use cube::{Cube, Series};
pub use gather::Gather;
pub use grid::Bucket;
pub use largest::Order;
pub use partial::Partial;
pub use report::{Gap, Group, Report};
pub use window::{Span, Window};
