//! The one door between facts and estimates: exact numbers out to `f64`, and back to a tick.
//!
//! An `f64` made here is the nearest one for any number of up to 15 digits, and the same bits on
//! every platform for all numbers: one conversion and one division, no library text parsing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::{Error, Result};
use crate::money::{Coins, Fixed, Price, Qty, Ratio, Usd};

/// An exact number, as the estimates see it.
pub trait Approx {
    /// The nearest `f64`, to within two units in the last place.
    fn approx(self) -> f64;
}

/// Every power of ten that an `f64` holds exactly.
const POW10: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

#[allow(clippy::cast_precision_loss, reason = "an estimate is where precision may be lost")]
fn scaled(mantissa: i128, places: u32) -> f64 {
    let places = places as usize;
    let first = places.min(POW10.len() - 1);
    let divisor = |power: usize| POW10.get(power).copied().unwrap_or(1.0);
    mantissa as f64 / divisor(first) / divisor(places - first)
}

/// Significant digits that every `f64` keeps of a decimal.
const DIGITS: u32 = 15;
/// Most places of the decimal of a float: as many as a price or a quantity may have.
const MOST_PLACES: u32 = 18;
/// 10^18 times a number that keeps nine digits at so many places.
const NINE_DIGITS: u64 = 1_000_000_000;
/// Up to this number, rounding to a whole keeps numbers distinct.
const MOST_WHOLE: f64 = 999_999_999_999_999.0;

/// The decimal that an `f64` from outside stands for: its mantissa and places.
///
/// It is the nearest decimal of at most 15 digits and 18 places, halves to the even one. Any
/// decimal of so many digits comes back from its nearest float, so what a person or a venue wrote
/// is found again, and what a program computed loses the dust at its end: 0.05 + 0.01 is 0.06. It
/// is found in whole numbers, so it is the same everywhere.
///
/// None for what is no finite number, for minus zero, from 10^15 on, and for what is so small that
/// 18 places would keep less than nine digits of it, unless it is a decimal of 18 places itself.
#[must_use]
pub fn decimal_of(float: f64) -> Option<(i64, u32)> {
    if float == 0.0 {
        return float.is_sign_positive().then_some((0, 0));
    }
    short_decimal(float).or_else(|| {
        let (mantissa, places) = long_decimal(float.abs())?;
        let mantissa = i64::try_from(mantissa).ok()?;
        Some((if float < 0.0 { mantissa.checked_neg()? } else { mantissa }, places))
    })
}

/// The decimal of few places whose nearest float this is: nearly every number of a column.
fn short_decimal(float: f64) -> Option<(i64, u32)> {
    let power = |places: usize| POW10.get(places).copied().unwrap_or(1.0);
    [0_u32, 1, 2, 3, 4, 6, 8, 10, 12].into_iter().find_map(|places| {
        let unit = power(places as usize);
        let mantissa = libm::rint(float * unit);
        let fits = (-MOST_WHOLE..=MOST_WHOLE).contains(&mantissa) && mantissa / unit == float;
        fits.then_some(mantissa.to_i64()?).map(|mantissa| (mantissa, places))
    })
}

/// The nearest decimal to any float above 0.
#[inline(never)]
fn long_decimal(x: f64) -> Option<(u64, u32)> {
    const LEAST: u64 = 10_u64.pow(DIGITS - 1);
    let (bits, exponent) = parts(x).filter(|_| x <= MOST_WHOLE)?;
    // So many places leave 15 digits of 1 and more; the zeros behind the point of what is less
    // allow more.
    let whole = POW10.iter().take_while(|power| **power <= x).count();
    let mut places = DIGITS - u32::try_from(whole).ok()?;
    let mut mantissa = rounded(bits, exponent, places)?;
    while mantissa < LEAST && places < MOST_PLACES {
        places += 1;
        mantissa = rounded(bits, exponent, places)?;
    }
    let kept = mantissa >= NINE_DIGITS || scaled(mantissa.into(), places) == x;
    kept.then(|| trimmed(mantissa, places))
}

/// Mantissa and exponent of a normal float above 0: it is `mantissa` × 2^`exponent`.
fn parts(x: f64) -> Option<(u64, i32)> {
    const FRACTION: u32 = 52;
    const BIAS: i32 = 1023;
    let bits = x.to_bits();
    let exponent =
        i32::try_from(bits >> FRACTION).ok().filter(|power| (1..2047).contains(power))?;
    let mantissa = bits & ((1 << FRACTION) - 1) | 1 << FRACTION;
    Some((mantissa, exponent - BIAS - FRACTION.cast_signed()))
}

