//! How a table is read: its columns by name or by place, and what reads a row.

use super::csv::{Columns, split};
use super::intake::{Intake, Outcome};
use super::plain_csv::Plan;
use crate::error::Result;

/// How a table is read.
pub(super) struct Layout {
    /// The wanted columns, each with the spellings of its name.
    pub(super) names: &'static [&'static [&'static str]],
    /// Columns without which a line is no header.
    pub(super) needed: &'static [usize],
    /// The rows of a table without a header; none where a header is required.
    pub(super) bare: Option<Bare>,
    /// Reads one line's fields.
    pub(super) read: ReadLine,
    /// What reads plain rows quickly, where the columns are plain.
    pub(super) quick: Option<fn(&Columns) -> Option<Plan>>,
}

/// Rows that are recognised without a header over them.
pub(super) struct Bare {
    /// How many fields they have.
    pub(super) width: usize,
    /// Whether these fields, so many of them, are such a row. No two feeds say so of one row.
    pub(super) is: fn(&Columns, &[&[u8]]) -> bool,
}

/// Reads the fields of a row by its columns; the row's whole text comes with them.
pub(super) type ReadLine = fn(&Columns, &[&[u8]], &[u8], &mut Intake<'_>) -> Result<Outcome>;
/// Reads and accounts for the rows that the text begins with, up to the first one that is not
/// plain; how many bytes they were.
pub(super) type ReadQuick = fn(&[u8], &mut Intake<'_>) -> usize;

impl Layout {
    /// The columns, where `line` is a header of this layout.
    pub(super) fn header(&self, line: &[u8]) -> Option<Columns> {
        let columns = split(line, |fields| Columns::find(fields, self.names)).ok()?;
        self.needed.iter().all(|which| columns.has(*which)).then_some(columns)
    }
}
