//! The rows seen lately, by fingerprint, so that a row captured twice is counted once.
//!
//! Memory is bounded: two generations of up to [`GENERATION`] fingerprints. When the newer one is
//! full the older is forgotten, so at least the last 2^18 different rows are always remembered.

/// Fingerprints of one generation.
const GENERATION: usize = 1 << 18;
/// Slots of the smallest table.
const SMALLEST: usize = 1 << 10;

/// A set of the last 2^18 to 2^19 fingerprints.
#[derive(Debug, Default)]
pub(super) struct Recent {
    young: Table,
    old: Table,
}

/// Open addressing with linear probing. A new row is looked for in the marks alone, nearly always:
/// they are small enough to stay in the processor's cache, and the keys are not.
#[derive(Debug, Default)]
struct Table {
    /// One for each slot: zero where it is free, else eight bits of its key.
    marks: Vec<u8>,
    keys: Vec<u128>,
    used: usize,
}

impl Recent {
    /// Remembers `key`, a fingerprint; false when it was remembered already.
    pub(super) fn insert(&mut self, key: u128) -> bool {
        if self.old.used > 0 && self.old.contains(key) {
            return false;
        }
        // A full generation turns old only when something new comes, never for what it holds.
        if self.young.used >= GENERATION && !self.young.contains(key) {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.insert(key)
    }
}

impl Table {
    fn contains(&self, key: u128) -> bool {
        self.find(key).is_some_and(|(_, there)| there)
    }

    fn clear(&mut self) {
        self.marks.fill(0);
        self.used = 0;
    }

    /// Adds `key`; false when it is there already.
    fn insert(&mut self, key: u128) -> bool {
        if self.used.saturating_mul(2) >= self.marks.len() {
            self.grow();
        }
        let Some((index, false)) = self.find(key) else { return false };
        if let (Some(mark), Some(slot)) = (self.marks.get_mut(index), self.keys.get_mut(index)) {
            (*mark, *slot) = (mark_of(key), key);
            self.used = self.used.saturating_add(1);
        }
        true
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
            if mark == wanted && self.keys.get(index) == Some(&key) {
                return Some((index, true));
            }
            index = index.wrapping_add(1) & mask;
        }
    }

    /// Puts the same keys into a table of twice the size.
    fn grow(&mut self) {
        let size = self.marks.len().saturating_mul(2).max(SMALLEST);
        let marks = std::mem::replace(&mut self.marks, vec![0; size]);
        let keys = std::mem::replace(&mut self.keys, vec![0; size]);
        self.used = 0;
        for (_, key) in marks.into_iter().zip(keys).filter(|(mark, _)| *mark != 0) {
            self.insert(key);
        }
    }
}

/// Eight bits of a key that its place in the table does not use; never zero.
#[allow(clippy::cast_possible_truncation, reason = "eight bits are wanted")]
const fn mark_of(key: u128) -> u8 {
    (key >> 64) as u8 | 1
}

/// 128 bits that stand for `parts`: multiplicative hashes of two words at a time, mixed at the
/// end. Two different rows share them with a chance of about 2^-128, so equal means the same row.
pub(super) fn fingerprint(parts: &[&[u8]]) -> u128 {
    let mut even = Hash(0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f);
    let mut odd = Hash(0x1656_67b1_9e37_79f9, 0x27d4_eb2f_1656_67c5);
    for part in parts {
        // Two hashes side by side: the next step of one does not wait for the other.
        let (pairs, rest) = part.as_chunks::<16>();
        for pair in pairs {
            let pair = u128::from_le_bytes(*pair);
            even.take(low(pair));
            odd.take(low(pair >> 64));
        }
        let mut last = [0; 16];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let last = u128::from_le_bytes(last);
        even.take(low(last));
        odd.take(low(last >> 64));
        even.take(part.len() as u64);
    }
    even.take(odd.0);
    even.take(odd.1);
    let Hash(low, high) = even;
    (u128::from(mix(low ^ high.rotate_left(17))) << 64) | u128::from(mix(high))
}

/// Two hashes of 64 bits of the same words.
struct Hash(u64, u64);

impl Hash {
    #[inline(always)]
    fn take(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x2127_599b_f432_5c37).rotate_left(29);
        self.1 = self.1.rotate_left(31).wrapping_add(word).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
        self.1 ^= self.1 >> 29;
        self.0 ^= self.0 >> 32;
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is wanted")]
const fn low(pair: u128) -> u64 {
    pair as u64
}

/// Spreads every bit over the whole word; a bijection.
const fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_new_once_and_forgotten_only_after_a_generation() {
        let mut recent = Recent::default();
        let key = |n: usize| fingerprint(&[&n.to_le_bytes()]);
        for n in 0..3 * GENERATION {
            assert!(recent.insert(key(n)), "{n}");
        }
        for n in 2 * GENERATION..3 * GENERATION {
            assert!(!recent.insert(key(n)), "{n}");
        }
        assert!(recent.insert(key(0)));
        assert!(recent.young.keys.len() <= 2 * GENERATION);
    }

    #[test]
    fn parts_are_not_run_together() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_ne!(fingerprint(&[b""]), fingerprint(&[b"\0"]));
        assert_eq!(fingerprint(&[b"12345678", b"9"]), fingerprint(&[b"12345678", b"9"]));
    }
}