/// `mantissa` × 2^`exponent` × 10^`places` as a whole number, halves to the even one. The exponent
/// is below -`places`: the product is no whole number but for luck.
fn rounded(mantissa: u64, exponent: i32, places: u32) -> Option<u64> {
    let product = u128::from(mantissa) * 5_u128.pow(places);
    let down = exponent.unsigned_abs() - places;
    let whole = product.checked_shr(down).unwrap_or(0);
    let half = 1_u128.checked_shl(down - 1).unwrap_or(0);
    let rest = product - whole.checked_shl(down).unwrap_or(0);
    let up = half > 0 && (rest > half || (rest == half && whole & 1 == 1));
    u64::try_from(whole + u128::from(up)).ok()
}

/// The same number without the zeros at its end.
fn trimmed(mut mantissa: u64, mut places: u32) -> (u64, u32) {
    while places > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        places -= 1;
    }
    (mantissa, places)
}

/// Floats of a column, block after block, as whole counts of 10^-`places`, each the decimal of
/// [`decimal_of`]. The places grow as finer numbers come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counting {
    places: u32,
    max: f64,
}

/// Why a column has no counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCount {
    /// The number of the block at this index is below zero or stands for no such decimal.
    NoDecimal(usize),
    /// The largest and the finest number together need more than 63 bits.
    TooLarge,
}

impl Counting {
    /// The places of the last block, and of all before it.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// Takes as many places, where it had fewer.
    ///
    /// # Errors
    /// Too large.
    pub fn grow(&mut self, places: u32) -> std::result::Result<(), NoCount> {
        if places > self.places {
            long_count(self.max, places).ok_or(NoCount::TooLarge)?;
            self.places = places;
        }
        Ok(())
    }

    /// Counts a block.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn block(&mut self, block: &[f64], counts: &mut [u64]) -> std::result::Result<(), NoCount> {
        let mut places = None;
        // At most once more for each number of places.
        while places != Some(self.places) {
            places = Some(self.places);
            self.pass(block, counts)?;
        }
        Ok(())
    }

    /// Counts until a number needs more places, and takes them.
    #[inline(never)]
    fn pass(&mut self, block: &[f64], counts: &mut [u64]) -> std::result::Result<(), NoCount> {
        // Adding 2^52 leaves no bit for a fraction, and the whole number in the low bits.
        const ONE_BIT: f64 = 4_503_599_627_370_496.0;
        const LOW_BITS: u64 = (1 << 52) - 1;
        let unit = POW10.get(self.places as usize).copied().unwrap_or(f64::NAN);
        let mut max = self.max;
        for (index, (&x, count)) in block.iter().zip(counts).enumerate() {
            let scaled = x * unit;
            let shifted = scaled + ONE_BIT;
            // As bits, what is negative or no number lies above every number of 0 or more.
            if scaled.to_bits() <= MOST_WHOLE.to_bits() && (shifted - ONE_BIT) / unit == x {
                *count = shifted.to_bits() & LOW_BITS;
            } else {
                self.max = max;
                match self.rare(x).map_err(|bad| bad.at(index))? {
                    Some(found) => *count = found,
                    None => return Ok(()),
                }
            }
            if x > max {
                max = x;
            }
        }
        self.max = max;
        Ok(())
    }

    /// The count of a number that is long, or finer than those before: none when it took places.
    #[inline(never)]
    fn rare(&mut self, x: f64) -> std::result::Result<Option<u64>, NoCount> {
        let found = decimal_of(x).filter(|_| x >= 0.0);
        let (_, places) = found.ok_or(NoCount::NoDecimal(0))?;
        if places > self.places {
            return self.grow(places).map(|()| None);
        }
        long_count(x, self.places).ok_or(NoCount::TooLarge).map(Some)
    }
}

impl NoCount {
    const fn at(self, index: usize) -> Self {
        match self {
            Self::NoDecimal(_) => Self::NoDecimal(index),
            Self::TooLarge => Self::TooLarge,
        }
    }
}

fn long_count(x: f64, places: u32) -> Option<u64> {
    let (mantissa, had) = decimal_of(x)?;
    let count = mantissa.checked_mul(10_i64.checked_pow(places.checked_sub(had)?)?)?;
    u64::try_from(count).ok()
}

/// The float nearest to `mantissa` × 10^-`places`, to within two units in the last place.
#[must_use]
pub fn float_of(mantissa: i128, places: u32) -> f64 {
    scaled(mantissa, places)
}

impl Approx for Decimal {
    fn approx(self) -> f64 {
        scaled(self.mantissa(), self.scale())
    }
}

