//! The four kinds of number, and the sums of two of them.
//!
//! 128-bit arithmetic is long in wasm, so that its operations are functions of their own except
//! where events are counted, which calls them for each one.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::fixed::{Fixed, quotient};
use super::text::{parse_decimal, parse_decimal_bytes};
use super::{Numeral, digits};
use crate::error::{Error, Excerpt, Kind, Result};

/// Most decimal places of a [`Price`] or a [`Qty`].
pub const MAX_PLACES: u32 = 18;
/// Decimal places of a [`Ratio`] that comes from a division.
pub const RATIO_PLACES: u32 = 18;
/// Decimal places that a sum of dollars can hold; its range is then ±1.7 × 10^18 USD.
const USD_PLACES: u32 = 20;

/// USD for one coin (or for one contract unit, where a venue quotes so). Never negative.
///
/// At most 28 significant digits and 18 decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(Decimal);

/// An amount of coins or contracts. Never negative.
///
/// At most 28 significant digits and 18 decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qty(Decimal);

/// A pure number: a share, a rate, a multiple. May be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(Decimal);

/// An exact amount of US dollars, of either sign, up to ±1.7 × 10^18 with 20 decimal places.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(Fixed<USD_PLACES>);

/// An exact sum of coins or contracts, up to ±1.7 × 10^20 with 18 decimal places.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coins(Fixed<MAX_PLACES>);

/// What [`Price`] and [`Qty`] share: a decimal that is not negative and has at most 18 places.
fn bounded(value: Decimal, range: &'static str) -> Result<Decimal> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(Error::out_of_range(range, &Numeral::from(value).text()));
    }
    if value.scale() <= MAX_PLACES {
        return Ok(value);
    }
    let shorter = value.normalize();
    if shorter.scale() > MAX_PLACES {
        let found = Excerpt::from(Numeral::from(value).text().as_str());
        return Err(Kind::TooManyPlaces { max: MAX_PLACES, found }.into());
    }
    Ok(shorter)
}

/// The plain number that `text` begins with, and what follows it.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "a mantissa is cut into its 32-bit halves")]
fn leading(text: &[u8]) -> Option<(Decimal, &[u8])> {
    let (mantissa, places, rest) = digits::leading(text)?;
    let (low, high) = (mantissa as u32, (mantissa >> 32) as u32);
    Some((Decimal::from_parts(low, high, 0, false, places), rest))
}

/// The mantissa of a decimal that is not negative, where it fits a word.
#[inline(always)]
fn word(value: Decimal) -> Option<u64> {
    let parts = value.unpack();
    let word = u64::from(parts.mid) << 32 | u64::from(parts.lo);
    (parts.hi == 0 && !parts.negative).then_some(word)
}

macro_rules! plain_number {
    ($kind:ty) => {
        impl $kind {
            /// One from raw text; see [`parse_decimal`] for the grammar.
            ///
            /// # Errors
            /// As [`parse_decimal`] and `new`.
            pub fn from_bytes(text: &[u8]) -> Result<Self> {
                parse_decimal_bytes(text).and_then(Self::new)
            }

            /// The plain number that `text` begins with, and what follows it; none where it begins
            /// with anything else, or where a careful reader is needed to tell.
            #[inline(always)]
            pub(crate) fn leading(text: &[u8]) -> Option<(Self, &[u8])> {
                leading(text).map(|(number, rest)| (Self(number), rest))
            }

            /// The number.
            #[must_use]
            pub const fn decimal(self) -> Decimal {
                self.0
            }

            /// Whether it is zero.
            #[must_use]
            pub fn is_zero(self) -> bool {
                self.0.is_zero()
            }
        }
    };
}

plain_number!(Price);
plain_number!(Qty);

