//! How a row is recognised when it comes a second time.
//!
//! A row that is taken for one seen before is not counted, so nobody who writes a file may be able
//! to make two rows alike. Two ways lead there: a fast hash with a secret key (SipHash-1-3 of 128
//! bits), which somebody who does not know the key cannot aim at; and without a key a
//! cryptographic hash (BLAKE3, cut to 128 bits), which takes four times as long a row. The core
//! has no random source, so the key is an input.

use std::fmt;

use super::sip::{Sip, padded};
use crate::error::{Error, Result};

const EXPECTED: &str = "a key of 32 hexadecimal digits";

/// How duplicates are recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "digest", derive(Default))]
pub struct RowKey(Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "digest", derive(Default))]
enum Kind {
    /// By a cryptographic hash, without a key.
    #[cfg(feature = "digest")]
    #[default]
    Digest,
    /// By a hash with this key.
    Secret([u8; 16]),
}

impl RowKey {
    /// A key that whoever writes the rows does not know: 128 bits of a random source.
    #[must_use]
    pub const fn secret(key: [u8; 16]) -> Self {
        Self(Kind::Secret(key))
    }

    /// The same as text.
    ///
    /// # Errors
    /// Malformed for anything but 32 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self> {
        // The text is not repeated: it is a secret.
        let bad = || Error::malformed(EXPECTED, "another text");
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(bad()) };
        let mut key = [0; 16];
        if pairs.len() != key.len() {
            return Err(bad());
        }
        for (byte, [high, low]) in key.iter_mut().zip(pairs) {
            let (high, low) = (digit(*high).ok_or_else(bad)?, digit(*low).ok_or_else(bad)?);
            *byte = high << 4 | low;
        }
        Ok(Self::secret(key))
    }

    /// 128 bits that stand for `parts`: equal ones mean equal parts, for all that anybody can do.
    pub(super) fn fingerprint(&self, parts: &[&[u8]]) -> u128 {
        match &self.0 {
            #[cfg(feature = "digest")]
            Kind::Digest => digest(parts),
            Kind::Secret(key) => keyed(*key, parts),
        }
    }
}

/// The value of a hexadecimal digit.
const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte & 15),
        b'a'..=b'f' | b'A'..=b'F' => Some((byte & 15).wrapping_add(9)),
        _ => None,
    }
}

impl fmt::Debug for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowKey").finish_non_exhaustive()
    }
}

/// Each part after its length, in whole words, so that parts are not run together.
fn keyed(key: [u8; 16], parts: &[&[u8]]) -> u128 {
    let mut hash = Sip::new(key);
    for part in parts {
        hash.take(part.len() as u64);
        let rest = hash.text(part);
        if !rest.is_empty() {
            hash.take(padded(rest));
        }
    }
    hash.end(&[])
}

#[cfg(feature = "digest")]
fn digest(parts: &[&[u8]]) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut half = [0; 16];
    hasher.finalize_xof().fill(&mut half);
    u128::from_le_bytes(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f";

    fn keys() -> [RowKey; 3] {
        let other = RowKey::parse("100102030405060708090A0B0C0D0E0F");
        [RowKey::default(), RowKey::parse(KEY).unwrap(), other.unwrap()]
    }

    #[test]
    fn parts_are_not_run_together() {
        for key in keys() {
            let of = |parts: &[&[u8]]| key.fingerprint(parts);
            assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
            assert_ne!(of(&[b""]), of(&[b"\0"]));
            assert_ne!(of(&[b"", b"a"]), of(&[b"a", b""]));
            assert_ne!(of(&[b"a"]), of(&[b"a", b""]));
            assert_ne!(of(&[b"", b"", b"row"]), of(&[b"", b"row"]));
            assert_ne!(of(&[b"abc\0", b"row"]), of(&[b"abc", b"row"]));
            assert_ne!(of(&[b"longer than it", b"row"]), of(&[b"longer than i", b"trow"]));
            assert_eq!(of(&[b"12345678", b"9"]), of(&[b"12345678", b"9"]));
        }
    }

    #[test]
    fn each_key_tells_rows_apart_in_its_own_way() {
        let found = keys().map(|key| key.fingerprint(&[b"row"]));
        assert!(found[0] != found[1] && found[0] != found[2] && found[1] != found[2]);
    }

    #[test]
    fn every_digit_of_a_key_counts() {
        let key = RowKey::parse(KEY).unwrap();
        assert!(key == RowKey::secret(std::array::from_fn(|at| u8::try_from(at).unwrap())));
        assert!(key == RowKey::parse(&KEY.to_uppercase()).unwrap());
    }

    #[test]
    fn a_key_is_32_hexadecimal_digits_and_is_never_repeated() {
        for bad in
            ["", "00", &"g".repeat(32), &"+".repeat(32), &"0".repeat(33), "é".repeat(16).as_str()]
        {
            let error = RowKey::parse(bad).unwrap_err();
            assert_eq!((error.code(), error.to_string().contains(EXPECTED)), ("MALFORMED", true));
        }
        assert_eq!(format!("{:?}", RowKey::parse(KEY).unwrap()), "RowKey { .. }");
    }
}
