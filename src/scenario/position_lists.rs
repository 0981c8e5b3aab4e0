//! Positions in columns, where the engine is a part that reads lists only: the part that a page
//! waits for has no room for them. The whole engine has [`study`](crate::wasm) and reads both.

use super::positions::{Named, PositionSpec, Positions};
use crate::error::{Error, Result};
use crate::value::Value;

/// Refuses columns.
///
/// # Errors
/// Always: which engine reads them.
pub(super) fn read(_: Value) -> Result<Positions> {
    let wanted = "a list of positions; the whole engine, `washout`, reads them in columns too";
    Err(Error::malformed(wanted, "columns"))
}

/// There are none.
pub(super) fn value(_: &[PositionSpec], named: Named) -> Value {
    match named {}
}