/// The product of two numbers, each a count of units of 10^-`places`.
#[inline(never)]
fn product(a: (i128, u32), b: (i128, u32), what: &'static str) -> Result<Fixed<USD_PLACES>> {
    let places = a.1.saturating_add(b.1);
    let found = a.0.checked_mul(b.0).map(|mantissa| (mantissa, places));
    let (mantissa, places) = found.or_else(|| lean(a, b)).ok_or_else(|| Error::overflow(what))?;
    Fixed::from_parts(mantissa, places, what)
}

/// The same without the zeros at the ends of both, and without those that a 2 in one and a 5 in the
/// other would make beyond the last place: they are no reason to refuse it.
#[inline(never)]
fn lean(a: (i128, u32), b: (i128, u32)) -> Option<(i128, u32)> {
    let ((mut a, places), (mut b, more)) = (trimmed(a.0, a.1), trimmed(b.0, b.1));
    let mut places = places.saturating_add(more);
    let has = |number: i128, factor| number.checked_rem(factor) == Some(0);
    while places > USD_PLACES {
        let (of_a, of_b) = if has(a, 2) && has(b, 5) { (2, 5) } else { (5, 2) };
        if !has(a, of_a) || !has(b, of_b) {
            break;
        }
        (a, b) = (a.checked_div(of_a)?, b.checked_div(of_b)?);
        places = places.saturating_sub(1);
    }
    a.checked_mul(b).map(|mantissa| (mantissa, places))
}

/// The same number with no zeros after the point at its end.
#[inline(never)]
fn trimmed(mut mantissa: i128, mut places: u32) -> (i128, u32) {
    while places > 0 && mantissa.checked_rem(10) == Some(0) {
        mantissa = mantissa.checked_div(10).unwrap_or(0);
        places = places.saturating_sub(1);
    }
    (mantissa, places)
}

impl Price {
    /// A price from a decimal.
    ///
    /// # Errors
    /// [`Kind::OutOfRange`] when negative, [`Kind::TooManyPlaces`] beyond 18 places.
    pub fn new(value: Decimal) -> Result<Self> {
        bounded(value, "a price of 0 or more").map(Self)
    }

    /// The value of `qty` coins at this price.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when [`Usd`] cannot hold the exact product.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn times(self, qty: Qty) -> Result<Usd> {
        const WHAT: &str = "the value in USD";
        let places = self.0.scale().saturating_add(qty.0.scale());
        if let (Some(price), Some(amount)) = (word(self.0), word(qty.0))
            && let Some(value) = Fixed::product(price, amount, places)
        {
            return Ok(Usd(value));
        }
        product((self.0.mantissa(), self.0.scale()), (qty.0.mantissa(), qty.0.scale()), WHAT)
            .map(Usd)
    }
}

impl Price {
    /// The value of `qty` coins at this price, rounded down at the 20th decimal place.
    ///
    /// # Errors
    /// [`Kind::Overflow`] when the product does not fit.
    #[inline(never)]
    pub fn times_down(self, qty: Qty) -> Result<Usd> {
        let exact = self.times(qty);
        let Err(Kind::Inexact { what }) = exact.as_ref().map_err(Error::kind) else { return exact };
        let places = self.0.scale().saturating_add(qty.0.scale());
        let excess = 10_i128.checked_pow(places.saturating_sub(USD_PLACES));
        let product = self.0.mantissa().checked_mul(qty.0.mantissa());
        let units = product.zip(excess).and_then(|(product, excess)| product.checked_div(excess));
        let units = units.ok_or_else(|| Error::overflow(what))?;
        Fixed::from_parts(units, USD_PLACES, what).map(Usd)
    }
}

impl Qty {
    /// A quantity from a decimal.
    ///
    /// # Errors
    /// [`Kind::OutOfRange`] when negative, [`Kind::TooManyPlaces`] beyond 18 places.
    pub fn new(value: Decimal) -> Result<Self> {
        bounded(value, "a quantity of 0 or more").map(Self)
    }

    /// `count` × 10^-`places`.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, reason = "a mantissa is cut into its 32-bit halves")]
    pub(crate) fn from_word(count: u64, places: u32) -> Option<Self> {
        let (low, high) = (count as u32, (count >> 32) as u32);
        (places <= MAX_PLACES).then(|| Self(Decimal::from_parts(low, high, 0, false, places)))
    }

