//! Small readers for the files that context is taken from: text in, a named series out.
//!
//! Each as CSV, and as JSON:
//!
//! - prices: `date,open,high,low,close[,volume]`; Binance klines: arrays of open time, open, high,
//!   low, close, volume, …
//! - Fear & Greed: `date,value[,label]`; alternative.me: objects of `value`,
//!   `value_classification`, `timestamp` in seconds
//! - funding: `date,rate`; Binance: objects of `fundingTime`, `fundingRate`
//! - a supply or any other value: `as_of,value[,status]`; –
//!
//! A bad row is an error with its record, line and field. Rows that say of themselves that they
//! are not sound (a `status` other than `ok`) are left out and listed.

mod tables;

pub use tables::{Skipped, Table, candles, fear_greed, funding, interval_hours, values};
