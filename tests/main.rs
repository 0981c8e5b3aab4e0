//! The integration tests, one binary.

mod count;
mod shared;
