//! Past washouts and squeezes: every figure with its source, unverified ones marked, early and
//! revised totals side by side, and a table that compares them.
//!
//! The figures are facts in print, none audited by an exchange. Totals are floors, because feeds
//! are sampled, and they are revised: one day of September 2025 was 1.7 billion USD in its own
//! reports and 3.62 in a later list.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod compare;
mod direction;
mod record;
mod rows;
mod table;

pub use compare::{Basis, Comparison, compare};
pub use direction::Direction;
pub use record::{Printed, Record, Source, record, source};
pub(crate) use rows::{DEFAULTS, WRITTEN, default_rows, preset_rows};
pub use table::{Event, Figure, What, all};
