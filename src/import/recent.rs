//! The rows seen lately, by fingerprint, so that a row captured twice is counted once.
//!
//! Memory is bounded: two generations of up to [`GENERATION`] fingerprints. When the newer one is
//! full the older is forgotten, so at least the last 2^18 different rows are always remembered.

use crate::time::Time;

/// Fingerprints of one generation.
const GENERATION: usize = 1 << 18;
/// Slots of the smallest table, and by how much one grows: three times up to the largest.
const SMALLEST: usize = 1 << 10;
const GROWTH: usize = 8;

/// A set of the last 2^18 to 2^19 fingerprints.
#[derive(Debug, Default)]
pub(super) struct Recent {
    young: Table,
    old: Table,
    /// The latest time of any row so far.
    latest: Option<Time>,
}

/// Keys in the order in which they came, and an index of them that is made when one is looked for:
/// open addressing with linear probing. A new row is looked for in the marks alone, nearly always:
/// they are small enough to stay in the processor's cache, and the keys are not.
#[derive(Debug, Default)]
struct Table {
    keys: Vec<u128>,
    /// How many of the keys are in the index.
    indexed: usize,
    /// One for each slot: zero where it is free, else some bits of its key.
    marks: Vec<u8>,
    /// Which of the keys is in each slot.
    places: Vec<u32>,
}

impl Recent {
    /// Remembers the fingerprint of a row of this time; false when it was remembered already.
    pub(super) fn insert(&mut self, key: u128, time: Time) -> bool {
        self.latest = self.latest.max(Some(time));
        if self.old.contains(key) || self.young.contains(key) {
            return false;
        }
        self.remember(key);
        true
    }

    /// The same for a fingerprint of which the time is a part: a row that is later than all others
    /// cannot be one of them, so it is not looked for.
    #[inline]
    pub(super) fn insert_dated(&mut self, key: u128, time: Time) -> bool {
        if Some(time) <= self.latest {
            return self.insert(key, time);
        }
        self.latest = Some(time);
        self.remember(key);
        true
    }

    /// Remembers a new key. A full generation turns old only when something new comes.
    fn remember(&mut self, key: u128) {
        if self.young.keys.len() >= GENERATION {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.keys.push(key);
    }
}

impl Table {
    fn clear(&mut self) {
        self.keys.clear();
        self.indexed = 0;
        self.marks.fill(0);
    }

    fn contains(&mut self, key: u128) -> bool {
        if self.indexed < self.keys.len() {
            self.index();
        }
        self.find(key).is_some_and(|(_, there)| there)
    }

    /// Puts the keys that came since the last time into the index.
    fn index(&mut self) {
        let mut slots = self.marks.len().max(SMALLEST);
        while slots < self.keys.len().saturating_mul(2) {
            slots = slots.saturating_mul(GROWTH);
        }
        if slots > self.marks.len() {
            (self.marks, self.places) = (vec![0; slots], vec![0; slots]);
            self.indexed = 0;
        }
        while let Some(key) = self.keys.get(self.indexed).copied() {
            if let Some((slot, _)) = self.find(key) {
                self.put(slot, key);
            }
            self.indexed = self.indexed.saturating_add(1);
        }
    }

    fn put(&mut self, slot: usize, key: u128) {
        if let (Some(mark), Some(place)) = (self.marks.get_mut(slot), self.places.get_mut(slot)) {
            *mark = mark_of(key);
            *place = u32::try_from(self.indexed).unwrap_or(u32::MAX);
        }
    }

    /// The slot of `key`, or the free one where it belongs, and whether it is there; none in a
    /// table without slots.
    #[inline(always)]
    fn find(&self, key: u128) -> Option<(usize, bool)> {
        let (mask, wanted) = (self.marks.len().checked_sub(1)?, mark_of(key));
        #[allow(clippy::cast_possible_truncation, reason = "a hash is cut to the table's size")]
        let mut index = (key as usize) & mask;
        loop {
            let mark = *self.marks.get(index)?;
            if mark == 0 {
                return Some((index, false));
            }
            if mark == wanted && self.key(index) == Some(&key) {
                return Some((index, true));
            }
            index = index.wrapping_add(1) & mask;
        }
    }

    fn key(&self, index: usize) -> Option<&u128> {
        self.keys.get(*self.places.get(index)? as usize)
    }
}

/// Eight bits of a key that its place in the table does not use; never zero.
#[allow(clippy::cast_possible_truncation, reason = "eight bits are wanted")]
const fn mark_of(key: u128) -> u8 {
    (key >> 64) as u8 | 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::import::row_key::RowKey;

    #[test]
    fn a_row_is_new_once_and_forgotten_only_after_a_generation() {
        let mut recent = Recent::default();
        let key = |n: usize| RowKey::default().fingerprint(&[&n.to_le_bytes()]);
        for n in 0..3 * GENERATION {
            assert!(recent.insert(key(n), time(0)), "{n}");
        }
        for n in 2 * GENERATION..3 * GENERATION {
            assert!(!recent.insert(key(n), time(0)), "{n}");
        }
        assert!(recent.insert(key(0), time(0)));
        assert!(recent.young.marks.len() <= 2 * GENERATION);
    }

    fn time(ms: usize) -> Time {
        Time::parse("2025-11-04").unwrap().after(i64::try_from(ms).unwrap()).unwrap()
    }

    /// Against sets of the library, in two generations.
    #[test]
    fn dated_rows_are_remembered_as_all_others() {
        let (mut recent, mut young, mut old) =
            (Recent::default(), BTreeSet::new(), BTreeSet::new());
        let mut state = 1_u64;
        for n in 0..3 * GENERATION {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Mostly later than all before; now and then one of the last, or of long ago.
            let row = match state >> 59 {
                0 => n.saturating_sub(1),
                1 => n / 2,
                _ => n,
            };
            let key = RowKey::default().fingerprint(&[&row.to_le_bytes()]);
            let new = !young.contains(&row) && !old.contains(&row);
            if new && young.len() >= GENERATION {
                old = std::mem::take(&mut young);
            }
            if new {
                young.insert(row);
            }
            let found = match state >> 40 & 7 {
                0 => recent.insert(key, time(row)),
                _ => recent.insert_dated(key, time(row)),
            };
            assert_eq!(found, new, "{n}");
        }
    }
}
