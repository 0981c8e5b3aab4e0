//! A sum: an `i128` at a fixed scale, with the decimal places that its terms had.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

use super::digits::{self, Digits};
use crate::error::{Error, Kind, Result};

/// A number counted in units of 10^-`SCALE`, never rounded.
///
/// Addition and subtraction are exact, so they are associative and commutative: any order and
/// any grouping of the same terms gives the same number and the same text. Equality and order
/// look at the number only, not at the places it prints with.
#[derive(Clone, Copy, Default)]
pub struct Fixed<const SCALE: u32> {
    units: i128,
    places: u32,
}

impl<const SCALE: u32> Fixed<SCALE> {
    /// Zero, printed without places.
    pub const ZERO: Self = Self { units: 0, places: 0 };

    /// A whole number, for constants; the largest there is where it does not fit.
    pub(super) const fn whole(count: u64) -> Self {
        let one = match 10_i128.checked_pow(SCALE) {
            Some(one) => one,
            None => 0,
        };
        match (count as i128).checked_mul(one) {
            Some(units) => Self { units, places: 0 },
            None => Self { units: i128::MAX, places: 0 },
        }
    }

    /// `mantissa` × 10^-`places`, exactly.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past ±1.7 × 10^(38 − `SCALE`); [`Kind::Inexact`] when more than
    /// `SCALE` places would be needed.
    pub fn from_parts(mantissa: i128, places: u32, what: &'static str) -> Result<Self> {
        if let Ok(word) = u64::try_from(mantissa)
            && let Some(quick) = Self::from_word(word, places)
        {
            return Ok(quick);
        }
        if places <= SCALE {
            let units = pow10(SCALE.saturating_sub(places)).and_then(|p| mantissa.checked_mul(p));
            return Ok(Self { units: units.ok_or_else(|| Error::overflow(what))?, places });
        }
        let excess = pow10(places.saturating_sub(SCALE));
        let divided =
            excess.and_then(|p| Some((mantissa.checked_div(p)?, mantissa.checked_rem(p)?)));
        match divided {
            Some((units, 0)) => Ok(Self { units, places: SCALE }),
            None if mantissa == 0 => Ok(Self { units: 0, places: SCALE }),
            _ => Err(Kind::Inexact { what }.into()),
        }
    }

    /// `a` × `b` × 10^-`places`, where words do for it: nearly every event of a feed.
    #[inline(always)]
    pub(super) fn product(a: u64, b: u64, places: u32) -> Option<Self> {
        let power = digits::power(SCALE.checked_sub(places)?)?;
        let product = if fits(b, power) {
            wide(a, b.wrapping_mul(power))
        } else if fits(a, power) {
            wide(b, a.wrapping_mul(power))
        } else {
            return None;
        };
        let units = i128::try_from(product).ok()?;
        Some(Self { units, places })
    }

    /// `count` × 10^-`places`, where words do for it.
    #[inline(always)]
    pub(super) fn from_word(count: u64, places: u32) -> Option<Self> {
        let power = digits::power(SCALE.checked_sub(places)?)?;
        let units = i128::try_from(wide(count, power)).ok()?;
        Some(Self { units, places })
    }

    /// The same number as a [`Decimal`] holds.
    ///
    /// # Errors
    /// As [`Fixed::from_parts`].
    pub fn from_decimal(value: Decimal, what: &'static str) -> Result<Self> {
        Self::from_parts(value.mantissa(), value.scale(), what)
    }

    /// The count of units of 10^-`SCALE`.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.units
    }

    /// The decimal places that the number prints with: the most that any term had.
    #[must_use]
    pub const fn places(self) -> u32 {
        self.places
    }

    /// The sum, or none when it leaves the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let units = self.units.checked_add(other.units)?;
        Some(Self { units, places: self.places.max(other.places) })
    }

    /// Adds `other`; none, and nothing is added, when the sum leaves the range.
    #[inline(always)]
    pub(super) fn grow(&mut self, other: Self) -> Option<()> {
        self.units = self.units.checked_add(other.units)?;
        self.places = self.places.max(other.places);
        Some(())
    }

    /// The difference, or none when it leaves the range.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let units = self.units.checked_sub(other.units)?;
        Some(Self { units, places: self.places.max(other.places) })
    }

    /// Appends the text of it.
    pub(crate) fn push_to(self, out: &mut Vec<u8>) {
        self.parts(&self.digits()).into_iter().for_each(|part| out.extend_from_slice(part));
    }

    fn digits(self) -> Digits {
        Digits::of(self.units.unsigned_abs(), SCALE.saturating_add(1))
    }

    /// Sign, whole part, point and places. Every term had at most `places` places, so the digits
    /// after them are zeros.
    fn parts(self, digits: &Digits) -> [&[u8]; 4] {
        let text = digits.as_bytes();
        let point = text.len().saturating_sub(SCALE as usize);
        let (whole, part) = text.split_at_checked(point).unwrap_or_default();
        let part = part.get(..self.places as usize).unwrap_or(part);
        let sign: &[u8] = if self.units < 0 { b"-" } else { b"" };
        [sign, whole, if part.is_empty() { b"" } else { b"." }, part]
    }

    /// The quotient `self` ÷ `other` at `places`, rounded half to even.
    pub(super) fn divide(self, other: Self, places: u32) -> Option<Decimal> {
        let negative = (self.units < 0) != (other.units < 0);
        quotient(self.units.unsigned_abs(), other.units.unsigned_abs(), negative, places)
    }
}

