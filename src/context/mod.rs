//! What the market was doing: each question answered with its rule, its inputs and its result.
//!
//! Each file and the question that it answers:
//!
//! - [`read`]: which days a file of prices, funding, sentiment or supply holds, and which it lacks
//! - [`series`]: the named series that every answer is taken from
//! - [`extreme`]: how far below the peak; the lowest or highest since when
//! - [`season`]: how this month began, among the same months of other years
//! - [`sentiment`]: which provider's Fear & Greed, and the label under which bands
//! - [`funding`]: the rate per eight hours and a year, and its regime
//! - [`interest`]: price and open interest in coins; liquidations to open interest and volume
//! - [`deleveraging`]: none, flush, disorderly, collapse or re-leveraging, condition by condition
//! - [`supply`]: the change of a supply over days; leverage against its own history
//! - [`level`]: above, on or below a named level
//! - [`metric`]: single figures by their formula
//!
//! An input that is not there makes an answer "cannot be checked"; nothing is ever guessed.
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

pub mod answer;
pub mod deleveraging;
pub mod extreme;
pub mod funding;
pub mod interest;
pub mod level;
pub mod metric;
pub mod read;
pub mod season;
pub mod sentiment;
pub mod series;
pub mod supply;

pub use answer::{Answer, Finding, Unknown, Used};
