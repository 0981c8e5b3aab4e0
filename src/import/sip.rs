//! SipHash-1-3 of 128 bits, of words that come one by one.
//!
//! The same as the crate `siphasher`, which a test holds it against. That one keeps its state in
//! memory where code is made small, as in the part that counts on a page: a million lines took half
//! as long again.

/// A hash with a secret key, so far.
#[derive(Clone, Copy)]
pub(super) struct Sip {
    state: [u64; 4],
    /// How many words were taken.
    words: usize,
}

impl Sip {
    /// The beginning, with the key.
    pub(super) fn new(key: [u8; 16]) -> Self {
        let key = u128::from_le_bytes(key);
        #[allow(clippy::cast_possible_truncation, reason = "each half of the key")]
        let (low, high) = (key as u64, (key >> 64) as u64);
        let state = [
            low ^ 0x736f_6d65_7073_6575,
            high ^ 0x646f_7261_6e64_6f6d ^ 0xee,
            low ^ 0x6c79_6765_6e65_7261,
            high ^ 0x7465_6462_7974_6573,
        ];
        Self { state, words: 0 }
    }

    /// Takes a word.
    #[inline(always)]
    pub(super) fn take(&mut self, word: u64) {
        self.state[3] ^= word;
        round(&mut self.state);
        self.state[0] ^= word;
        self.words = self.words.wrapping_add(1);
    }

    /// Takes the whole words of a text; returns the remainder.
    #[inline(always)]
    pub(super) fn text<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let (words, rest) = text.as_chunks::<8>();
        words.iter().for_each(|word| self.take(u64::from_le_bytes(*word)));
        rest
    }

    /// Takes the last bytes, less than a word; the hash of everything.
    #[inline(always)]
    pub(super) fn end(mut self, rest: &[u8]) -> u128 {
        let length = self.words.wrapping_mul(8).wrapping_add(rest.len());
        self.take(padded(rest) | (length as u64) << 56);
        self.state[2] ^= 0xee;
        let low = self.half();
        self.state[1] ^= 0xdd;
        u128::from(self.half()) << 64 | u128::from(low)
    }

    fn half(&mut self) -> u64 {
        (0..3).for_each(|_| round(&mut self.state));
        self.state.iter().fold(0, |bits, word| bits ^ word)
    }
}

/// Less than eight bytes as a word, with zeros after them.
#[inline(always)]
pub(super) fn padded(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[inline(always)]
const fn round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32).wrapping_add(*d);
    *c = c.wrapping_add(*b);
    *d = d.rotate_left(21) ^ *a;
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use siphasher::sip128::SipHasher13;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_hash_of_that_name(
            key in any::<[u8; 16]>(),
            text in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            let mut hash = Sip::new(key);
            let rest = hash.text(&text);
            prop_assert_eq!(hash.end(rest), SipHasher13::new_with_key(&key).hash(&text).as_u128());
        }
    }
}
