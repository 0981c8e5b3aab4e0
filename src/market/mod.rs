//! A market over time: facts from the reader's own files, and what is estimated from them.
//!
//! Each part, what it does, and what its numbers are:
//!
//! - [`read`]: the reader's files to hours: candles, open interest, liquidations, funding; exact
//! - [`map`]: which levels would liquidate how much, from where price was traded lately; estimates
//!
//! What is estimated here ranks hours by their reported liquidations. It sees nobody's positions:
//! entries, margin, hedges and collateral are not in a file of prices.

mod hour;
pub mod map;
pub mod read;

pub use hour::{Candle, Gap, HOUR_MS, Hour};
pub use read::{File, InterestUnit, Market, Partial, Summary};
