//! The integration tests, one binary.

mod margin;
