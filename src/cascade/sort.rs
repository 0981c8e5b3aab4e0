//! Sorting a million thresholds: least significant digit first, eleven bits at a time.
//!
//! The bits of an `f64` that is 0 or more sort like the number itself, so six passes of counting
//! sort put any column in order, ties in the order they came. Below a few hundred rungs the
//! standard sort is faster.

use crate::order::sorted;

/// Bits of one digit.
const BITS: u32 = 11;
/// Values of one digit.
const BUCKETS: usize = 1 << BITS;
/// Passes over 63 bits: the sign is never set.
const PASSES: u32 = 6;
/// Below this many rungs the standard sort is used.
const SMALL: usize = 512;

/// Sorts `(key, value)` by a key of 0 or more that is no NaN; ties keep their order.
pub(super) fn by_key(rungs: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    if rungs.len() < SMALL || u32::try_from(rungs.len()).is_err() {
        return sorted(&rungs, &mut |a, b| a.0.total_cmp(&b.0));
    }
    let counts = count(&rungs);
    let mut from = rungs;
    let mut to = vec![(0.0, 0.0); from.len()];
    for (pass, counts) in (0..PASSES).zip(counts.chunks_exact(BUCKETS)) {
        // A digit that all keys share orders nothing.
        if counts.iter().any(|&count| count as usize == from.len()) {
            continue;
        }
        let mut next = starts(counts);
        for &rung in &from {
            let Some(place) = next.get_mut(digit(rung.0, pass)) else { continue };
            if let Some(slot) = to.get_mut(*place as usize) {
                *slot = rung;
            }
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

#[allow(clippy::cast_possible_truncation, reason = "masked to eleven bits")]
const fn digit(key: f64, pass: u32) -> usize {
    (key.to_bits() >> (pass * BITS)) as usize & (BUCKETS - 1)
}

/// How often each digit occurs in each pass, in one walk.
fn count(rungs: &[(f64, f64)]) -> Vec<u32> {
    let mut counts = vec![0_u32; BUCKETS * PASSES as usize];
    for &(key, _) in rungs {
        for (pass, counts) in (0..PASSES).zip(counts.chunks_exact_mut(BUCKETS)) {
            if let Some(count) = counts.get_mut(digit(key, pass)) {
                *count += 1;
            }
        }
    }
    counts
}

/// Where the first of each digit goes.
fn starts(counts: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let start = |count: &u32| {
        let start = sum;
        sum += count;
        start
    };
    counts.iter().map(start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_like_the_standard_library_and_keeps_ties_in_order() {
        let mut x = 1_u64;
        let mut next = |modulus: u64| {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((x >> 33) % modulus).unwrap()
        };
        for (count, scale, modulus) in
            [(3000_u32, 1e-6, 200_000), (5000, 1e-3, 50), (2000, 1e300, 7), (600, 5e-324, 1000)]
        {
            let rungs: Vec<(f64, f64)> = (0..count)
                .map(|index| (f64::from(next(modulus)) * scale, f64::from(index)))
                .collect();
            let mut expected = rungs.clone();
            expected.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert_eq!(by_key(rungs), expected, "{count} {scale}");
        }
    }

    #[test]
    fn one_key_for_all_is_left_alone() {
        let rungs: Vec<(f64, f64)> = (0..1000).map(|i| (0.25, f64::from(i))).collect();
        assert_eq!(by_key(rungs.clone()), rungs);
    }
}