    /// The count of units of its last place, where it fits a word.
    #[inline(always)]
    pub(crate) fn word(self) -> Option<u64> {
        word(self.0)
    }
}

impl Ratio {
    /// A ratio from a decimal.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// The number.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// The product, to 28 digits; none where it is too large.
    #[must_use]
    #[inline(never)]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// 1 ÷ this number, rounded half to even at [`RATIO_PLACES`] places; none for zero.
    #[must_use]
    #[inline(never)]
    pub fn inverse(self) -> Option<Self> {
        let (top, negative) = (10_u128.checked_pow(self.0.scale())?, self.0.is_sign_negative());
        let bottom = self.0.mantissa().unsigned_abs();
        quotient(top, bottom, negative, RATIO_PLACES).map(Self)
    }
}

impl Usd {
    /// No dollars.
    pub const ZERO: Self = Self(Fixed::ZERO);
    /// Most decimal places of a sum.
    pub const PLACES: u32 = USD_PLACES;

    /// Dollars from a decimal.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when it does not fit exactly.
    pub fn new(value: Decimal) -> Result<Self> {
        Fixed::from_decimal(value, "the amount in USD").map(Self)
    }

    /// Whole dollars.
    #[must_use]
    pub const fn whole(dollars: u64) -> Self {
        Self(Fixed::whole(dollars))
    }

    /// `mantissa` × 10^-`places` dollars.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when it does not fit exactly.
    pub fn from_parts(mantissa: i128, places: u32) -> Result<Self> {
        Fixed::from_parts(mantissa, places, "the amount in USD").map(Self)
    }

    /// Dollars from raw text; see [`parse_decimal`] for the grammar.
    ///
    /// # Errors
    /// As [`parse_decimal`] and [`Usd::new`].
    pub fn from_bytes(text: &[u8]) -> Result<Self> {
        parse_decimal_bytes(text).and_then(Self::new)
    }

    /// The fixed-point number.
    #[must_use]
    pub const fn fixed(self) -> Fixed<USD_PLACES> {
        self.0
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.units() == 0
    }

    /// Adds `other` in place.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range; nothing is added then.
    #[inline(always)]
    pub fn grow(&mut self, other: Self) -> Result<()> {
        self.0.grow(other.0).ok_or_else(|| Error::overflow("the sum in USD"))
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn plus(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self).ok_or_else(|| Error::overflow("the sum in USD"))
    }

    /// The difference.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn minus(self, other: Self) -> Result<Self> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(|| Error::overflow("the sum in USD"))
    }

    /// This many dollars times a pure number.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when the exact product does not fit.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn times(self, ratio: Ratio) -> Result<Self> {
        const WHAT: &str = "the share in USD";
        let unit = 10_i128.checked_pow(USD_PLACES.saturating_sub(self.0.places())).unwrap_or(1);
        let mantissa = self.0.units().checked_div(unit).unwrap_or(0);
        let factor = (ratio.0.mantissa(), ratio.0.scale());
        product((mantissa, self.0.places()), factor, WHAT).map(Self)
    }

    /// This many dollars times a pure number, rounded toward zero at the 20th decimal place: for
    /// fees and pro-rata shares, which venues round and which must never exceed their base.
    ///
    /// # Errors
    /// [`Kind::Overflow`] when the product does not fit or the ratio has over 18 places.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn times_down(self, ratio: Ratio) -> Result<Self> {
        if ratio.0.is_zero() {
            return Ok(Self::ZERO);
        }
        let product = (|| {
            let (units, by) = (self.0.units(), ratio.0.mantissa());
            let one = 10_i128.checked_pow(ratio.0.scale())?;
            // The whole part and the rest apart, so that neither product outgrows the type.
            let whole = units.checked_div(one)?.checked_mul(by)?;
            let rest = units.checked_rem(one)?.checked_mul(by)?.checked_div(one)?;
            whole.checked_add(rest)
        })();
        Self::from_units(product.ok_or_else(|| Error::overflow("the share in USD"))?)
    }

    /// A count of units of 10^-20 USD.
    ///
    /// # Errors
    /// None in practice: every count of units fits.
    pub fn from_units(units: i128) -> Result<Self> {
        Fixed::from_parts(units, USD_PLACES, "the amount in USD").map(Self)
    }

    /// The same amount, printed without trailing zeros after the point.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let (mantissa, places) = trimmed(self.0.units(), USD_PLACES);
        Fixed::from_parts(mantissa, places, "the amount in USD").map_or(self, Self)
    }

    /// The same amount with the other sign.
    ///
    /// # Errors
    /// [`Kind::Overflow`] for the one number that has no opposite.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn negated(self) -> Result<Self> {
        Self::ZERO.minus(self)
    }

    /// `self` ÷ `other`, rounded half to even at [`RATIO_PLACES`] places; none when `other` is
    /// zero or the quotient is beyond 28 digits.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Ratio> {
        self.0.divide(other.0, RATIO_PLACES).map(Ratio)
    }
}

