//! Records that were understood and are no liquidation, by kind: plain names with their numbers.
//!
//! Feeds name the kinds of their records here or in their own file; what a message calls itself
//! stands after `message`. A file can hold any number of such names, so only so many are kept: the
//! ones given here and in the feeds' files, then those that come first in the alphabet. That
//! choice does not depend on the order in which they came, so any order and any merge of the same
//! records gives the same kinds.

use std::cmp::Ordering;

use crate::error::{Error, Result};

/// Most kinds that are kept by name.
const MOST: usize = 64;
/// Longest name of a kind, in bytes.
pub(super) const LONGEST: usize = 64;
/// What kinds beyond those are counted as.
const OTHERS: &str = "other kinds";
/// What the names of messages begin with that say themselves what they are.
pub(super) const MESSAGE: &str = "message ";

pub(super) const TRADE: &str = "trade without a liquidation flag";
pub(super) const UNFILLED: &str = "order without a fill";
pub(super) const UNFINISHED: &str = "order that is not at its end";
pub(super) const DELEVERAGED: &str = "auto-deleveraging";
pub(super) const QUIET: &str = "interval without liquidations";
pub(super) const HEADER: &str = "repeated header";
pub(super) const EMPTY: &str = "message without any item";
pub(super) const ANSWER: &str = "answer without data";
pub(super) const SUBSCRIPTION: &str = "subscription answer";
pub(super) const HEARTBEAT: &str = "heartbeat";
pub(super) const SIGN_IN: &str = "sign-in answer";
pub(super) const GREETING: &str = "greeting of the server";
pub(super) const FAILURE: &str = "error answer";

/// Numbers of records that are no liquidation, by kind.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// In the order of [`Kinds::order`], at most [`MOST`].
    named: Vec<(String, u64)>,
    others: u64,
    /// Where the last one stands; most records are of the same kind as the one before.
    last: usize,
}

impl PartialEq for Kinds {
    fn eq(&self, other: &Self) -> bool {
        self.named == other.named && self.others == other.others
    }
}

impl Eq for Kinds {}

impl Kinds {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { named: Vec::new(), others: 0, last: 0 }
    }

    /// Adds so many records of the kind `name`.
    #[allow(clippy::indexing_slicing, reason = "`last` was found or just put in")]
    pub fn add(&mut self, name: &str, count: u64) {
        if count == 0 {
            return;
        }
        if name == OTHERS {
            self.others = self.others.saturating_add(count);
            return;
        }
        if self.named.get(self.last).is_none_or(|(kept, _)| kept != name) {
            let place = self.named.binary_search_by(|(kept, _)| Self::order(kept, name));
            self.last = place.unwrap_or_else(|free| {
                self.named.insert(free, (name.to_owned(), 0));
                free
            });
        }
        let (_, sum) = &mut self.named[self.last];
        *sum = sum.saturating_add(count);
        self.forget();
    }

    /// Adds all that `other` holds. Any order of merging gives the same.
    pub fn merge(&mut self, other: &Self) {
        other.each().for_each(|(name, count)| self.add(name, count));
    }

    /// The names that are kept, in a fixed order.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(name, _)| name.as_str())
    }

    /// Every kind with its number, in a fixed order.
    pub fn each(&self) -> impl Iterator<Item = (&str, u64)> {
        let others = (self.others > 0).then_some((OTHERS, self.others));
        self.named.iter().map(|(name, count)| (name.as_str(), *count)).chain(others)
    }

    /// How many records are of kinds that are not kept by name.
    #[must_use]
    pub const fn others(&self) -> u64 {
        self.others
    }

    /// How many records it is in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.each().fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The name of a kind in a saved text, checked: such as is given here, so that no name can
    /// carry markup or commas into a report.
    ///
    /// # Errors
    /// Malformed for anything but 1 to 64 letters, digits, spaces and a few signs.
    pub fn checked(name: &str) -> Result<&str> {
        const EXPECTED: &str = "a kind of 1 to 64 letters, digits, spaces or . _ -";
        let sound =
            (1..=LONGEST).contains(&name.len()) && name.bytes().all(|b| b == b' ' || plain(b));
        if sound { Ok(name) } else { Err(Error::malformed(EXPECTED, name)) }
    }

    /// Counts the last kind among the others where there are too many.
    fn forget(&mut self) {
        if self.named.len() > MOST
            && let Some((_, count)) = self.named.pop()
        {
            self.others = self.others.saturating_add(count);
        }
    }

    /// What messages call themselves comes last, and is forgotten first.
    fn order(a: &str, b: &str) -> Ordering {
        let own = |name: &str| name.starts_with(MESSAGE);
        own(a).cmp(&own(b)).then_with(|| a.cmp(b))
    }
}

/// Letters, digits and the signs that a name may hold.
pub(super) const fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: impl Iterator<Item = usize>) -> Kinds {
        let mut kinds = Kinds::default();
        kinds.add(TRADE, 1);
        names.for_each(|n| kinds.add(&format!("message m{n:03}"), 1));
        kinds
    }

    #[test]
    fn a_bounded_number_of_kinds_is_the_same_in_any_order_and_any_merge() {
        let whole = of(0..200);
        assert_eq!(whole, of((0..200).rev()));
        assert_eq!((whole.each().count(), whole.total()), (65, 201));
        assert_eq!(whole.each().last(), Some(("other kinds", 137)));
        for border in [0, 1, 63, 64, 65, 199] {
            let (mut head, mut tail) = (of(border..200), of(0..border));
            let back = tail.clone();
            tail.merge(&head);
            head.merge(&back);
            assert_eq!(head, tail, "{border}");
            assert_eq!(head.total(), 202);
        }
    }

    #[test]
    fn names_cannot_break_a_table() {
        assert_eq!(Kinds::checked(TRADE), Ok(TRADE));
        for bad in ["", "a,b", "a\n", "<b>", &"x".repeat(65)] {
            assert_eq!(Kinds::checked(bad).unwrap_err().code(), "MALFORMED");
        }
    }
}
