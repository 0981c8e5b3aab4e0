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

/// Open addressing with linear probing; zero marks a free slot.
#[derive(Debug, Default)]
struct Table {
    slots: Vec<u128>,
    used: usize,
}

impl Recent {
    /// Remembers `fingerprint`; false when it was remembered already.
    pub(super) fn insert(&mut self, fingerprint: u128) -> bool {
        // Zero is the mark of a free slot, so it shares its place with one.
        let key = fingerprint.max(1);
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
        self.find(key).is_some_and(|index| self.slots.get(index) == Some(&key))
    }

    fn clear(&mut self) {
        self.slots.fill(0);
        self.used = 0;
    }

    /// Adds `key`; false when it is there already.
    fn insert(&mut self, key: u128) -> bool {
        let place = self.find(key);
        if place.and_then(|index| self.slots.get(index)) == Some(&key) {
            return false;
        }
        let full = self.used.saturating_mul(2) >= self.slots.len();
        let place = if full { self.grown().find(key) } else { place };
        if let Some(slot) = place.and_then(|index| self.slots.get_mut(index)) {
            *slot = key;
            self.used = self.used.saturating_add(1);
        }
        true
    }

    /// The slot of `key`, or the free one where it belongs; none in a table without slots.
    fn find(&self, key: u128) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        #[allow(clippy::cast_possible_truncation, reason = "a hash is cut to the table's size")]
        let mut index = (key as usize) & mask;
        loop {
            let found = *self.slots.get(index)?;
            if found == key || found == 0 {
                return Some(index);
            }
            index = index.wrapping_add(1) & mask;
        }
    }

    /// The same keys in a table of twice the size.
    fn grown(&mut self) -> &Self {
        let size = self.slots.len().saturating_mul(2).max(SMALLEST);
        let before = std::mem::replace(&mut self.slots, vec![0; size]);
        self.used = 0;
        for key in before.into_iter().filter(|key| *key != 0) {
            let slot = self.find(key).and_then(|index| self.slots.get_mut(index));
            if let Some(slot) = slot {
                *slot = key;
                self.used = self.used.saturating_add(1);
            }
        }
        self
    }
}

/// 128 bits that stand for `parts`: two multiplicative hashes of 64 bits, mixed at the end. Two
/// different rows share them with a chance of about 2^-128, so equal means the same row.
pub(super) fn fingerprint(parts: &[&[u8]]) -> u128 {
    let (mut low, mut high) = (0x9e37_79b9_7f4a_7c15_u64, 0xc2b2_ae3d_27d4_eb4f_u64);
    let mut take = |word: u64| {
        low = (low ^ word).wrapping_mul(0x2127_599b_f432_5c37).rotate_left(29);
        high = high.rotate_left(31).wrapping_add(word).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
        high ^= high >> 29;
        low ^= low >> 32;
    };
    for part in parts {
        let (words, rest) = part.as_chunks::<8>();
        words.iter().for_each(|word| take(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        take(u64::from_le_bytes(last));
        take(part.len() as u64);
    }
    (u128::from(mix(low ^ high.rotate_left(17))) << 64) | u128::from(mix(high))
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
        assert!(recent.young.slots.len() <= 2 * GENERATION);
    }

    #[test]
    fn parts_are_not_run_together() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_ne!(fingerprint(&[b""]), fingerprint(&[b"\0"]));
        assert_eq!(fingerprint(&[b"12345678", b"9"]), fingerprint(&[b"12345678", b"9"]));
    }
}
