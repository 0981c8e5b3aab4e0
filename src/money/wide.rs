//! Whole numbers of up to 512 bits, without allocation: what an exact quotient is made of.
//!
//! A liquidation price of 17-digit inputs needs numerators beyond an `i128`; 512 bits hold the
//! product of nine such numbers. What does not fit is no number, never a wrong one.
//!
//! `#[inline(never)]` because a copy of a 512-bit loop at every call triples the wasm.

use std::cmp::Ordering;
use std::fmt;

/// 64-bit digits, lowest first.
const LIMBS: usize = 8;
const BITS: u32 = 512;

/// A whole number from 0 to 2^512 − 1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wide([u64; LIMBS]);

impl Wide {
    pub(crate) const ZERO: Self = Self([0; LIMBS]);
    pub(crate) const ONE: Self = Self([1, 0, 0, 0, 0, 0, 0, 0]);

    pub(crate) const fn new(value: u128) -> Self {
        let (low, high) = halves(value);
        Self([low, high, 0, 0, 0, 0, 0, 0])
    }

    /// 10^`power`, where it fits.
    #[inline(never)]
    pub(crate) fn pow10(power: u32) -> Option<Self> {
        match power.checked_sub(38) {
            None => 10_u128.checked_pow(power).map(Self::new),
            Some(rest) => Self::new(10_u128.pow(38)).mul(Self::pow10(rest)?),
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    pub(crate) const fn is_odd(self) -> bool {
        let [lowest, ..] = self.0;
        lowest & 1 == 1
    }

    /// The number as a `u128`, where it fits.
    pub(crate) fn narrow(self) -> Option<u128> {
        let [low, high, rest @ ..] = self.0;
        (rest == [0; 6]).then(|| u128::from(high) << 64 | u128::from(low))
    }

    /// How many binary digits it has; none for zero.
    #[inline(never)]
    pub(crate) fn bits(self) -> u32 {
        let mut bits = BITS;
        for limb in self.0.iter().rev() {
            if *limb != 0 {
                return bits.saturating_sub(limb.leading_zeros());
            }
            bits = bits.saturating_sub(64);
        }
        0
    }

    #[inline(never)]
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        let mut carry = false;
        let mut sum = self.0;
        for (a, b) in sum.iter_mut().zip(other.0) {
            let (partial, first) = a.overflowing_add(b);
            let (whole, second) = partial.overflowing_add(u64::from(carry));
            (*a, carry) = (whole, first | second);
        }
        (!carry).then_some(Self(sum))
    }

    /// The difference; none when it would be negative.
    #[inline(never)]
    pub(crate) fn sub(self, other: Self) -> Option<Self> {
        let mut borrow = false;
        let mut difference = self.0;
        for (a, b) in difference.iter_mut().zip(other.0) {
            let (partial, first) = a.overflowing_sub(b);
            let (whole, second) = partial.overflowing_sub(u64::from(borrow));
            (*a, borrow) = (whole, first | second);
        }
        (!borrow).then_some(Self(difference))
    }

    /// The product; none when it might not fit.
    #[inline(never)]
    pub(crate) fn mul(self, other: Self) -> Option<Self> {
        let bits = self.bits().saturating_add(other.bits());
        if bits <= 128 {
            return self.narrow()?.checked_mul(other.narrow()?).map(Self::new);
        }
        if bits > BITS {
            return None;
        }
        let mut product = [0_u64; LIMBS];
        for (shift, a) in self.0.into_iter().enumerate() {
            let mut carry = 0_u64;
            for (place, b) in product.iter_mut().skip(shift).zip(other.0) {
                let term = u128::from(a).wrapping_mul(u128::from(b));
                // At most (2^64 − 1)^2 + 2 (2^64 − 1), which is 2^128 − 1.
                let term = term.wrapping_add(u128::from(*place)).wrapping_add(u128::from(carry));
                (*place, carry) = halves(term);
            }
        }
        Some(Self(product))
    }

    /// Quotient and remainder; none when dividing by zero.
    #[inline(never)]
    pub(crate) fn div_rem(self, by: Self) -> Option<(Self, Self)> {
        if let (Some(top), Some(bottom)) = (self.narrow(), by.narrow()) {
            let quotient = top.checked_div(bottom)?;
            return Some((Self::new(quotient), Self::new(top.checked_rem(bottom)?)));
        }
        if by.is_zero() {
            return None;
        }
        let steps = self.bits().saturating_sub(by.bits());
        if steps < 63 && self.bits() < BITS {
            return self.div_rem_short(by);
        }
        let (mut quotient, mut rest) = (Self::ZERO, self);
        let mut part = by.shl(steps);
        for _ in 0..=steps {
            quotient = quotient.shl(1);
            if let Some(less) = rest.sub(part) {
                rest = less;
                quotient = quotient.add(Self::ONE)?;
            }
            part = part.shr(1);
        }
        Some((quotient, rest))
    }

    /// The same for a quotient of at most 63 bits of numbers beyond 128: a guess from the leading
    /// digits, which is never too large, and its few steps to the quotient.
    #[inline(never)]
    fn div_rem_short(self, by: Self) -> Option<(Self, Self)> {
        let down = by.bits().saturating_sub(63);
        let (top, bottom) = (self.shr(down).narrow()?, by.shr(down).narrow()?);
        let bottom = u64::try_from(bottom.checked_add(1)?).ok()?;
        let (mut quotient, _) = by_one_limb(top, bottom)?;
        let mut rest = self.sub(by.mul(Self::new(quotient))?)?;
        while let Some(less) = rest.sub(by) {
            rest = less;
            quotient = quotient.checked_add(1)?;
        }
        Some((Self::new(quotient), rest))
    }

    /// The largest number that divides both, by Stein's binary algorithm.
    #[inline(never)]
    pub(crate) fn gcd(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return if self.is_zero() { other } else { self };
        }
        let twos = self.trailing_zeros().min(other.trailing_zeros());
        let mut a = self.shr(self.trailing_zeros());
        let mut b = other.shr(other.trailing_zeros());
        loop {
            if let (Some(a), Some(b)) = (a.narrow(), b.narrow()) {
                return Self::new(odd_gcd(a, b)).shl(twos);
            }
            let (large, small) = if a < b { (b, a) } else { (a, b) };
            let Some(rest) = large.sub(small).filter(|rest| !rest.is_zero()) else {
                return small.shl(twos);
            };
            (a, b) = (rest.shr(rest.trailing_zeros()), small);
        }
    }