impl<const SCALE: u32> Approx for Fixed<SCALE> {
    fn approx(self) -> f64 {
        scaled(self.units(), SCALE)
    }
}

macro_rules! inner {
    ($($kind:ty: $inner:ident;)*) => {$(
        impl Approx for $kind {
            fn approx(self) -> f64 {
                self.$inner().approx()
            }
        }
    )*};
}

inner! { Price: decimal; Qty: decimal; Ratio: decimal; Usd: fixed; Coins: fixed; }

impl Price {
    /// The way back from an estimate: the price on the grid of `tick` nearest to `estimate`.
    ///
    /// # Errors
    /// Out of range when `estimate` is not finite, negative or too large, or `tick` is zero.
    pub fn from_estimate(estimate: f64, tick: Self) -> Result<Self> {
        const RANGE: &str = "a finite estimate between 0 and 10^18 ticks";
        let bad = || Error::out_of_range(RANGE, "another number");
        let steps = libm::rint(estimate / tick.approx());
        if !(0.0..=1e18).contains(&steps) {
            return Err(bad());
        }
        let steps = i128::from(steps.to_i64().ok_or_else(bad)?);
        let mantissa = steps.checked_mul(tick.decimal().mantissa()).ok_or_else(bad)?;
        let scale = tick.decimal().scale();
        Self::new(Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| bad())?)
    }
}

impl Qty {
    /// The way back from an estimate: the quantity on the grid of `step` nearest to `estimate`.
    ///
    /// # Errors
    /// As [`Price::from_estimate`].
    pub fn from_estimate(estimate: f64, step: Self) -> Result<Self> {
        let tick = Price::new(step.decimal())?;
        Self::new(Price::from_estimate(estimate, tick)?.decimal())
    }
}

