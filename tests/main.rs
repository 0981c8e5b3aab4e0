//! The integration tests, one binary.

mod count;
mod feeds;
mod shared;