    /// The largest whole number whose square is not above this one.
    #[inline(never)]
    pub(crate) fn sqrt(self) -> Self {
        let mut root = Self::ZERO;
        for bit in (0..=self.bits().div_ceil(2)).rev() {
            let Some(next) = root.add(Self::ONE.shl(bit)) else { continue };
            if next.mul(next).is_some_and(|square| square <= self) {
                root = next;
            }
        }
        root
    }

    fn trailing_zeros(self) -> u32 {
        let mut zeros = 0_u32;
        for limb in self.0 {
            if limb != 0 {
                return zeros.saturating_add(limb.trailing_zeros());
            }
            zeros = zeros.saturating_add(64);
        }
        zeros
    }

    /// Shifted up; what leaves at the top is lost.
    #[inline(never)]
    fn shl(self, by: u32) -> Self {
        let (limbs, bits) = ((by >> 6) as usize, by & 63);
        let mut shifted = [0_u64; LIMBS];
        let mut below = 0;
        for (to, from) in shifted.iter_mut().skip(limbs).zip(self.0) {
            *to = from.wrapping_shl(bits) | upper_part(below, bits);
            below = from;
        }
        Self(shifted)
    }

    #[inline(never)]
    fn shr(self, by: u32) -> Self {
        let (limbs, bits) = ((by >> 6) as usize, by & 63);
        let mut shifted = [0_u64; LIMBS];
        let above = self.0.into_iter().skip(limbs.saturating_add(1)).chain([0]);
        for ((to, from), above) in shifted.iter_mut().zip(self.0.into_iter().skip(limbs)).zip(above)
        {
            let carried = if bits == 0 { 0 } else { above << 64_u32.saturating_sub(bits) };
            *to = from >> bits | carried;
        }
        Self(shifted)
    }

    /// Decimal digits, without leading zeros.
    #[inline(never)]
    pub(crate) fn digits(self) -> String {
        const CHUNK: u128 = 10_u128.pow(38);
        let mut chunks = Vec::new();
        let mut rest = self;
        while rest.narrow().is_none_or(|small| small >= CHUNK) {
            let Some((quotient, chunk)) = rest.div_rem(Self::new(CHUNK)) else { break };
            chunks.push(chunk.narrow().unwrap_or(0));
            rest = quotient;
        }
        let mut text = rest.narrow().unwrap_or(0).to_string();
        for chunk in chunks.iter().rev() {
            text.push_str(&format!("{chunk:038}"));
        }
        text
    }
}

impl Ord for Wide {
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Wide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits())
    }
}

