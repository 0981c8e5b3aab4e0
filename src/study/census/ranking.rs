//! What the rows of an input were, the most frequent first.

use crate::import::{Kinds, Source};
use crate::order::sorted;

/// How often something came in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency<'a> {
    /// The name of a format, or of a kind of records that are no liquidation.
    pub name: &'a str,
    /// What it is ranked by: the liquidations of a format, the records of a kind.
    pub number: u64,
    /// Rows and message items of it, whatever became of them.
    pub rows: u64,
}

/// What was read of each format: the one with the most liquidations first, equal ones by name.
#[must_use]
pub fn ranked_formats(sources: &[Source]) -> Vec<Frequency<'static>> {
    ranked(
        sources
            .iter()
            .map(|source| Frequency {
                name: source.format.as_str(),
                number: source.events,
                rows: source.rows,
            })
            .collect(),
    )
}

/// Records that are no liquidation, by kind: the most frequent first, equal ones by name.
///
/// ```
/// use washout::import::Kinds;
/// use washout::study::census::ranked_kinds;
///
/// let mut kinds = Kinds::new();
/// kinds.add("greeting of the server", 1);
/// kinds.add("heartbeat", 12);
/// assert_eq!(ranked_kinds(&kinds)[0].name, "heartbeat");
/// ```
#[must_use]
pub fn ranked_kinds(kinds: &Kinds) -> Vec<Frequency<'_>> {
    ranked(kinds.each().map(|(name, number)| Frequency { name, number, rows: number }).collect())
}

#[inline(never)]
fn ranked(names: Vec<Frequency<'_>>) -> Vec<Frequency<'_>> {
    sorted(&names, &mut |a, b| b.number.cmp(&a.number).then_with(|| a.name.cmp(b.name)))
}
