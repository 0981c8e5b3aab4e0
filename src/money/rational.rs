//! A quotient of two whole numbers: what the formulas of a claim are computed in.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::fixed::quotient;
use super::kinds::{RATIO_PLACES, Ratio, Usd};
use super::text::parse_decimal;
use crate::error::{Error, Result};

const TOO_LARGE: &str = "a quotient";

/// An exact fraction in lowest terms; its denominator is above zero.
///
/// Every operation is exact or an error: numerator and denominator have to fit an `i128`. None
/// is inlined: 128-bit arithmetic is long in wasm, and these are not called in any hot loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    top: i128,
    bottom: i128,
}

impl Rational {
    /// Zero.
    pub const ZERO: Self = Self { top: 0, bottom: 1 };
    /// One.
    pub const ONE: Self = Self { top: 1, bottom: 1 };

    /// `top` ÷ `bottom`; none when `bottom` is zero or the fraction does not fit.
    #[must_use]
    #[inline(never)]
    pub fn new(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let common = i128::try_from(gcd(top.unsigned_abs(), bottom.unsigned_abs())).ok()?;
        let common = if bottom < 0 { common.checked_neg()? } else { common };
        Some(Self { top: top.checked_div(common)?, bottom: bottom.checked_div(common)? })
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(count: i64) -> Self {
        Self { top: count as i128, bottom: 1 }
    }

    /// Numerator and denominator, in lowest terms.
    #[must_use]
    pub const fn parts(self) -> (i128, i128) {
        (self.top, self.bottom)
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.top < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.top == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// Overflow when it does not fit.
    #[inline(never)]
    pub fn plus(self, other: Self) -> Result<Self> {
        let sum = || {
            let common = gcd(self.bottom.unsigned_abs(), other.bottom.unsigned_abs());
            let common = i128::try_from(common).ok()?;
            let mine = other.bottom.checked_div(common)?;
            let theirs = self.bottom.checked_div(common)?;
            let top = self.top.checked_mul(mine)?.checked_add(other.top.checked_mul(theirs)?)?;
            Self::new(top, self.bottom.checked_mul(mine)?)
        };
        sum().ok_or_else(|| Error::overflow(TOO_LARGE))
    }

    /// The difference.
    ///
    /// # Errors
    /// Overflow when it does not fit.
    #[inline(never)]
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated()?)
    }

    /// The product.
    ///
    /// # Errors
    /// Overflow when it does not fit.
    #[inline(never)]
    pub fn times(self, other: Self) -> Result<Self> {
        let product = || {
            // Shortened crosswise first, so that the product fits whenever its lowest terms do.
            let left = Self::new(self.top, other.bottom)?;
            let right = Self::new(other.top, self.bottom)?;
            let top = left.top.checked_mul(right.top)?;
            Self::new(top, left.bottom.checked_mul(right.bottom)?)
        };
        product().ok_or_else(|| Error::overflow(TOO_LARGE))
    }

    /// The quotient.
    ///
    /// # Errors
    /// Out of range for a divisor of zero, overflow when it does not fit.
    #[inline(never)]
    pub fn over(self, other: Self) -> Result<Self> {
        if other.is_zero() {
            return Err(Error::out_of_range("a divisor other than zero", "0"));
        }
        let inverse = Self::new(other.bottom, other.top);
        self.times(inverse.ok_or_else(|| Error::overflow(TOO_LARGE))?)
    }

    /// The number with the other sign.
    ///
    /// # Errors
    /// Overflow for the one number without a counterpart.
    pub fn negated(self) -> Result<Self> {
        let top = self.top.checked_neg().ok_or_else(|| Error::overflow(TOO_LARGE))?;
        Ok(Self { top, bottom: self.bottom })
    }

    /// The number without its sign.
    ///
    /// # Errors
    /// As [`Rational::negated`].
    pub fn abs(self) -> Result<Self> {
        if self.is_negative() { self.negated() } else { Ok(self) }
    }

    /// The nearest decimal of 18 places, half to even; trailing zeros are cut.
    ///
    /// # Errors
    /// Overflow when it has more digits than a [`Ratio`] holds.
    #[inline(never)]
    pub fn ratio(self) -> Result<Ratio> {
        self.decimal(RATIO_PLACES).map(|value| Ratio::new(value.normalize()))
    }