impl Coins {
    /// No coins.
    pub const ZERO: Self = Self(Fixed::ZERO);

    /// `mantissa` × 10^-`places` coins.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when it does not fit exactly.
    pub fn from_parts(mantissa: i128, places: u32) -> Result<Self> {
        Fixed::from_parts(mantissa, places, "the sum of coins").map(Self)
    }

    /// One quantity as a sum.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[inline(always)]
    pub fn of(qty: Qty) -> Result<Self> {
        let quick = word(qty.0).and_then(|word| Fixed::from_word(word, qty.0.scale()));
        quick.map_or_else(|| Fixed::from_decimal(qty.0, "the sum of coins"), Ok).map(Self)
    }

    /// Adds one more quantity in place.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range; nothing is added then.
    #[inline(always)]
    pub fn grow(&mut self, qty: Qty) -> Result<()> {
        let sum = self.0.grow(Self::of(qty)?.0);
        sum.ok_or_else(|| Error::overflow("the sum of coins"))
    }

    /// The sum with one more quantity.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn plus_qty(self, qty: Qty) -> Result<Self> {
        self.plus(Self::of(qty)?)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn plus(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self).ok_or_else(|| Error::overflow("the sum of coins"))
    }

    /// The difference.
    ///
    /// # Errors
    /// [`Kind::Overflow`] past the range.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn minus(self, other: Self) -> Result<Self> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(|| Error::overflow("the sum of coins"))
    }

    /// The same amount, printed without trailing zeros after the point.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let (mantissa, places) = trimmed(self.0.units(), MAX_PLACES);
        Fixed::from_parts(mantissa, places, "the sum of coins").map_or(self, Self)
    }

    /// The value of these coins at `price`; negative for a negative amount.
    ///
    /// # Errors
    /// [`Kind::Overflow`] or [`Kind::Inexact`] when [`Usd`] cannot hold the exact product.
    #[cfg_attr(not(feature = "count"), inline(never))]
    pub fn at(self, price: Price) -> Result<Usd> {
        const WHAT: &str = "the value in USD";
        let unit = 10_i128.checked_pow(MAX_PLACES.saturating_sub(self.0.places())).unwrap_or(1);
        let coins = self.0.units().checked_div(unit).unwrap_or(0);
        let factor = (price.0.mantissa(), price.0.scale());
        product((coins, self.0.places()), factor, WHAT).map(Usd)
    }

    /// The fixed-point number.
    #[must_use]
    pub const fn fixed(self) -> Fixed<MAX_PLACES> {
        self.0
    }
}

macro_rules! written {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Numeral {
            fn from(number: $kind) -> Self {
                number.0.into()
            }
        }
    )*};
}

written! { Price Qty Ratio Usd Coins }