impl<const SCALE: u32> PartialEq for Fixed<SCALE> {
    fn eq(&self, other: &Self) -> bool {
        self.units == other.units
    }
}

impl<const SCALE: u32> Eq for Fixed<SCALE> {}

impl<const SCALE: u32> PartialOrd for Fixed<SCALE> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const SCALE: u32> Ord for Fixed<SCALE> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.units.cmp(&other.units)
    }
}

impl<const SCALE: u32> fmt::Display for Fixed<SCALE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(ROOM);
        self.push_to(&mut text);
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl<const SCALE: u32> fmt::Debug for Fixed<SCALE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Most bytes of a sum's text: a sign, a point, and the digits of an `i128`.
const ROOM: usize = 41;
const HALF: u64 = 0xffff_ffff;

/// Every power of ten that an `i128` holds.
#[allow(clippy::indexing_slicing, reason = "in a constant: out of bounds would not compile")]
const POW10: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut power = 1;
    while power < powers.len() {
        // Within bounds, and 10^38 is the last that fits.
        powers[power] = powers[power.saturating_sub(1)].saturating_mul(10);
        power = power.saturating_add(1);
    }
    powers
};

/// `top` ÷ `bottom` with this sign at `places`, rounded half to even; none where it does not fit.
pub(super) fn quotient(top: u128, bottom: u128, negative: bool, places: u32) -> Option<Decimal> {
    let mut quotient = top.checked_div(bottom)?;
    let mut rest = top.checked_rem(bottom)?;
    for _ in 0..places {
        rest = rest.checked_mul(10)?;
        quotient = quotient.checked_mul(10)?.checked_add(rest.checked_div(bottom)?)?;
        rest = rest.checked_rem(bottom)?;
    }
    let up = match rest.cmp(&bottom.checked_sub(rest)?) {
        Ordering::Less => false,
        Ordering::Equal => !quotient.is_multiple_of(2),
        Ordering::Greater => true,
    };
    let quotient = i128::try_from(quotient.checked_add(u128::from(up))?).ok()?;
    let mut value = Decimal::try_from_i128_with_scale(quotient, places).ok()?;
    value.set_sign_negative(negative && !value.is_zero());
    Some(value)
}

/// The product of two words; it always fits.
#[inline(always)]
pub(crate) const fn wide(a: u64, b: u64) -> u128 {
    if fits(a, b) {
        return a.wrapping_mul(b) as u128;
    }
    // By halves, because a product of 128 bits is a library call on wasm.
    let (a_high, a_low, b_high, b_low) = (a >> 32, a & HALF, b >> 32, b & HALF);
    let low = a_low.wrapping_mul(b_low);
    let cross = a_high.wrapping_mul(b_low).wrapping_add(low >> 32);
    let middle = a_low.wrapping_mul(b_high).wrapping_add(cross & HALF);
    let high = a_high.wrapping_mul(b_high).wrapping_add(cross >> 32).wrapping_add(middle >> 32);
    ((high as u128) << 64) | ((middle << 32) | (low & HALF)) as u128
}

/// Whether the product of two words is sure to fit a word.
#[inline(always)]
const fn fits(a: u64, b: u64) -> bool {
    a.leading_zeros().wrapping_add(b.leading_zeros()) >= 64
}

/// 10^`power` where it fits.
fn pow10(power: u32) -> Option<i128> {
    POW10.get(usize::try_from(power).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cents = Fixed<2>;

    #[test]
    fn more_places_than_the_scale_are_an_error_unless_they_are_zeros() {
        assert_eq!(Cents::from_parts(1500, 3, "x").unwrap().to_string(), "1.50");
        assert_eq!(Cents::from_parts(1501, 3, "x").unwrap_err().code(), "INEXACT");
        assert_eq!(Cents::from_parts(0, 50, "x").unwrap().to_string(), "0.00");
        assert_eq!(Cents::from_parts(i128::MAX, 0, "x").unwrap_err().code(), "OVERFLOW");
    }

    #[test]
    fn a_sum_prints_with_the_places_of_its_terms() {
        let sum = Cents::from_parts(15, 1, "x").unwrap();
        let sum = sum.checked_add(Cents::from_parts(150, 2, "x").unwrap()).unwrap();
        assert_eq!(sum.to_string(), "3.00");
        let less = Cents::ZERO.checked_sub(sum).unwrap();
        assert_eq!(less.to_string(), "-3.00");
        assert_eq!(Cents::from_parts(-5, 2, "x").unwrap().to_string(), "-0.05");
    }

    #[test]
    fn division_rounds_half_to_even() {
        let of = |a: i128, b: i128| {
            let a = Cents::from_parts(a, 0, "x").unwrap();
            a.divide(Cents::from_parts(b, 0, "x").unwrap(), 1).map(|d| d.to_string())
        };
        assert_eq!(of(1, 4).as_deref(), Some("0.2"));
        assert_eq!(of(3, 4).as_deref(), Some("0.8"));
        assert_eq!(of(-1, 3).as_deref(), Some("-0.3"));
        assert_eq!(of(1, 0), None);
    }
}
