//! What became of the rows of an input.

use super::origin::Origin;
use crate::error::Error;
use crate::import::{Importer, Kinds, Source, Tally};

/// What became of the rows of an input that was read to its end.
#[derive(Debug)]
pub struct Account {
    /// How many rows ended as what.
    pub tally: Tally,
    /// Of which kinds the rows are that are no liquidation.
    pub kinds: Kinds,
    /// What was read of each format, in the order in which they came.
    pub sources: Vec<Source>,
    /// What the input is; none where nothing says so.
    pub origin: Option<Origin>,
    /// The first rows that could not be read, each with its place.
    pub rejects: Vec<Error>,
    /// Markets of such rows for which nobody said what a contract is worth.
    pub without_worth: Kinds,
}

impl Account {
    /// The account of an importer that is at its end.
    #[inline(never)]
    pub(super) fn of(importer: Importer, rejects: Vec<Error>) -> Self {
        let (tally, origin) = (importer.tally(), Origin::of(&importer));
        let sources = importer.sources().to_vec();
        let (kinds, without_worth) = importer.into_kinds();
        Self { tally, kinds, sources, origin, rejects, without_worth }
    }
}