impl Usd {
    /// The way back from an estimate: the amount of 0 or more on the grid of `step` nearest to
    /// `estimate`.
    ///
    /// # Errors
    /// As [`Price::from_estimate`].
    pub fn from_estimate(estimate: f64, step: Price) -> Result<Self> {
        Self::new(Price::from_estimate(estimate, step)?.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_decimals_give_the_nearest_float() {
        for text in ["0.1", "104580.25", "0.07", "1e22", "0.000001", "-12.5", "71000000000"] {
            let exact: Ratio = text.parse().unwrap();
            assert_eq!(exact.approx().to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
        let usd: Usd = "391000000.05".parse().unwrap();
        assert_eq!(usd.approx(), 391_000_000.05);
    }

    #[test]
    fn a_float_gives_back_the_decimal_it_stands_for() {
        for (float, text) in [(0.1, "0.1"), (104_580.25, "104580.25"), (-0.00075, "-0.00075")] {
            let (mantissa, places) = decimal_of(float).unwrap();
            let exact = Decimal::new(mantissa, places);
            assert_eq!(exact.normalize().to_string(), text);
        }
        assert_eq!(decimal_of(1.0 / 3.0), Some((333_333_333_333_333, 15)));
        assert_eq!(decimal_of(f64::NAN), None);
        assert_eq!(decimal_of(1e16), None);
        assert_eq!(float_of(10_458_025, 2), 104_580.25);
    }

    #[test]
    fn a_computed_float_loses_the_dust_at_its_end() {
        for (float, text) in [
            (0.05 + 0.01, "0.06"),
            (0.1 + 0.2, "0.3"),
            (-(0.1 + 0.2), "-0.3"),
            (100_000.0 * 1.1, "110000"),
            (5.0 / 60_000.0, "0.000083333333333333"),
            (2.0 / 3.0 * 1e14, "66666666666666.7"),
            (f64::from(0.1_f32), "0.100000001490116"),
            (999_999_999_999_998.9, "999999999999999"),
            (0.999_999_999_999_999_9, "1"),
            (1e-18, "0.000000000000000001"),
            (1e-9 / 3.0 * 4.0, "0.000000001333333333"),
        ] {
            let (mantissa, places) = decimal_of(float).unwrap();
            assert_eq!(Decimal::new(mantissa, places).normalize().to_string(), text, "{float}");
        }
        // Nothing of these is left at 18 places, or next to nothing.
        for bad in [1e-19, 1e-10 / 3.0, f64::MIN_POSITIVE, f64::MIN_POSITIVE / 4.0, 1e15, -1e15] {
            assert_eq!(decimal_of(bad), None, "{bad}");
        }
        for bad in [-0.0, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(decimal_of(bad), None, "{bad}");
        }
    }

    /// The digits of a text, without zeros at its end, and the places behind the point.
    fn printed(text: &str) -> (i64, u32) {
        let exact: Decimal = Decimal::from_scientific(text).unwrap().normalize();
        (i64::try_from(exact.mantissa()).unwrap(), exact.scale())
    }

    #[test]
    fn it_is_the_nearest_decimal_of_fifteen_digits() {
        let mut x = 1_u64;
        for _ in 0..50_000 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Any mantissa, from 10^-3 to 10^15.
            let exponent = 1023 - 9 + (x >> 58) % 59;
            let float = f64::from_bits(exponent << 52 | (x >> 6) & ((1 << 52) - 1));
            let (mantissa, places) = decimal_of(float).filter(|_| float < 1e15).unwrap_or((0, 0));
            let exact = Decimal::new(mantissa, places).normalize();
            let found = (i64::try_from(exact.mantissa()).unwrap(), exact.scale());
            match float < MOST_WHOLE {
                true => assert_eq!(found, printed(&format!("{float:.14e}")), "{float}"),
                false => assert_eq!(found, (0, 0)),
            }
        }
    }

    fn counted(column: &[f64]) -> std::result::Result<(Vec<u64>, u32), NoCount> {
        let (mut counting, mut counts) = (Counting::default(), vec![0; column.len()]);
        counting.block(column, &mut counts)?;
        Ok((counts, counting.places()))
    }

    #[test]
    fn a_column_has_the_places_of_its_finest_number() {
        let column = [3.0, 0.25, 12_345_678_901.25, 0.000_000_01, 0.0, 0.1 + 0.2];
        let counts = vec![300_000_000, 25_000_000, 1_234_567_890_125_000_000, 1, 0, 30_000_000];
        assert_eq!(counted(&column), Ok((counts, 8)));
        let mut counting = Counting::default();
        let mut counts = [0; 2];
        counting.block(&[1.5, 20.0], &mut counts).unwrap();
        assert_eq!((counts, counting.places()), ([15, 200], 1));
        counting.block(&[0.125, 1e9], &mut counts).unwrap();
        assert_eq!((counts, counting.places()), ([125, 1_000_000_000_000], 3));
    }

    #[test]
    fn a_column_names_what_it_cannot_hold() {
        for bad in [f64::NAN, f64::INFINITY, -1.0, 1e16, -0.1, -1e-13, -0.0, -1.0 / 3.0] {
            assert_eq!(counted(&[1.5, bad, bad]), Err(NoCount::NoDecimal(1)), "{bad}");
        }
        // In either order, and across blocks.
        let (long, fine) = (999_999_999_999_999.0, 0.000_000_000_001);
        for [first, then] in [[long, fine], [fine, long]] {
            assert_eq!(counted(&[first, then]), Err(NoCount::TooLarge));
            let mut counting = Counting::default();
            counting.block(&[first], &mut [0]).unwrap();
            assert_eq!(counting.block(&[then], &mut [0]), Err(NoCount::TooLarge));
        }
    }

    #[test]
    fn a_count_is_the_decimal_of_the_float() {
        let mut x = 1_u64;
        for _ in 0..20_000 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let digits = (x >> 20) % 10_u64.pow(1 + u32::try_from(x >> 60).unwrap() % 15);
            let float = float_of(i128::from(digits), u32::try_from((x >> 10) % 9).unwrap());
            let (mantissa, had) = decimal_of(float).unwrap();
            let (counts, places) = counted(&[float]).unwrap();
            let exact = u64::try_from(mantissa).unwrap() * 10_u64.pow(places - had);
            assert_eq!(counts, [exact], "{float}");
            // The neighbouring float has no short decimal, or the decimal of another number.
            let next = float.next_up();
            match (counted(&[next]), decimal_of(next)) {
                (Err(NoCount::NoDecimal(0)), None) => {}
                (Ok((counts, places)), Some((mantissa, had))) => {
                    let exact = u64::try_from(mantissa).unwrap() * 10_u64.pow(places - had);
                    assert_eq!(counts, [exact], "{next}");
                }
                other => panic!("{next}: {other:?}"),
            }
        }
    }

    #[test]
    fn an_estimate_comes_back_on_the_tick() {
        let tick: Price = "0.05".parse().unwrap();
        assert_eq!(Price::from_estimate(919.097, tick).unwrap().to_string(), "919.10");
        for bad in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
            assert_eq!(Price::from_estimate(bad, tick).unwrap_err().code(), "OUT_OF_RANGE");
        }
        assert!(Price::from_estimate(1.0, "0".parse().unwrap()).is_err());
    }
}