    /// The nearest decimal of so many places, half to even.
    ///
    /// # Errors
    /// Overflow when it has more than 28 digits.
    #[inline(never)]
    pub fn decimal(self, places: u32) -> Result<Decimal> {
        let (top, bottom) = (self.top.unsigned_abs(), self.bottom.unsigned_abs());
        quotient(top, bottom, self.is_negative(), places).ok_or_else(|| Error::overflow(TOO_LARGE))
    }
}

impl From<Decimal> for Rational {
    fn from(value: Decimal) -> Self {
        // A decimal has at most 28 places, and 10^28 fits.
        let bottom = 10_i128.checked_pow(value.scale()).unwrap_or(1);
        Self::new(value.mantissa(), bottom).unwrap_or(Self::ZERO)
    }
}

impl From<Usd> for Rational {
    fn from(value: Usd) -> Self {
        let bottom = 10_i128.checked_pow(Usd::PLACES).unwrap_or(1);
        Self::new(value.fixed().units(), bottom).unwrap_or(Self::ZERO)
    }
}

impl FromStr for Rational {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse_decimal(text).map(Self::from)
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    /// By the continued fractions of both, so that nothing can overflow.
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (self.parts(), other.parts());
        let mut turned = false;
        loop {
            let (floors, rests) = (floor(a), floor(b));
            let order = floors.0.cmp(&rests.0);
            let order = order.then_with(|| match (floors.1, rests.1) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                _ => Ordering::Equal,
            });
            let done = order.is_ne() || floors.1 == 0;
            if done {
                return if turned { order.reverse() } else { order };
            }
            // What is left is below one on both sides; its inverses compare the other way round.
            a = (a.1, floors.1);
            b = (b.1, rests.1);
            turned = !turned;
        }
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bottom == 1 {
            return write!(f, "{}", self.top);
        }
        write!(f, "{}/{}", self.top, self.bottom)
    }
}

/// Floor and rest of a fraction whose denominator is above zero.
fn floor((top, bottom): (i128, i128)) -> (i128, i128) {
    (top.checked_div_euclid(bottom).unwrap_or(0), top.checked_rem_euclid(bottom).unwrap_or(0))
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(top: i128, bottom: i128) -> Rational {
        Rational::new(top, bottom).unwrap()
    }

    #[test]
    fn fractions_are_in_lowest_terms_with_the_sign_on_top() {
        assert_eq!(of(6, -4).to_string(), "-3/2");
        assert_eq!(of(0, -7), Rational::ZERO);
        assert_eq!(Rational::new(1, 0), None);
        assert_eq!("-1.50".parse::<Rational>().unwrap(), of(-3, 2));
    }

    #[test]
    fn the_four_operations_on_halves_and_thirds() {
        let (half, third) = (of(1, 2), of(1, 3));
        assert_eq!(half.plus(third).unwrap(), of(5, 6));
        assert_eq!(half.minus(third).unwrap(), of(1, 6));
        assert_eq!(half.times(third).unwrap(), of(1, 6));
        assert_eq!(half.over(third).unwrap(), of(3, 2));
        assert_eq!(half.over(Rational::ZERO).unwrap_err().code(), "OUT_OF_RANGE");
    }

    #[test]
    fn order_never_overflows() {
        let big = of(i128::MAX, i128::MAX - 1);
        let bigger = of(i128::MAX - 1, i128::MAX - 2);
        assert!(big < bigger);
        assert!(of(-1, 2) < of(-1, 3));
        assert!(of(7, 2) > of(10, 3));
        assert!(of(3, 1) < of(10, 3));
        assert_eq!(big.cmp(&big), Ordering::Equal);
        assert_eq!(big.plus(big).unwrap_err().code(), "OVERFLOW");
    }

    #[test]
    fn dollars_keep_every_place() {
        let usd: Usd = "-1.00000000000000000001".parse().unwrap();
        let places = 10_i128.pow(20);
        assert_eq!(Rational::from(usd), of(-places - 1, places));
    }

    #[test]
    fn a_ratio_is_rounded_half_to_even_at_18_places() {
        assert_eq!(of(1955, 101).ratio().unwrap().to_string(), "19.356435643564356436");
        assert_eq!(of(-1, 4).ratio().unwrap().to_string(), "-0.25");
        assert_eq!(of(1, 2_000_000_000_000_000_000).ratio().unwrap().to_string(), "0");
        assert_eq!(of(i128::MAX, 1).ratio().unwrap_err().code(), "OVERFLOW");
    }
}