/// The bits of the limb below that move into this one.
const fn upper_part(below: u64, bits: u32) -> u64 {
    if bits == 0 { 0 } else { below >> 64_u32.saturating_sub(bits) }
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is what is asked for")]
const fn halves(value: u128) -> (u64, u64) {
    (value as u64, (value >> 64) as u64)
}

/// Quotient and remainder of 128 bits by 64: two long-division steps in base 2^32 (Hacker's
/// Delight, `divlu`), several times faster in wasm than a division of two `u128`.
pub(crate) fn by_one_limb(top: u128, bottom: u64) -> Option<(u128, u128)> {
    let (low, high) = halves(top);
    if high == 0 {
        let quotient = low.checked_div(bottom)?;
        return Some((u128::from(quotient), u128::from(low.checked_rem(bottom)?)));
    }
    let (first, rest) = (high.checked_div(bottom)?, high.checked_rem(bottom)?);
    let shift = bottom.leading_zeros();
    let divisor = bottom << shift;
    let (below, above) = halves((u128::from(rest) << 64 | u128::from(low)) << shift);
    let (upper, rest) = digit(above, below >> 32, divisor)?;
    let (lower, rest) = digit(rest, below & 0xffff_ffff, divisor)?;
    let quotient = u128::from(first) << 64 | u128::from(upper << 32 | lower);
    Some((quotient, u128::from(rest >> shift)))
}

/// One digit of base 2^32: (`rest` × 2^32 + `next`) by `divisor`, whose top bit is set.
fn digit(rest: u64, next: u64, divisor: u64) -> Option<(u64, u64)> {
    let (top, bottom) = (divisor >> 32, divisor & 0xffff_ffff);
    let mut guess = rest.checked_div(top)?;
    let mut left = rest.checked_rem(top)?;
    while guess >> 32 != 0 || guess.wrapping_mul(bottom) > (left << 32 | next) {
        guess = guess.wrapping_sub(1);
        left = left.wrapping_add(top);
        if left >> 32 != 0 {
            break;
        }
    }
    let whole = (rest << 32 | next).wrapping_sub(guess.wrapping_mul(divisor));
    Some((guess, whole))
}

/// The greatest common divisor of two odd numbers.
pub(crate) fn odd_gcd(mut a: u128, mut b: u128) -> u128 {
    while a != b {
        if a < b {
            (a, b) = (b, a);
        }
        a = a.wrapping_sub(b);
        a >>= a.trailing_zeros();
    }
    a
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "the oracle counts in big integers")]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    fn big(wide: Wide) -> BigUint {
        wide.0.iter().rev().fold(BigUint::from(0_u8), |sum, limb| (sum << 64) + limb)
    }

    /// Numbers of every length.
    fn wides() -> impl Strategy<Value = Wide> {
        (any::<[u64; 8]>(), 0_u32..512).prop_map(|(limbs, cut)| Wide(limbs).shr(cut))
    }

    proptest! {
        #[test]
        fn it_counts_as_big_integers_do(a in wides(), b in wides()) {
            let limit = BigUint::from(1_u8) << 512;
            let sum = big(a) + big(b);
            prop_assert_eq!(a.add(b).map(big), (sum < limit).then_some(sum));
            prop_assert_eq!(a.sub(b).map(big), (a >= b).then(|| big(a) - big(b)));
            if let Some(product) = a.mul(b) {
                prop_assert_eq!(big(product), big(a) * big(b));
            } else {
                prop_assert!(a.bits() + b.bits() > 512);
            }
            match a.div_rem(b) {
                None => prop_assert!(b.is_zero()),
                Some((q, r)) => {
                    prop_assert_eq!(big(q), big(a) / big(b));
                    prop_assert_eq!(big(r), big(a) % big(b));
                }
            }
            if let (Some(top), bottom) = (a.narrow(), b.0[0].max(1)) {
                let expected = (top / u128::from(bottom), top % u128::from(bottom));
                prop_assert_eq!(by_one_limb(top, bottom), Some(expected));
            }
            prop_assert_eq!(big(a.gcd(b)), gcd(big(a), big(b)));
            prop_assert_eq!(big(a.sqrt()), big(a).sqrt());
            prop_assert_eq!(a.digits(), big(a).to_string());
        }
    }

    fn gcd(mut a: BigUint, mut b: BigUint) -> BigUint {
        while b != BigUint::from(0_u8) {
            (a, b) = (b.clone(), a % b);
        }
        a
    }

    proptest! {
        #[test]
        fn a_long_division_by_one_limb_is_exact(top in any::<u128>(), bottom in 1..=u64::MAX,
            cut in 0_u32..128, small in 0_u32..64) {
            let (top, bottom) = (top >> cut, (bottom >> small).max(1));
            let expected = (top / u128::from(bottom), top % u128::from(bottom));
            prop_assert_eq!(by_one_limb(top, bottom), Some(expected));
        }
    }

    #[test]
    fn powers_of_ten_end_where_the_bits_do() {
        assert_eq!(Wide::pow10(0), Some(Wide::ONE));
        assert_eq!(big(Wide::pow10(100).unwrap()), BigUint::from(10_u8).pow(100));
        assert!(Wide::pow10(160).is_none());
    }
}
