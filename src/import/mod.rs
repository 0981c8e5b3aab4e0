//! Import: files and messages of any known feed to events, in constant memory.
//!
//! Bytes are pushed in chunks of any size; the answer does not depend on the borders. Every line,
//! message and row is recognised by itself, so that a file may hold records of several feeds in any
//! order. Each feed has a file of its own that argues how it is read and exports one description of
//! it; `feeds` is the list of them.
//!
//! Every row ends in exactly one of four accounts: event, duplicate, reject (with record, line,
//! field and reason), or no liquidation of a named kind. See [`Tally`] and [`Kinds`].
#![deny(clippy::float_arithmetic, clippy::arithmetic_side_effects)]

mod before;
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
mod currency;
mod deribit;
mod dydx;
mod feed;
mod feeds;
mod format;
mod frame;
mod frames;
mod ftx;
mod gate;
mod htx;
mod hyperliquid;
mod importer;
mod intake;
mod json;
mod kinds;
mod kraken;
mod layout;
mod lighter;
mod name;
mod okx;
mod options;
mod other;
mod own_csv;
mod plain_binance;
mod plain_csv;
mod recent;
mod row_key;
mod rows;
mod sheet;
mod sip;
mod symbol;
mod tables;
mod tardis_csv;
mod worth;

pub(crate) use bytes::same;
pub use contracts::ContractValues;
pub use format::Format;
pub use importer::{Importer, Source, venue};
pub use intake::Tally;
pub use kinds::Kinds;
pub use options::{Options, SideMeans, Sink};
pub use own_csv::{export_header, export_line};
pub use row_key::RowKey;
pub use rows::{Row, rows};
pub(crate) use sheet::{Record, records};
pub(crate) use symbol::spread;
pub use symbol::{asset_name as asset, in_dollars};
