//! Values by time from several files: what agrees is counted once, what differs is an error.

use crate::error::{Error, Result};
use crate::order;

/// Where a value was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Index of the file, from 0.
    pub(super) file: usize,
    pub(super) record: u64,
    pub(super) line: u64,
}

/// A value of one time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<T> {
    pub(super) time: i64,
    pub(super) value: T,
    pub(super) origin: Origin,
}

impl Origin {
    /// The error, at this place.
    pub(super) fn blame(self, error: Error) -> Error {
        error.at(self.record, self.line).at_index(self.file).in_field("files")
    }
}

/// The entries in the order of time, one for each, and how many repeated another.
///
/// # Errors
/// Conflict with `rule` at the later of two that differ, in `field`.
pub(super) fn joined<T: Copy + PartialEq>(
    entries: &[Entry<T>],
    rule: &'static str,
    field: &'static str,
) -> Result<(Vec<Entry<T>>, usize)> {
    let mut kept: Vec<Entry<T>> = Vec::with_capacity(entries.len());
    for entry in order::sorted(entries, &mut |a, b| a.time.cmp(&b.time)) {
        match kept.last().filter(|last| last.time == entry.time) {
            None => kept.push(entry),
            Some(last) if last.value == entry.value => {}
            Some(_) => return Err(entry.origin.blame(Error::conflict(rule).in_field(field))),
        }
    }
    let repeated = entries.len().saturating_sub(kept.len());
    Ok((kept, repeated))
}
