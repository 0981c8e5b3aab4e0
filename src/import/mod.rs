//! Import: files and messages of any known format to events, in constant memory.
//!
//! Bytes are pushed in chunks of any size; the answer does not depend on the borders. What a file
//! is, is read from its first bytes ([`detect`]) or said by the caller, and never guessed. Each
//! feed has a file of its own that argues how it is read.
//!
//! Every row ends in exactly one of four accounts: event, duplicate, reject (with record, line,
//! field and reason) or filtered. See [`Tally`].
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod binance_csv;
mod binance_json;
mod binance_snapshot;
mod bitfinex;
mod bitget;
mod bitmex;
mod bybit;
mod bytes;
mod coinalyze;
mod coinglass;
mod contracts;
mod csv;
mod deribit;
mod dydx;
mod format;
mod frames;
mod ftx;
mod gate;
mod htx;
mod hyperliquid;
mod importer;
mod intake;
mod json;
mod kraken;
mod lighter;
mod lines;
mod okx;
mod own_csv;
mod plain_binance;
mod plain_csv;
mod recent;
mod rows;
mod symbol;
mod table;
mod tardis_csv;

pub(crate) use bytes::same;
pub use contracts::ContractValues;
pub use format::{Format, detect};
pub use importer::{Importer, Options, SideMeans, Sink, venue};
pub use intake::Tally;
pub use own_csv::{export_header, export_line};
pub use rows::{Row, rows};
pub(crate) use symbol::spread;
pub use symbol::{asset_name as asset, in_dollars};
pub(crate) use table::{Record, records};
