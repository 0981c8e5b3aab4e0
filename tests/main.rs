//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, and says what it skipped"
)]

mod bits;
mod cascade;
mod count;
mod layers;
mod money;
mod preset;
mod shared;
