//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a test fails by panicking, and says what it skipped"
)]

mod bits;
mod books;
mod cascade;
mod cascade_laws;
mod circles;
mod contagion;
mod contagion_laws;
mod count;
mod duplicates;
mod engine_laws;
mod feeds;
mod judge;
mod layers;
mod ledger;
mod ledger_columns;
mod limit_laws;
mod margin;
mod market;
mod mixtures;
mod money;
mod positions;
mod preset;
mod preview;
mod quick;
mod recognition;
mod shared;
mod symbols;
mod tables;