macro_rules! text {
    ($($kind:ty => $parse:expr;)*) => {$(
        impl FromStr for $kind {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self> {
                parse_decimal(text).and_then($parse)
            }
        }
        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    )*};
}

text! {
    Price => Price::new;
    Qty => Qty::new;
    Ratio => |value| Ok(Ratio::new(value));
    Usd => Usd::new;
    Coins => |value| Fixed::from_decimal(value, "the sum of coins").map(Coins);
}

impl fmt::Debug for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} USD", self.0)
    }
}

impl fmt::Debug for Coins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} coins", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_times_a_quantity_is_exact() {
        let price: Price = "0.0110380".parse().unwrap();
        let usd = price.times("19136".parse().unwrap()).unwrap();
        assert_eq!(usd.to_string(), "211.2231680");
    }

    #[test]
    fn a_product_that_does_not_fit_is_an_error() {
        let tiny: Price = "0.000000000000000001".parse().unwrap();
        assert_eq!(tiny.times("0.001".parse().unwrap()).unwrap_err().code(), "INEXACT");
        assert_eq!(
            tiny.times("1000".parse().unwrap()).unwrap().to_string(),
            "0.000000000000001000"
        );
        let huge: Price = "1000000000000000000".parse().unwrap();
        assert_eq!(huge.times("1000".parse().unwrap()).unwrap_err().code(), "OVERFLOW");
    }

    #[test]
    fn negative_prices_and_quantities_do_not_exist() {
        assert_eq!("-1".parse::<Price>().unwrap_err().code(), "OUT_OF_RANGE");
        assert_eq!("-0.5".parse::<Qty>().unwrap_err().code(), "OUT_OF_RANGE");
        assert_eq!("-0.5".parse::<Ratio>().unwrap().to_string(), "-0.5");
        assert_eq!("0.1234567890123456789".parse::<Qty>().unwrap_err().code(), "TOO_MANY_PLACES");
    }

    #[test]
    fn the_articles_arithmetic() {
        let long: Usd = "391000000".parse().unwrap();
        let short: Usd = "20200000".parse().unwrap();
        let both = long.plus(short).unwrap();
        let total: Usd = "1400000000".parse().unwrap();
        assert_eq!(long.over(short).unwrap().to_string(), "19.356435643564356436");
        assert_eq!(long.over(both).unwrap().to_string(), "0.950875486381322957");
        assert_eq!(both.over(total).unwrap().to_string(), "0.293714285714285714");
        assert_eq!(long.over(Usd::ZERO), None);
    }

    #[test]
    fn a_rounded_share_never_exceeds_the_exact_one() {
        let usd = |text: &str| text.parse::<Usd>().unwrap();
        let ratio = |text: &str| text.parse::<Ratio>().unwrap();
        assert_eq!(usd("1917").times_down(ratio("0.001")).unwrap().trimmed().to_string(), "1.917");
        assert_eq!(
            usd("0.1234567890123456789").times_down(ratio("0.0123")).unwrap().to_string(),
            "0.00151851850485185185"
        );
        assert_eq!(usd("-1").times_down(ratio("0.5")).unwrap().trimmed().to_string(), "-0.5");
        let all = usd("1500000000000000000");
        assert_eq!(
            all.times_down(ratio("0.0004")).unwrap().trimmed().to_string(),
            "600000000000000"
        );
        assert_eq!(all.times_down(ratio("2")).unwrap_err().code(), "OVERFLOW");
        assert_eq!(usd("1.500").trimmed().to_string(), "1.5");
        assert_eq!(usd("1.5").negated().unwrap().to_string(), "-1.5");
    }

    #[test]
    fn a_share_of_dollars_is_exact_or_an_error() {
        let usd: Usd = "391000000.50".parse().unwrap();
        assert_eq!(usd.times("1.5".parse().unwrap()).unwrap().to_string(), "586500000.750");
        let fine: Ratio = "0.0000000000000000000000001".parse().unwrap();
        assert_eq!(usd.times(fine).unwrap_err().code(), "INEXACT");
    }
}
