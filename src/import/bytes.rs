//! Finding bytes eight at a time. Plain Rust, and as fast as it gets without vector instructions.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const EACH: u64 = 0x0101_0101_0101_0101;

/// One high bit for each byte of `word` that is `byte`, exactly.
pub(super) const fn matches(word: u64, byte: u8) -> u64 {
    let zero_where = word ^ EACH.wrapping_mul(byte as u64);
    !((zero_where & LOW).wrapping_add(LOW) | zero_where | LOW)
}

/// The index of the first byte whose bit is set.
pub(super) const fn first(mask: u64) -> usize {
    (mask.trailing_zeros() >> 3) as usize
}

/// Where `byte` is first in `text`.
pub(super) fn find(text: &[u8], byte: u8) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    let mut index = 0_usize;
    for word in words {
        let mask = matches(u64::from_le_bytes(*word), byte);
        if mask != 0 {
            return Some(index.wrapping_add(first(mask)));
        }
        index = index.wrapping_add(8);
    }
    rest.iter().position(|found| *found == byte).map(|at| index.wrapping_add(at))
}

/// What follows `start` in `text`; none where it begins with anything else.
#[inline(always)]
pub(super) fn after<'t, const N: usize>(text: &'t [u8], start: &[u8; N]) -> Option<&'t [u8]> {
    let (head, rest) = text.split_first_chunk::<N>()?;
    let ((words, tail), (others, other_tail)) = (head.as_chunks::<8>(), start.as_chunks::<8>());
    let long = words == others;
    let tail = match (head.last_chunk::<8>(), start.last_chunk::<8>()) {
        (Some(last), Some(other)) => last == other,
        _ => tail.iter().zip(other_tail).fold(0, |bits, (a, b)| bits | (a ^ b)) == 0,
    };
    (long && tail).then_some(rest)
}

/// Where `part` is first in `text`. For names: the library's search is made for books.
#[inline(never)]
pub(crate) fn place(text: &str, part: &str) -> Option<usize> {
    let mut parts = text.as_bytes().windows(part.len().max(1));
    parts.position(|found| found == part.as_bytes())
}

/// Whether `part` is anywhere in `text`.
pub(crate) fn has(text: &str, part: &str) -> bool {
    place(text, part).is_some()
}

/// Whether two short texts are equal; a library call for it costs more on wasm than this.
#[inline(always)]
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.len() > 16 {
        return a == b;
    }
    // The first and the last word overlap where both together are longer than the text.
    if let (Some(first), Some(last)) = (a.first_chunk::<8>(), a.last_chunk::<8>()) {
        return b.first_chunk() == Some(first) && b.last_chunk() == Some(last);
    }
    if let (Some(first), Some(last)) = (a.first_chunk::<4>(), a.last_chunk::<4>()) {
        return b.first_chunk() == Some(first) && b.last_chunk() == Some(last);
    }
    a.iter().zip(b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_the_same_and_others_are_not() {
        for length in 0..20 {
            let text = vec![b'x'; length];
            assert!(same(&text, &text.clone()));
            for at in 0..length {
                let mut other = text.clone();
                other[at] ^= 1;
                assert!(!same(&text, &other) && !same(&text, &text[..at]));
            }
        }
    }

    #[test]
    fn the_first_of_any_byte_is_found_at_any_place() {
        for length in 0..40 {
            for at in 0..length {
                for byte in [0, 1, b'\n', 0x7f, 0x80, 0xff] {
                    let mut text = vec![byte ^ 1; length];
                    text[at] = byte;
                    if let Some(last) = text.get_mut(at + 3) {
                        *last = byte;
                    }
                    assert_eq!(find(&text, byte), Some(at));
                }
            }
            assert_eq!(find(&vec![b'x'; length], b'y'), None);
        }
    }
}
