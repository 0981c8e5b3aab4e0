//! Sorting a million thresholds: least significant digit first, eleven bits at a time.
//!
//! The bits of an `f64` that is 0 or more sort like the number itself. Three passes of counting
//! sort look at the 33 highest bits in which the keys differ at all, which tells all but a few
//! neighbours of a million apart; those are put in order by insertion. Where the lower bits matter
//! more than that, as when one key is far larger than the rest, all bits are sorted. Ties keep the
//! order in which they came, and what is sorted already is left alone. Below a few hundred rungs
//! the standard sort is faster.

use super::BLOCK;
use crate::order::sorted;

/// Bits of one digit.
const BITS: u32 = 11;
/// Values of one digit.
const BUCKETS: usize = 1 << BITS;
/// Passes over the highest bits.
const PASSES: u32 = 3;
/// Below this many rungs the standard sort is used.
const SMALL: usize = 512;

type Rung = (f64, f64);

/// Sorts two columns by the first, which holds numbers of 0 or more; ties keep their order.
pub(super) fn by_key(keys: &mut [f64], values: &mut [f64]) {
    if keys.is_sorted() {
        return;
    }
    if keys.len() < SMALL || u32::try_from(keys.len()).is_err() {
        let rungs: Vec<Rung> = keys.iter().copied().zip(values.iter().copied()).collect();
        return put(keys, values, &sorted(&rungs, &mut |a, b| a.0.total_cmp(&b.0)));
    }
    let (min, max) = span(keys);
    let bits = u64::BITS - (max - min).leading_zeros();
    let mut scratch = vec![(0.0, 0.0); keys.len()];
    let shift = bits.saturating_sub(PASSES * BITS);
    let high = Digits { min, shift, passes: (bits - shift).div_ceil(BITS) };
    high.sort(keys, values, &mut scratch);
    if shift > 0 && !mended(keys, values) {
        Digits { min, shift: 0, passes: bits.div_ceil(BITS) }.sort(keys, values, &mut scratch);
    }
}

/// Which bits of a key make up its digits.
#[derive(Clone, Copy)]
struct Digits {
    /// The bits of the smallest key, which are taken off all.
    min: u64,
    /// How many of the lowest are left out.
    shift: u32,
    passes: u32,
}

/// Where the next rung of each digit goes.
type Next = [u32; BUCKETS];

impl Digits {
    /// Sorts by these bits, digit by digit, from the columns into the scratch and back.
    fn sort(self, keys: &mut [f64], values: &mut [f64], scratch: &mut [Rung]) {
        let counts = self.count(keys);
        let mut scattered = false;
        for (pass, counts) in (0..self.passes).zip(&counts) {
            // A digit that all keys share orders nothing.
            if counts.iter().any(|&count| count as usize == keys.len()) {
                continue;
            }
            let mut next = starts(counts);
            if scattered {
                for block in scratch.chunks(BLOCK) {
                    self.back(pass, block, &mut next, (&mut *keys, &mut *values));
                }
            } else {
                let blocks = keys.chunks(BLOCK).zip(values.chunks(BLOCK));
                blocks.for_each(|block| self.out(pass, block, &mut next, scratch));
            }
            scattered = !scattered;
        }
        if scattered {
            put(keys, values, scratch);
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "masked to eleven bits")]
    #[inline(always)]
    const fn digit(self, key: f64, pass: u32) -> usize {
        let bits = key.to_bits().wrapping_sub(self.min);
        bits.wrapping_shr(self.shift + pass * BITS) as usize & (BUCKETS - 1)
    }

    /// How often each digit occurs in each pass.
    fn count(self, keys: &[f64]) -> Vec<Next> {
        let mut counts = vec![[0; BUCKETS]; self.passes as usize];
        for block in keys.chunks(BLOCK) {
            for (pass, counts) in (0..).zip(&mut counts) {
                self.count_block(pass, block, counts);
            }
        }
        counts
    }

    #[inline(never)]
    fn count_block(self, pass: u32, block: &[f64], counts: &mut Next) {
        for &key in block {
            if let Some(count) = counts.get_mut(self.digit(key, pass)) {
                *count += 1;
            }
        }
    }

    #[inline(never)]
    fn out(self, pass: u32, from: (&[f64], &[f64]), next: &mut Next, to: &mut [Rung]) {
        for (&key, &value) in from.0.iter().zip(from.1) {
            let Some(place) = next.get_mut(self.digit(key, pass)) else { continue };
            if let Some(slot) = to.get_mut(*place as usize) {
                *slot = (key, value);
            }
            *place += 1;
        }
    }

