//! Judge at the edge: context, audit, flows, events.
//!
//! Each function takes an option bag and answers with values only: exact numbers as decimal
//! strings, times as UTC milliseconds, what is not known as null with a reason beside it.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod answers;
mod audit;
mod built_in;
mod class;
mod context;
mod events;
mod findings;
mod flows;
mod funding;
mod interest;
mod level;
mod months;
mod mood;
mod prices;
mod series;
mod supply;

pub use audit::{article, audit};
pub use context::context;
pub use events::events;
pub use flows::flows;
