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

/// 128 bits that stand for `parts`. Two different rows share them with a chance that is far below
/// any chance that matters, so equal means the same row.
pub(super) fn fingerprint(parts: &[&[u8]]) -> u128 {
    // Two hashes side by side: the next step of one does not wait for the other.
    let mut even = Hash(0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f);
    let mut odd = Hash(0x1656_67b1_9e37_79f9, 0x27d4_eb2f_1656_67c5);
    for part in parts {
        let (blocks, rest) = part.as_chunks::<32>();
        let mut short = [0; 32];
        let last = match part.last_chunk::<32>() {
            // The last bytes, some of them again; the length tells the rest.
            Some(last) if !rest.is_empty() => Some(last),
            Some(_) => None,
            None => {
                short.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                Some(&short)
            }
        };
        for block in blocks.iter().chain(last) {
            if let ([a, b, c, d], []) = block.as_chunks::<8>() {
                even.take(u64::from_le_bytes(*a), u64::from_le_bytes(*b));
                odd.take(u64::from_le_bytes(*c), u64::from_le_bytes(*d));
            }
        }
        even.take(part.len() as u64, 0);
    }
    even.take(odd.0, odd.1);
    even.take(0, 0);
    (u128::from(mix(even.0)) << 64) | u128::from(mix(even.1))
}

/// A hash of pairs of words. Each step is a bijection of the state for any pair, and of the pair
/// for any state, so that rows which differ in one pair always differ in the end.
struct Hash(u64, u64);

impl Hash {
    #[inline(always)]
    fn take(&mut self, a: u64, b: u64) {
        // A product carries differences upward only, so the upper half is laid over the lower one
        // first: no change of a few digits can then be undone by that of a few others.
        let a = (self.0 ^ a ^ (a >> 32)).wrapping_mul(0x2127_599b_f432_5c37);
        let b = (self.1 ^ b ^ (b >> 32)).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
        self.0 = a.rotate_left(29).wrapping_add(b);
        self.1 = b.rotate_left(33) ^ self.0;
    }
}

/// Spreads every bit over the whole word; a bijection.
const fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_row_is_new_once_and_forgotten_only_after_a_generation() {
        let mut recent = Recent::default();
        let key = |n: usize| fingerprint(&[&n.to_le_bytes()]);
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
            let key = fingerprint(&[&row.to_le_bytes()]);
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

    #[test]
    fn every_change_of_digits_shows() {
        // Lines as a feed writes them, each with up to three other digits.
        let line = *b"\"q\":\"0.014000\",\"p\":\"104580.25000\",\"T\":1762214400000,1762214400003";
        let places: Vec<usize> = (0..line.len()).filter(|at| line[*at].is_ascii_digit()).collect();
        let mut seen = BTreeSet::new();
        let mut halves = (BTreeSet::new(), BTreeSet::new());
        for (index, first) in places.iter().enumerate() {
            for (other, second) in places.iter().enumerate().skip(index + 1) {
                for change in (0..100_u8).step_by(7) {
                    let mut changed = line;
                    changed[*first] = b'0' + change % 10;
                    changed[*second] = b'0' + change / 10;
                    changed[places[(index * 7 + other * 3) % places.len()]] ^= 1;
                    if seen.insert(changed) {
                        let key = fingerprint(&[&changed]);
                        // Each half tells them apart on its own.
                        let half = |shift: u32| key >> shift & u128::from(u64::MAX);
                        assert!(halves.0.insert(half(0)) && halves.1.insert(half(64)));
                    }
                }
            }
        }
    }

    #[test]
    fn parts_are_not_run_together() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_ne!(fingerprint(&[b""]), fingerprint(&[b"\0"]));
        assert_eq!(fingerprint(&[b"12345678", b"9"]), fingerprint(&[b"12345678", b"9"]));
    }
}