    #[inline(never)]
    fn back(self, pass: u32, from: &[Rung], next: &mut Next, to: (&mut [f64], &mut [f64])) {
        for &(key, value) in from {
            let Some(place) = next.get_mut(self.digit(key, pass)) else { continue };
            let at = *place as usize;
            if let (Some(k), Some(v)) = (to.0.get_mut(at), to.1.get_mut(at)) {
                (*k, *v) = (key, value);
            }
            *place += 1;
        }
    }
}

/// Where the first of each digit goes.
fn starts(counts: &Next) -> Next {
    let mut sum = 0;
    counts.map(|count| {
        let start = sum;
        sum += count;
        start
    })
}

/// The bits of the smallest and of the largest key.
fn span(keys: &[f64]) -> (u64, u64) {
    let fold = |block: &[f64]| {
        let bits = block.iter().map(|key| key.to_bits());
        bits.fold((u64::MAX, 0), |(min, max), bits| (min.min(bits), max.max(bits)))
    };
    let all = keys.chunks(BLOCK).map(fold);
    let (min, max) = all.fold((u64::MAX, 0), |a, b| (a.0.min(b.0), a.1.max(b.1)));
    (min.min(max), max)
}

/// Puts neighbours in order by insertion; false where that would take long.
fn mended(keys: &mut [f64], values: &mut [f64]) -> bool {
    let mut left = keys.len();
    for index in 1..keys.len() {
        let mut at = index;
        while at > 0 && keys.get(at) < keys.get(at - 1) {
            if left == 0 {
                return false;
            }
            left -= 1;
            keys.swap(at, at - 1);
            values.swap(at, at - 1);
            at -= 1;
        }
    }
    true
}

#[inline(never)]
fn put(keys: &mut [f64], values: &mut [f64], rungs: &[Rung]) {
    for ((key, value), &rung) in keys.iter_mut().zip(values).zip(rungs) {
        (*key, *value) = rung;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(rungs: &[Rung], what: &str) {
        let (mut keys, mut values): (Vec<f64>, Vec<f64>) = rungs.iter().copied().unzip();
        by_key(&mut keys, &mut values);
        let mut expected = rungs.to_vec();
        expected.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(keys.into_iter().zip(values).eq(expected), "{what}");
    }

    fn dice() -> impl FnMut(u64) -> f64 {
        let mut x = 1_u64;
        move |modulus: u64| {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from((x >> 33) % modulus).unwrap())
        }
    }

    #[test]
    fn it_sorts_like_the_standard_library_and_keeps_ties_in_order() {
        let mut next = dice();
        for (count, scale, modulus) in
            [(3000_u32, 1e-6, 200_000), (5000, 1e-3, 50), (2000, 1e300, 7), (600, 5e-324, 1000)]
        {
            let rungs: Vec<Rung> =
                (0..count).map(|index| (next(modulus) * scale, f64::from(index))).collect();
            agrees(&rungs, "uniform");
        }
        // A million keys and a few of them alike in their 33 highest bits.
        let rungs: Vec<Rung> =
            (0..200_000).map(|i| (0.1 + next(1 << 31) * 1e-10, f64::from(i))).collect();
        agrees(&rungs, "fine");
    }

    #[test]
    fn keys_that_differ_in_their_low_bits_alone_are_sorted_too() {
        let mut next = dice();
        // One key far away hides the rest in the bits that are looked at first.
        for far in [1e300, 1e9, 0.0] {
            let mut rungs: Vec<Rung> =
                (0..5000).map(|i| (0.25 + next(900) * f64::EPSILON, f64::from(i))).collect();
            rungs.push((far, 5.0));
            agrees(&rungs, "close");
        }
    }

    #[test]
    fn one_key_for_all_and_a_sorted_column_are_left_alone() {
        agrees(&(0..1000).map(|i| (0.25, f64::from(i))).collect::<Vec<_>>(), "one key");
        agrees(&(0..1000).map(|i| (f64::from(i), 1.0)).collect::<Vec<_>>(), "sorted");
        agrees(&(0..1000).map(|i| (f64::from(1000 - i), 1.0)).collect::<Vec<_>>(), "reversed");
        agrees(&[], "nothing");
    }
}
